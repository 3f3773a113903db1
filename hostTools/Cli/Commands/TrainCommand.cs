using System.CommandLine;
using System.Diagnostics;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>endcap train: trains a model of any family on a CSV.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string> Data = new("csv") { Description = "Training data." };
    private static readonly Option<string> SchemaPath = CommonOptions.FileOption("--schema", "The schema (endcap schema infer).");
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON).");
    private static readonly TrainFamily[] Families = [new TreesFamily(), new DenseFamily(), new LinearFamily()];
    private static readonly Option<string> Model = new("--model")
    {
        Description = $"Family: {string.Join(", ", Families.Select(family => family.Name))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Families[0].Name,
    };

    public static Command Create()
    {
        var command = new Command("train", "Train a model: trees, a dense network or a linear model (--model).") { Data, SchemaPath, Model, Output, TrainFactorsCommand.Create() };
        CommonTraining.AddTo(command);
        foreach (Option option in Families.SelectMany(family => family.Options).Distinct()) command.Options.Add(option);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(Data);
        AtomicFile.CheckTarget(output, path, context.Get(SchemaPath));
        TrainFamily family = Family(context);
        Objective objective = CommonTraining.ReadObjective(context);
        Func<BinnedDataset, BinnedDataset?, IProgress<TrainingProgress>, TrainedModel> train = family.Prepare(context, objective);
        double fraction = CommonTraining.ValidationFraction(context, family);
        Schema schema = SchemaFile.Read(context.Get(SchemaPath));
        bool ranking = objective.IsRanking();
        if (ranking && schema.Group is null) throw Catalogue.NoGroup(context.Get(SchemaPath), objective.Name());
        BinnedDataset data = context.WithProgress("reading", progress =>
            CsvDatasetReader.Read(path, schema, ranking, progress, context.Cancellation));

        (BinnedDataset training, BinnedDataset? validation) = fraction > 0
            ? ValidationSplit.HoldOut(data, fraction, context.Seed)
            : (data, null);
        long start = Stopwatch.GetTimestamp();
        TrainedModel result = context.WithProgress("training", progress => train(training, validation, new RoundFraction(progress)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        context.Cancellation.ThrowIfCancellationRequested();
        ModelFiles.Write(output, result.Model);
        ModelFacts.WarnIfConstant(context, result.Model, output);
        context.Print(Describe(context, result, training, validation, output, seconds));
    }

    // Refuses options of other families: what has no effect must not pass unnoticed.
    private static TrainFamily Family(CommandContext context)
    {
        string name = context.Get(Model);
        TrainFamily family = Array.Find(Families, each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw Catalogue.UnknownFamily(name, Families.Select(each => each.Name));
        Option? other = Families.SelectMany(each => each.Options).Except(family.Options).Concat(family.Unused).FirstOrDefault(context.Has);
        return other is null ? family : throw Catalogue.OptionOfOtherFamily(other.Name, family.Name);
    }

    private static Report Describe(CommandContext context, TrainedModel result, BinnedDataset train, BinnedDataset? validation,
        string output, double seconds)
    {
        Report report = new Report("Model trained")
            .Add("output", "written to", output)
            .Add("rows", "rows trained on", train.RowCount)
            .Add("groups", "groups trained on", train.GroupCount)
            .Add("seconds", "seconds", Math.Round(seconds, 3))
            .AddForJson("seed", context.Seed);
        if (validation is not null)
        {
            report.Add("validationRows", "rows held out", validation.RowCount)
                .Add("metricName", "metric", result.MetricName)
                .Add("metric", $"{result.MetricName} on held-out rows", result.Metrics[result.BestRound - 1])
                .Add("bestRound", "best round", result.BestRound)
                .Add("stoppedEarly", "stopped early", result.StoppedEarly);
        }

        ModelFacts.AddTo(report, result.Model);
        return report;
    }
}
