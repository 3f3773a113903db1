using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;

namespace Endcap.Cli.Commands;

/// <summary>endcap evaluate: how well a model does on data it has not seen.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train)." };
    private static readonly Option<string> Data =
        CommonOptions.FileOption("--data", "CSV file with the columns of the model's schema.");

    public static Command Create()
    {
        var command = new Command("evaluate", "Measure a model on held-out data.") { ModelPath, Data };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        TreeEnsemble model = ModelFile.Read(context.Get(ModelPath));
        BinnedDataset data = context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(context.Get(Data), model.Schema, false, progress, context.Cancellation));
        double[] scores = context.WithProgress("scoring", progress =>
            ModelScores.Of(model, data, progress, context.Cancellation));

        var report = new Report("Evaluation, float scores");
        AddMetrics(report, model, data, scores);
        report.Add("rows", "rows", data.RowCount);
        ModelFacts.AddTo(report, model);
        context.Print(report);
    }

    private static void AddMetrics(Report report, TreeEnsemble model, BinnedDataset data, double[] scores)
    {
        if (model.Schema.Group is not null) AddRanking(report, RankingMetrics.Evaluate(scores, data.Labels, data.GroupStarts));
        else if (model.Objective != "squared") report.Add("auc", "AUC", BinaryMetrics.Auc(scores, data.Labels));
        if (model.Objective == "logistic")
        {
            report.Add("logLoss", "log loss", BinaryMetrics.LogLoss(scores, data.Labels))
                .Add("accuracy", "accuracy", BinaryMetrics.Accuracy(scores, data.Labels));
        }

        if (model.Objective == "squared") report.Add("rmse", "RMSE", RegressionMetrics.Rmse(scores, data.Labels));
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
