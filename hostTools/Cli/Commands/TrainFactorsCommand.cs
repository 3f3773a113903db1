using System.CommandLine;
using System.Diagnostics;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Training.Factors;

namespace Endcap.Cli.Commands;

/// <summary>endcap train factors: trains a two-tower recommender on purchases.</summary>
internal static class TrainFactorsCommand
{
    private static readonly Argument<string> Data = new("purchases") { Description = "CSV file with one row per basket and product." };
    private static readonly Option<string> Output = CommonOptions.Output("The model to write (JSON).");

    public static Command Create()
    {
        var command = new Command("factors",
            "Train vectors of products and histories. Example: endcap train factors purchases.csv --items items.csv -o m.factors.json") { Data, Output };
        BasketOptions.AddTo(command);
        FactorSettings.AddTo(command);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(Data);
        AtomicFile.CheckTarget(output, [path, .. BasketOptions.Files(context)]);
        FactorOptions options = FactorSettings.Read(context);
        double fraction = FactorSettings.ValidationFraction(context);
        BasketFile file = BasketOptions.Read(context, path);
        IReadOnlyList<HeldOutItem> tests = [];
        Baskets train = file.Baskets;
        if (fraction > 0) (train, tests) = LeaveOneOut.Split(file.Baskets, fraction, options.Seed);
        long start = Stopwatch.GetTimestamp();
        TwoTowerModel model = context.WithProgress("training", progress =>
            FactorTrainer.Train(train, options, BasketOptions.Columns(context), progress, context.Cancellation));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        context.Cancellation.ThrowIfCancellationRequested();
        FactorsFile.Write(output, model);
        Report report = new Report("Model trained")
            .Add("output", "written to", output)
            .Add("baskets", "baskets trained on", train.Count)
            .Add("purchases", "purchases in them", train.Interactions)
            .Add("repeated", "rows with a product that its basket had already", file.Repeated)
            .Add("seconds", "seconds", Math.Round(seconds, 3))
            .AddForJson("seed", options.Seed);
        FactorFacts.AddModel(report, model);
        if (tests.Count > 0) FactorFacts.AddGuesses(report, "", "held out: ", ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfModel(model, tests)));
        context.Print(report);
    }
}
