using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;

namespace Endcap.Cli.Commands;

/// <summary>endcap evaluate: how well a model does on data it has not seen.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train)." };
    private static readonly Option<string> Data =
        CommonOptions.FileOption("--data", "CSV file with the columns of the model's schema.");

    private static readonly Option<bool> OnLabel = new("--on-label")
    {
        Description = "Also build every group's shelf blob (without groups: one blob), score the rows with the firmware's kernel and compare.",
    };

    private static readonly Option<int?> Budget =
        CommonOptions.OptionalNumber("--budget", "With --on-label: largest size of a blob in bytes.", "BYTES");

    private static readonly Option<double> Tolerance = CommonOptions.Number("--tolerance",
        "With --on-label: as of endcap build.", new ShelfOptions().Tolerance);

    public static Command Create()
    {
        var command = new Command("evaluate", "Measure a model on held-out data.") { ModelPath, Data, OnLabel, Budget, Tolerance, EvaluateFactorsCommand.Create() };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        bool onLabel = context.Get(OnLabel);
        if (context.Get(Budget) is { } budget and < 1) throw Catalogue.OptionOutOfRange("--budget", budget, "1 or more");
        if (!onLabel && context.Has(Budget)) throw Catalogue.OptionNeeds("--budget", "--on-label");
        if (!onLabel && context.Has(Tolerance)) throw Catalogue.OptionNeeds("--tolerance", "--on-label");
        BuildCommand.CheckTolerance(context, Budget, Tolerance);
        BinModel model = ModelFiles.Read(context.Get(ModelPath));
        bool rows = model.Schema.Group is null;
        if (onLabel && rows && !ScorecardEvaluation.Fits(model.Schema)) throw Catalogue.LabelNeedsGroups(context.Get(ModelPath));
        BinnedDataset data = context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(context.Get(Data), model.Schema, false, progress, context.Cancellation));
        if (onLabel && !rows) CheckGroups(context.Get(Data), data);
        ModelFacts.WarnIfConstant(context, model, context.Get(ModelPath));
        if (model.Objective != "squared" && !data.Labels.AsSpan().ContainsAnyInRange(float.Epsilon, float.MaxValue))
            context.Warn($"{context.Get(Data)}: no row has a positive label (column {data.Schema.Label}), so there is nothing to find");
        double[] scores = context.WithProgress("scoring", progress =>
            ModelScores.Of(model, data, progress, context.Cancellation));

        var report = new Report(onLabel ? "Evaluation, float scores and the label's" : "Evaluation, float scores");
        AddMetrics(report, model, data, scores);
        if (onLabel && rows) AddScorecard(context, report, model, data, scores);
        else if (onLabel) AddLabel(context, report, model, data, scores);
        report.Add("rows", "rows", data.RowCount);
        ModelFacts.AddTo(report, model);
        context.Print(report);
    }

    private static void CheckGroups(string path, BinnedDataset data)
    {
        int most = 0;
        for (int g = 0; g < data.GroupCount; g++) most = Math.Max(most, data.GroupStarts[g + 1] - data.GroupStarts[g]);
        if (most > ShelfReader.MostProducts) throw Catalogue.GroupTooLarge(path, data.Schema.Group!, most, ShelfReader.MostProducts);
    }

    private static void AddMetrics(Report report, BinModel model, BinnedDataset data, double[] scores)
    {
        if (model.Schema.Group is not null) AddRanking(report, RankingMetrics.Evaluate(scores, data.Labels, data.GroupStarts));
        else if (model.Objective != "squared") report.Add("auc", "AUC", BinaryMetrics.Auc(scores, data.Labels));
        RowMetrics.AddTo(report, model.Objective, scores, data.Labels);
    }

    private static void AddScorecard(CommandContext context, Report report, BinModel model, BinnedDataset data, double[] scores)
    {
        var options = new ShelfOptions { BudgetBytes = context.Get(Budget), Tolerance = context.Get(Tolerance), Seed = context.Seed };
        ScorecardReport label = context.WithProgress("scoring with the kernel", progress =>
            ScorecardEvaluation.Run(model, data, scores, options, progress, context.Cancellation));
        if (model.Objective != "squared") report.Add("labelAuc", "label: AUC", BinaryMetrics.Auc(label.Scores, data.Labels));
        RowMetrics.AddTo(report, model.Objective, label.Scores, data.Labels, onLabel: true);
        report.Add("blobBytes", "blob bytes", label.Built.Blob.Length)
            .Add("step", "step of an integer score", (double)label.Built.Numbers.Step)
            .Add("largestError", "largest score error on these rows", label.LargestError)
            .Add("worstErrorMax", "worst-case score error", label.Built.WorstError)
            .Add("ilCostMean", "weighted IL cost of a score, mean", label.IlCostMean)
            .Add("ilCostLoadMean", "weighted IL cost of loading the blob", label.IlCostLoad);
    }

    private static void AddLabel(CommandContext context, Report report, BinModel model, BinnedDataset data, double[] scores)
    {
        var options = new ShelfOptions { BudgetBytes = context.Get(Budget), Tolerance = context.Get(Tolerance), Seed = context.Seed };
        LabelReport label = context.WithProgress("building and ranking shelves", progress =>
            LabelEvaluation.Run(model, data, scores, options, progress, context.Cancellation));
        RankingReport ranking = RankingMetrics.Evaluate(label.Scores, data.Labels, data.GroupStarts);
        report.Add("labelTop1", "label: top-1", ranking.Top1)
            .Add("labelNdcg5", "label: NDCG@5", ranking.Ndcg5)
            .Add("labelRecall5", "label: recall@5", ranking.Recall5)
            .Add("labelMrr", "label: MRR", ranking.Mrr)
            .Add("top1Agreement", "label agrees on top-1", label.Top1Agreement)
            .Add("kendallTau", "Kendall tau-b, float to label", label.KendallTau)
            .Add("blobBytesMean", "blob bytes, mean", label.BlobBytesMean)
            .Add("blobBytesMax", "blob bytes, largest", label.BlobBytesMax)
            .Add("ilCostMean", "weighted IL cost of a ranking, mean", label.IlCostMean)
            .Add("ilCostMax", "weighted IL cost of a ranking, largest", label.IlCostMax)
            .Add("ilCostLoadMean", "weighted IL cost of loading a blob, mean", label.IlCostLoadMean)
            .Add("worstErrorMax", "worst-case score error, largest", label.WorstErrorMax)
            .Add("shelvesPerSecond", "shelves built, loaded and ranked per second", label.ShelvesPerSecond);
    }

    private static void AddRanking(Report report, RankingReport ranking) => report
        .Add("auc", "AUC", ranking.Auc)
        .Add("top1", "top-1", ranking.Top1)
        .Add("ndcg5", "NDCG@5", ranking.Ndcg5)
        .Add("recall5", "recall@5", ranking.Recall5)
        .Add("mrr", "MRR", ranking.Mrr)
        .Add("groups", "groups with a positive row", ranking.Groups)
        .Add("skippedGroups", "groups without any, left out", ranking.SkippedGroups);
}
