using System.CommandLine;
using System.Text;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Cli.Reports.Html;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pruning.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Compression.Specialisation;

namespace Endcap.Cli.Commands;

/// <summary>endcap report factors: one HTML page with what rounding did to a two-tower model.</summary>
internal static class ReportFactorsCommand
{
    private static readonly int[] Widths = [8, 4, 2];
    private static readonly Argument<string> ModelPath = new("model") { Description = "The model (endcap train factors, endcap compress factors)." };
    private static readonly Option<string> Data = CommonOptions.FileOption("--data", "Purchases, with the column names of training.");
    private static readonly Option<double> Validation = CommonOptions.Number("--validation",
        "Share of baskets to test; with the data, share and seed of training, the baskets that it held out.", 1.0);
    private static readonly Option<string?> Original = CommonOptions.FileOption("--original",
        "The model that this one was compressed from: what the label is compared with; without it, the model itself in floating point.", required: false)!;
    private static readonly Option<string?> Front = CommonOptions.FileOption("--front",
        "Points of a size–quality front: what endcap compress factors --json printed.", required: false)!;
    private static readonly Option<string> Output = CommonOptions.Output("The HTML page to write.");

    public static Command Create()
    {
        var command = new Command("factors",
            "Write one HTML page on a two-tower model. Example: endcap report factors m.factors.json --data purchases.csv --validation 0.25 -o report.html")
        {
            ModelPath, Data, Validation, BasketOptions.Shoppers, Original, Front, Output,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), path = context.Get(ModelPath);
        AtomicFile.CheckTarget(output, path, context.Get(Data), context.Get(BasketOptions.Shoppers) ?? "", context.Get(Front) ?? "", context.Get(Original) ?? "");
        double share = context.Get(Validation);
        if (!(share is > 0 and <= 1)) throw Catalogue.OptionOutOfRange("--validation", share, "above 0, to 1");
        FrontFile? front = context.Get(Front) is { } file ? FrontFile.Read(file) : null;
        TwoTowerModel model = FactorsFile.Read(path), before = context.Get(Original) is { } original ? ReadOriginal(original, model, path) : model;
        BuiltFactors built = FactorsBuilder.Build(model, new FactorsBuildOptions(), path);
        IReadOnlyList<HeldOutItem> tests = LeaveOneOut.Split(BasketOptions.ReadFor(context, model, path, context.Get(Data)), share, context.Seed).Tests;
        FactorComparison compared = context.WithProgress("ranking", progress => FactorComparison.Run(built, before, tests, progress, context.Cancellation));
        ReportFacts facts = Facts(context, model, built, compared, tests, front);
        if (front is { Metric.Length: > 0 } && front.Metric != facts.Main.Name)
            context.Warn($"{context.Get(Front)}: the front's quality is {front.Metric}, the report's {facts.Main.Name}; they share one axis");
        byte[] page = Encoding.UTF8.GetBytes(FactorPage.Of(facts, built, before, new FactorSample(tests), ProductCodePoints.Of(model, tests, context.Seed)).ToHtml());
        context.Cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(output, page);
        context.Print(Describe(facts, built, before.FloatBytes, output, page.Length));
    }

    private static TwoTowerModel ReadOriginal(string path, TwoTowerModel model, string modelPath)
    {
        TwoTowerModel original = FactorsFile.Read(path);
        bool same = original.Schema.Id == model.Schema.Id && original.Products.Select(product => product.Sku).SequenceEqual(model.Products.Select(product => product.Sku));
        return same ? original : throw Catalogue.NotTheOriginal(path, modelPath);
    }

    private static ReportFacts Facts(CommandContext context, TwoTowerModel model, BuiltFactors built, FactorComparison compared, IReadOnlyList<HeldOutItem> tests, FrontFile? front)
    {
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) is not 0 and var fault) throw new InvalidOperationException($"fault {fault}");
        return new ReportFacts
        {
            Model = Path.GetFileName(context.Get(ModelPath)),
            Kind = FormattableString.Invariant($"Two towers of {model.Rank} elements over {model.Products.Count:N0} products ({model.Method})"),
            Data = Path.GetFileName(context.Get(Data)),
            Rows = tests.Count,
            Metrics = compared.Metrics,
            MainKey = "recall10", // as the points and the search have it
            Agreement = compared.Agreement,
            Label = new LabelSide([], built.Blob.Length, built.Blob.Length, built.Content.Numbers!.Value.WorstError, 1),
            Errors = compared.Errors,
            Built = context.WithProgress("building with other bits", _ => Points(model, tests)),
            Front = front,
            ShelfName = "the department",
            Image = image!,
            Features = new RuntimeFeatures(model.Schema),
            Codes = [],
            Curves = [],
            Maps = [],
            Cost = context.WithProgress("counting operations", _ => BlobCost.Measure(image!, context.Seed)),
            Boards = [.. BoardList.Create().Where(board => board.ShelfBytes > 0)],
        };
    }

    private static IReadOnlyList<SizePoint> Points(TwoTowerModel model, IReadOnlyList<HeldOutItem> tests) =>
    [
        .. Widths.Select(bits =>
        {
            BuiltFactors built = FactorsBuilder.Build(model, new FactorsBuildOptions { Bits = bits }, "the model");
            if (BlobImage.TryRead(built.Blob, out BlobImage? image) is not 0 and var fault) throw new InvalidOperationException($"fault {fault}");
            ItemGuesses guesses = ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfBlob(image!, tests));
            return new SizePoint(FormattableString.Invariant($"{bits} bits"), built.Blob.Length, guesses.Recall10);
        }),
    ];

    private static Report Describe(ReportFacts facts, BuiltFactors built, int floatBytes, string output, int bytes) => new Report("Report written")
        .Add("output", "written to", output)
        .Add("pageBytes", "bytes of the page", bytes)
        .Add("tests", "baskets with a product left out", facts.Rows)
        .AddTable("metrics", "Float and label", [("key", "key"), ("name", "metric"), ("float", "float"), ("label", "label")],
            facts.Metrics.Select(pair => new object?[] { pair.Key, pair.Name, pair.Before, pair.After }))
        .Add("kendallTau", "Kendall tau-b, float to label", facts.Agreement.KendallTau)
        .Add("top1Swaps", "baskets with another product first", facts.Agreement.Top1Swaps)
        .Add("blobBytes", "blob bytes", built.Blob.Length)
        .Add("integerBytes", "of them vectors and base scores", built.IntegerBytes)
        .Add("floatBytes", "the float model as float32", floatBytes)
        .Add("worstError", "worst-case score error", facts.Label.WorstError)
        .AddTable("points", "Sizes and qualities", [("name", "build"), ("bytes", "bytes"), ("quality", "quality")],
            facts.Built.Select(point => new object?[] { point.Name, point.Bytes, point.Quality }));
}
