using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Torture;

namespace Endcap.Cli.Commands;

/// <summary>endcap torture: faults at every step of a label's life, on virtual boards.</summary>
internal static class TortureCommand
{
    private const int MostSeconds = 7 * 24 * 3600;
    private const int MostStride = 1_000_000;
    private const int LossesShown = 20;

    private static readonly Option<string> BoardId = new("--board")
    {
        Description = "The board that the labels stand for.", HelpName = "ID", DefaultValueFactory = _ => "heltec-e290",
    };

    private static readonly Option<int> Seconds = CommonOptions.Number("--seconds", "Stop after so many seconds; 0: when every case was run.", 0);
    private static readonly Option<int> Stride = CommonOptions.Number("--stride", "1: all cases. N: every N-th of the long families.", 1);

    public static Command Create()
    {
        var command = new Command("torture",
            "Cut the power at every write, tear, refuse and repeat writes, fill the drive, turn bits, drop connections, let strangers try; count what is lost. "
            + "Example: endcap torture --seconds 60")
        {
            BoardId, Seconds, Stride,
        };
        command.SetRun(Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        int seconds = context.Get(Seconds), stride = context.Get(Stride);
        if (seconds is < 0 or > MostSeconds) throw Catalogue.OptionOutOfRange("--seconds", seconds, $"0 to {MostSeconds}");
        if (stride is < 1 or > MostStride) throw Catalogue.OptionOutOfRange("--stride", stride, $"1 to {MostStride}");
        Board board = BoardsCommand.Find(context.Get(BoardId));
        TortureCase[] cases = [.. Campaign.Cases(board, stride, context.Seed)];
        if (seconds > 0) new Random(context.Seed).Shuffle(cases); // a part of all families, not all of the first
        CampaignReport found = context.WithProgress("torturing", progress => CampaignReport.Run(cases,
            seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, new Fraction(progress, cases.Length), context.Cancellation));
        Report report = ReportOf(found, board, cases.Length);
        if (found.Losses.Count > 0) return context.Fail(report, Catalogue.TortureLost(found.Losses.Count, found.Injected));
        context.Print(report);
        return context.Cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success;
    }

    private static Report ReportOf(CampaignReport found, Board board, int cases)
    {
        var report = new Report("Fault campaign");
        report.Add("board", "board", board.Id).Add("cases", "cases", cases).Add("injected", "faults injected", found.Injected)
            .Add("survived", "survived", found.Survived).Add("lost", "lost", found.Injected - found.Survived)
            .Add("complete", "every case was run", found.Complete).Add("seconds", "seconds", Math.Round(found.Seconds, 1));
        report.AddTable("families", "By fault", [("family", "fault"), ("injected", "injected"), ("survived", "survived"), ("lost", "lost")],
            found.Families.Select(family => new object?[] { family.Family, family.Injected, family.Survived, family.Lost }));
        if (found.Losses.Count > 0)
            report.AddTable("losses", "Lost", [("family", "fault"), ("case", "case"), ("lost", "what")],
                found.Losses.Select(loss => new object?[] { loss.Case.Family, loss.Case.Text, loss.Lost }), LossesShown);
        return report;
    }

    private sealed class Fraction(IProgress<double> progress, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report((double)value / total);
    }
}
