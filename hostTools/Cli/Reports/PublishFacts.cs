using Endcap.Cli.Commands;
using Endcap.Publishing.Planning;
using Endcap.Publishing.Rollout;

namespace Endcap.Cli.Reports;

/// <summary>A roll-out, planned or run.</summary>
internal static class PublishFacts
{
    private const string Virtual = "the labels are virtual: the label's own firmware on simulated boards; seconds and bytes are simulated too";

    /// <summary>What would be done.</summary>
    public static Report Of(PublishPlan plan, string journal) => new Report("What would be sent")
        .Add("labels", "labels", plan.Labels.Count)
        .Add("toAsk", "labels to visit", Count(plan, LabelTurn.Ask))
        .Add("upToDate", "labels that have everything, by the journal", Count(plan, LabelTurn.UpToDate))
        .Add("revoked", "labels revoked", Count(plan, LabelTurn.Revoked))
        .Add("bytes", "bytes of files, at most", plan.Labels.Where(label => label is { Turn: LabelTurn.Ask, Wave: >= 0 }).Sum(label => label.Bytes))
        .AddTable("waves", "Waves", [("wave", "wave"), ("labels", "labels"), ("toAsk", "to visit"), ("first", "first label")],
            Enumerable.Range(0, plan.Waves).Select(wave => plan.Wave(wave)).Select((labels, wave) => new object?[]
            {
                wave + 1, labels.Count, labels.Count(label => label.Turn == LabelTurn.Ask), KeysCommand.Name(labels[0].Label),
            }))
        .Add("journal", "journal", journal)
        .AddNote("note", "nothing was sent or written; a label that has a file already is found out when it is visited");

    /// <summary>What was done.</summary>
    public static Report Of(PublishPlan plan, WaveRunner runner, string journal, string folder)
    {
        Delivery[] all = [.. runner.Results.SelectMany(result => result.Deliveries)];
        Report report = new Report(runner.IsHalted ? "Halted" : "Published")
            .Add("labels", "labels", plan.Labels.Count)
            .Add("updated", "updated", all.Count(each => each.Outcome == Outcome.Updated))
            .Add("upToDate", "had everything", all.Count(each => each.Outcome == Outcome.UpToDate) + Count(plan, LabelTurn.UpToDate, runner.Results.Count))
            .Add("failed", "failed", runner.Failed)
            .Add("revoked", "revoked", Count(plan, LabelTurn.Revoked))
            .Add("untouched", "not reached", plan.Labels.Count(label => label.Turn != LabelTurn.Revoked && (label.Wave < 0 || label.Wave >= runner.Results.Count))
                + runner.Results.Sum(result => result.Untouched))
            .Add("halted", "halted", runner.IsHalted)
            .Add("fileBytes", "bytes of files that labels took", all.Sum(each => each.FileBytes))
            .Add("airBytes", "bytes on the air, repetitions included", all.Sum(each => each.AirBytes))
            .Add("chunks", "chunks", all.Sum(each => each.Chunks))
            .Add("meanSeconds", "simulated seconds of a visited label's turn, mean", all.Length == 0 ? double.NaN : all.Average(each => each.Seconds))
            .Add("mostSeconds", "longest", all.Length == 0 ? double.NaN : all.Max(each => each.Seconds))
            .AddTable("waves", "Waves",
                [("wave", "wave"), ("labels", "labels"), ("updated", "updated"), ("upToDate", "had everything"), ("failed", "failed"),
                    ("untouched", "not tried"), ("airBytes", "bytes on the air")],
                runner.Results.Select(result => new object?[]
                {
                    result.Wave + 1, result.Labels, result.Count(Outcome.Updated), result.LeftAlone + result.Count(Outcome.UpToDate),
                    result.Count(Outcome.Failed), result.Untouched, result.AirBytes,
                }));
        return AddFailures(report, [.. all.Where(each => each.Trouble is not null)])
            .Add("journal", "journal", journal)
            .Add("folder", "virtual labels in", folder)
            .AddNote("note", Virtual);
    }

    /// <summary>A wave in a line.</summary>
    public static string Line(WaveResult result) => $"{result.Labels} label{(result.Labels == 1 ? "" : "s")}: {result.Count(Outcome.Updated)} updated, "
        + $"{result.LeftAlone + result.Count(Outcome.UpToDate)} had everything, {result.Count(Outcome.Failed)} failed"
        + (result.Untouched > 0 ? $", {result.Untouched} not tried" : "");

    private static Report AddFailures(Report report, Delivery[] failed) => failed.Length == 0 ? report.AddForJson("failures", Array.Empty<string>())
        : report.AddTable("failures", "Failures", [("label", "label"), ("fault", "fault"), ("attempts", "visits"), ("error", "while")],
                failed.Select(each => new object?[] { KeysCommand.Name(each.Label), each.Trouble!.Fault, each.Attempts, each.Trouble.Text }), most: 20)
            .AddLines("help", failed.GroupBy(each => each.Trouble!.Help).Select(group =>
                $"{(group.First().Trouble!.Fault is > 0 and var fault ? $"fault {fault}: " : "")}{group.Key}"));

    private static int Count(PublishPlan plan, LabelTurn turn, int waves = int.MaxValue) =>
        plan.Labels.Count(label => label.Turn == turn && label.Wave < waves && (waves == int.MaxValue || label.Wave >= 0));
}
