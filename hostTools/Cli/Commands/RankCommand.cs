using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;

namespace Endcap.Cli.Commands;

/// <summary>endcap rank: the label's ranking for one shopper.</summary>
internal static class RankCommand
{
    private static readonly Argument<string> BlobPath = new("blob") { Description = "The blob (endcap build)." };
    private static readonly Option<string> ProfilePath = CommonOptions.FileOption("--profile",
        "The shopper, JSON: {\"shopper\": {feature: value}, \"context\": {…}, \"affinity\": {sku: {feature: value}}}; what is left out is missing.");
    private static readonly Option<int?> Top = CommonOptions.OptionalNumber("--top", "Products to print; without it, all.");
    private static readonly Option<bool> Probability = new("--probability")
    {
        Description = "Also show each score's probability (its sigmoid): for models of the objective logistic.",
    };
    private static readonly Option<bool> Explain = new("--explain")
    {
        Description = "Also show what each table adds to the first product and to the runner-up.",
    };

    public static Command Create()
    {
        var command = new Command("rank",
            "Rank a shelf for one shopper with the firmware's kernel. Example: endcap rank shelf.ecap --profile profile.json --top 3")
        {
            BlobPath, ProfilePath, Top, Probability, Explain,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(BlobPath);
        if (context.Get(Top) is { } top and < 1) throw Catalogue.OptionOutOfRange("--top", top, "1 or more");
        BlobImage image = BlobFile.Read(path);
        var ranking = new BlobRanking(path, image, context.Get(ProfilePath));
        Report report = Describe(image.Content, ranking, context.Get(Top) ?? int.MaxValue, context.Get(Probability));
        if (context.Get(Explain) && ranking.Products.Count > 1) AddExplanation(report, image.Content, ranking);
        else if (context.Get(Explain)) AddParts(report, image.Content, ranking);
        context.Print(report);
    }

    private static Report Describe(BlobContent content, BlobRanking ranking, int top, bool probability) => new Report("Ranking")
        .Add("schemaId", "schema id", $"{content.SchemaId:x8}")
        .Add("modelVersion", "model version", content.ModelVersion)
        .AddTable("ranking", "Ranking",
            [
                ("rank", "rank"), ("sku", "sku"), ("name", "name"), ("score", "score"), ("steps", "steps"),
                .. (probability ? [("probability", "probability")] : Array.Empty<(string, string)>()),
            ],
            ranking.Products.Take(top).Select((product, i) => RowOf(content, product, i + 1, probability)));

    private static object?[] RowOf(BlobContent content, RankedProduct product, int rank, bool probability)
    {
        ProductText text = content.Products![product.Product];
        double? score = content.Numbers is { } numbers ? numbers.Offset + (double)numbers.Step * product.Steps : null;
        object? chance = score is { } value ? BinaryMetrics.Probability(value) : null;
        return probability ? [rank, text.Sku, text.Name, score, product.Steps, chance] : [rank, text.Sku, text.Name, score, product.Steps];
    }

    // A single score has no runner-up: what each table adds to it.
    private static void AddParts(Report report, BlobContent content, BlobRanking ranking) =>
        report.AddSection("explanation", "What the score is made of")
            .AddTable("parts", "Steps that each table adds", [("part", "part"), ("steps", "steps")],
                ranking.Compare(ranking.Products[0], ranking.Products[0]).OrderByDescending(part => Math.Abs(part.First))
                    .Select(part => new object?[] { part.NameIn(content), part.First }));

    private static void AddExplanation(Report report, BlobContent content, BlobRanking ranking)
    {
        RankedProduct first = ranking.Products[0], second = ranking.Products[1];
        string skuFirst = content.Products![first.Product].Sku, skuSecond = content.Products[second.Product].Sku;
        report.AddSection("explanation", "Why the first product won")
            .Add("first", "first", skuFirst)
            .Add("second", "runner-up", skuSecond)
            .Add("ahead", "ahead by steps", first.Steps - second.Steps)
            .AddTable("parts", "Steps that each table adds",
                [("part", "part"), ("first", skuFirst), ("second", skuSecond), ("difference", "difference")],
                ranking.Compare(first, second).Select(part => new object?[]
                {
                    part.NameIn(content), part.First, part.Second, part.First - part.Second,
                }));
    }
}
