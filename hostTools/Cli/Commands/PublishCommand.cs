using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.LabelRecords;
using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Planning;
using Endcap.Publishing.Rollout;

namespace Endcap.Cli.Commands;

/// <summary>endcap publish: a shelf, and what labels show, to many labels.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var command = new Command("publish", "Bring a shelf, and with --content names and prices, to many labels over the update protocol: in waves, with a "
            + "halt rule and a journal. Labels are virtual today: the label's own firmware on simulated boards, whose drives lie in a folder (--labels). "
            + "Example: endcap publish shelf.ecap --to labels.csv --keys store.keys --content")
        {
            PublishOptions.ShelfPath,
        };
        foreach (Option option in PublishOptions.All) command.Options.Add(option);
        command.SetRun(Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        VisitOptions visit = PublishOptions.Visit(context);
        Share halt = PublishOptions.Halt(context);
        var waves = Waves.Parse(context.Get(PublishOptions.WavesText));
        Board board = BoardsCommand.Find(context.Get(PublishOptions.BoardId));
        IReadOnlyList<(uint, IReadOnlyList<PublishFile>)> wanted = Wanted(context, board);
        var keys = new KeyRing(context.Get(PublishOptions.KeyPath));
        var labels = new VirtualLabels(context.Get(PublishOptions.LabelsFolder), board);
        bool dry = context.Get(PublishOptions.DryRun), verify = context.Get(PublishOptions.Verify);
        string path = context.Get(PublishOptions.JournalPath);
        using PublishJournal? journal = dry && !File.Exists(path) ? null : PublishJournal.Open(path);
        var plan = PublishPlan.Of(wanted, waves, keys, journal, label => verify || !labels.Has(label));
        foreach (PlannedLabel label in plan.Labels.Where(label => label.Turn == LabelTurn.Revoked))
            context.Warn($"label {KeysCommand.Name(label.Label)} was revoked: nothing is sent to it");
        if (dry)
        {
            context.Print(PublishFacts.Of(plan, path));
            return ExitCode.Success;
        }

        keys.Note(plan.Labels.Select(label => label.Label));
        var delivery = new VirtualDelivery(labels, keys, journal!, visit);
        var runner = new WaveRunner(plan, halt, Environment.ProcessorCount, delivery.Deliver);
        RunWaves(context, plan, runner);
        Report report = PublishFacts.Of(plan, runner, path, context.Get(PublishOptions.LabelsFolder));
        if (runner.IsHalted) return context.Fail(report, Catalogue.RolloutHalted(runner.Failed, halt.ToString(), runner.Untouched));
        if (runner.Failed > 0) return context.Fail(report, Catalogue.LabelsFailed(runner.Failed, plan.Labels.Count));
        context.Print(report);
        return ExitCode.Success;
    }

    private static List<(uint, IReadOnlyList<PublishFile>)> Wanted(CommandContext context, Board board)
    {
        string path = context.Get(PublishOptions.ShelfPath), list = context.Get(PublishOptions.ListPath);
        BlobImage image = BlobFile.Read(path);
        var fit = new BoardFit(board, image);
        if (!fit.Fits) throw Catalogue.ShelfDoesNotFit(path, fit.Verdict);
        IReadOnlyList<LabelEntry> entries = LabelCsv.Read(list);
        var shelf = new PublishFile(Manifest.Shelf, image.Bytes);
        bool content = context.Get(PublishOptions.Content);
        return [.. entries.Select(entry => (entry.Id, (IReadOnlyList<PublishFile>)(content
            ? [shelf, new PublishFile(Manifest.Content, ContentWriter.Write(entry.Content))] : [shelf])))];
    }

    private static void RunWaves(CommandContext context, PublishPlan plan, WaveRunner runner)
    {
        try
        {
            for (bool more = true; more;)
            {
                int wave = runner.Results.Count + 1;
                more = context.WithProgress($"wave {wave} of {plan.Waves}", progress => runner.RunNext(progress, context.Cancellation)) is not null;
                if (more) context.Error.WriteLine($"wave {wave} of {plan.Waves}: {PublishFacts.Line(runner.Results[^1])}");
            }
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("stopped: labels and journal know how far they are; give the same command again to go on");
            throw;
        }
    }
}
