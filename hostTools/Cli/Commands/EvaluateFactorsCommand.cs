using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Cli.Commands;

/// <summary>endcap evaluate factors: how well a two-tower model guesses products that were left out of baskets.</summary>
internal static class EvaluateFactorsCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train factors)." };
    private static readonly Option<string> Data = CommonOptions.FileOption("--data", "Purchases, with the column names of training.");
    private static readonly Option<double> Validation = CommonOptions.Number("--validation",
        "Share of baskets to test; with the data, share and seed of training, the baskets that it held out.", 1.0);
    private static readonly Option<bool> OnLabel = new("--on-label") { Description = "Also rank with the firmware's kernel and compare." };
    private static readonly Option<int?> Bits = CommonOptions.OptionalNumber("--bits", "With --on-label: bits of an element of a vector: 8, 4 or 2; without it, as the model says, or 8.");

    public static Command Create()
    {
        var command = new Command("factors",
            "Measure a two-tower model. Example: endcap evaluate factors m.factors.json --data purchases.csv --validation 0.2 --on-label --bits 4")
        {
            ModelPath, Data, Validation, BasketOptions.Shoppers, OnLabel, Bits,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        if (context.Has(Bits) && !context.Get(OnLabel)) throw Catalogue.OptionNeeds("--bits", "--on-label");
        double fraction = context.Get(Validation);
        if (!(fraction is > 0 and <= 1)) throw Catalogue.TrainerOptionOutOfRange("--validation", fraction, "above 0, to 1");
        TwoTowerModel model = FactorsFile.Read(context.Get(ModelPath));
        IReadOnlyList<HeldOutItem> tests = LeaveOneOut.Split(BasketOptions.ReadFor(context, model, context.Get(ModelPath), context.Get(Data)), fraction, context.Seed).Tests;
        ItemGuesses guesses = context.WithProgress("scoring", _ => ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfModel(model, tests)));
        var report = new Report(context.Get(OnLabel) ? "Evaluation, float scores and the label's" : "Evaluation, float scores");
        FactorFacts.AddGuesses(report, "", "", guesses);
        if (context.Get(OnLabel)) AddLabel(context, report, model, tests, guesses);
        FactorFacts.AddModel(report, model);
        context.Print(report);
    }

    private static void AddLabel(CommandContext context, Report report, TwoTowerModel model, IReadOnlyList<HeldOutItem> tests, ItemGuesses guesses)
    {
        BuiltFactors built = FactorsBuilder.Build(model, new FactorsBuildOptions { Bits = context.Get(Bits) }, context.Get(ModelPath));
        FactorLabelReport label = context.WithProgress("ranking", progress => FactorLabelReport.Run(built, tests, progress, context.Cancellation));
        FactorFacts.AddGuesses(report, "label", "label: ", label.Guesses);
        report.Add("recall10Kept", "label: share of the float model's recall@10", label.Guesses.Recall10 / guesses.Recall10)
            .Add("top1Agreement", "label agrees on top-1", label.Top1Agreement)
            .Add("blobBytes", "blob bytes", built.Blob.Length)
            .Add("integerBytes", "bytes of vectors and base scores", built.IntegerBytes)
            .Add("floatBytes", "the same as float32", model.FloatBytes)
            .Add("worstErrorBound", "worst-case score error (upper bound)", (double)built.Content.Numbers!.Value.WorstError)
            .Add("worstErrorSeen", "largest score error seen", label.WorstError)
            .Add("ilCostMean", "weighted IL cost of a ranking, mean", label.IlCostMean)
            .Add("ilCostMax", "weighted IL cost of a ranking, largest", label.IlCostMax)
            .Add("ilCostLoad", "weighted IL cost of loading the blob", label.IlCostLoad);
    }
}
