using System.CommandLine;
using System.Diagnostics;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Linear;

namespace Endcap.Cli.Commands;

/// <summary>endcap train: trains a model on a CSV.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string> Data = new("csv") { Description = "Training data." };
    private static readonly Option<string> SchemaPath = CommonOptions.FileOption("--schema", "The schema (endcap schema infer).");
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON).");

    public static Command Create()
    {
        var command = new Command("train", "Train a tree ensemble or a linear model.") { Data, SchemaPath, Output };
        LinearSettings.AddTo(command);
        TrainerSettings.AddTo(command);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(Data);
        AtomicFile.CheckTarget(output, path, context.Get(SchemaPath));
        TrainerOptions options = TrainerSettings.Read(context);
        options.Validate();
        LinearOptions? linear = LinearSettings.Chosen(context) ? LinearSettings.Read(context, options) : null;
        double fraction = TrainerSettings.ValidationFraction(context);
        Schema schema = SchemaFile.Read(context.Get(SchemaPath));
        bool ranking = options.Objective.IsRanking();
        if (ranking && schema.Group is null) throw Catalogue.NoGroup(context.Get(SchemaPath), options.Objective.Name());
        BinnedDataset data = context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(path, schema, ranking, progress, context.Cancellation));

        (BinnedDataset train, BinnedDataset? validation) = fraction > 0
            ? ValidationSplit.HoldOut(data, fraction, options.Seed)
            : (data, null);
        long start = Stopwatch.GetTimestamp();
        TrainingResult result = context.WithProgress("training", progress =>
            linear is null
                ? GradientBoosting.Train(train, validation, options, new RoundFraction(progress), context.Cancellation)
                : LinearTrainer.Train(train, validation, linear, new RoundFraction(progress), context.Cancellation));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        context.Cancellation.ThrowIfCancellationRequested();
        ModelFile.Write(output, result.Model);
        ModelFacts.WarnIfConstant(context, result.Model, output);
        context.Print(Describe(context, result, train, validation, linear is null, seconds));
    }

    private static Report Describe(CommandContext context, TrainingResult result, BinnedDataset train, BinnedDataset? validation,
        bool boosted, double seconds)
    {
        Report report = new Report("Model trained")
            .Add("output", "written to", context.Get(Output))
            .Add("rows", "rows trained on", train.RowCount)
            .Add("groups", "groups trained on", train.GroupCount)
            .Add("seconds", "seconds", Math.Round(seconds, 3))
            .AddForJson("seed", context.Seed);
        if (validation is not null)
        {
            report.Add("validationRows", "rows held out", validation.RowCount)
                .Add("metricName", "metric", result.MetricName)
                .Add("metric", $"{result.MetricName} on held-out rows", result.Metrics[result.BestRound - 1]);
            if (boosted) report.Add("bestRound", "best round", result.BestRound).Add("stoppedEarly", "stopped early", result.StoppedEarly);
        }

        ModelFacts.AddTo(report, result.Model);
        return report;
    }
}
