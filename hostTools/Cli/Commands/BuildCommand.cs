using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>endcap build: a model and the products of a shelf become a blob for the label.</summary>
internal static class BuildCommand
{
    private static readonly ShelfOptions Defaults = new();
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train)." };
    private static readonly Option<string?> ShelfPath = CommonOptions.FileOption("--shelf",
        "CSV file with one row per product: sku, name and the model's item columns. Without it, a blob that scores one row (a risk, a price).",
        required: false)!;
    private static readonly Option<string> Output = CommonOptions.Output("The blob to write.");
    private static readonly Option<int?> Budget = CommonOptions.OptionalNumber("--budget",
        "Largest size of the blob in bytes; without it, as small as it gets at int8 precision.", "BYTES");
    private static readonly Option<double> Tolerance = CommonOptions.Number("--tolerance",
        "Without --budget: how far simplifying may move a cell, as a share of the largest table's range (endcap compress names it).",
        Defaults.Tolerance);
    private static readonly Option<string?> Prices = CommonOptions.FileOption("--prices",
        "List of labels (endcap content) whose prices a phone shows beside the products' names; 4 bytes a product.", required: false)!;
    private static readonly Option<long> ModelVersion =
        CommonOptions.Number("--model-version", "Stands in the blob, for whoever counts versions.", (long)Defaults.ModelVersion);
    private static readonly Option<bool> NoFeatureTexts = new("--no-feature-texts")
    {
        Description = "Leave out names and bin edges of the features; the phone must then know the schema from elsewhere.",
    };

    private static readonly Option<int> LaneHeap = CommonOptions.Number("--lane-heap",
        "Heap in bytes that expanded tables may take on the label; more heap, fewer operations.", Defaults.LaneHeapBytes);

    public static Command Create()
    {
        var command = new Command("build",
            "Build a shelf's blob. Example: endcap build m.model.json --shelf shelf.csv --budget 1500 -o shelf.ecap")
        {
            ModelPath, ShelfPath, Budget, Tolerance, ModelVersion, NoFeatureTexts, LaneHeap, Prices, Output, BuildFactorsCommand.Create(),
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output);
        AtomicFile.CheckTarget(output, context.Get(ModelPath), context.Get(ShelfPath) ?? "");
        ReadOptions(context, null); // what is wrong with them is said before files are read
        BinModel model = ModelFiles.Read(context.Get(ModelPath));
        Shelf shelf = ShelfOf(context, model);
        ShelfOptions options = ReadOptions(context, shelf);
        ShelfBlob built = context.WithProgress("building", _ => ShelfSource.For(model, options).Build(
            [.. shelf.Products.Select(product => product.ItemBins)],
            [.. shelf.Products.Select(product => new ProductText(product.Sku, product.Name))]));
        List<PossibleSwap> swaps = context.WithProgress("comparing pairs of products", progress =>
            built.PossibleSwaps(progress, context.Cancellation));
        context.Cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(output, built.Blob);
        context.Print(BuildReport.Of(built, swaps, output, options));
    }

    /// <summary>A tolerance is a share, and a budget chooses its own. Errors: E288, E289.</summary>
    public static void CheckTolerance(CommandContext context, Option budget, Option<double> tolerance)
    {
        double value = context.Get(tolerance);
        if (!(value is >= 0 and <= 1)) throw Catalogue.OptionOutOfRange(tolerance.Name, value, "0 to 1");
        if (context.Has(budget) && context.Has(tolerance))
            throw Catalogue.OptionsExclude(budget.Name, tolerance.Name, "a budget chooses the tolerance itself");
    }

    private static Shelf ShelfOf(CommandContext context, BinModel model)
    {
        bool ranking = ObjectiveNames.Parse(model.Objective).IsRanking();
        if (context.Get(ShelfPath) is { } path) return ShelfReader.Read(path, model.Schema, ranking ? 2 : 1);
        if (context.Has(Prices)) throw Catalogue.OptionNeeds("--prices", "--shelf");
        if (ranking) throw Catalogue.RankingNeedsShelf(context.Get(ModelPath), model.Objective);
        string[] items = [.. model.Schema.Features.Where(feature => feature.Scope == FeatureScope.Item).Select(feature => feature.Name)];
        return items.Length == 0 ? Shelf.Scorecard(model.Schema) : throw Catalogue.ShelfNeeded(context.Get(ModelPath), items);
    }

    private static ShelfOptions ReadOptions(CommandContext context, Shelf? shelf)
    {
        int? budget = context.Get(Budget);
        int laneHeap = context.Get(LaneHeap);
        long version = context.Get(ModelVersion);
        if (budget < 1) throw Catalogue.OptionOutOfRange("--budget", budget.Value, "1 or more");
        CheckTolerance(context, Budget, Tolerance);
        if (laneHeap < 0) throw Catalogue.OptionOutOfRange("--lane-heap", laneHeap, "0 or more");
        if (version is < 0 or > uint.MaxValue) throw Catalogue.OptionOutOfRange("--model-version", version, $"0 to {uint.MaxValue}");
        return new ShelfOptions
        {
            BudgetBytes = budget,
            Tolerance = context.Get(Tolerance),
            LaneHeapBytes = laneHeap,
            ModelVersion = (uint)version,
            FeatureTexts = !context.Get(NoFeatureTexts),
            Seed = context.Seed,
            Prices = shelf is null || context.Get(Prices) is not { } list ? null
                : PriceList.Read(list, [.. shelf.Products.Select(product => product.Sku)]),
        };
    }
}
