using Endcap.Compression.Blobs;
using Endcap.Compression.Blobs.Dense;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;

namespace Endcap.Cli.Reports;

/// <summary>What endcap build says about a blob.</summary>
internal static class BuildReport
{
    // Pairs of products that the text lists.
    private const int MostPairs = 20;

    public static Report Of(ShelfBlob built, List<PossibleSwap> swaps, string output, ShelfOptions options)
    {
        var report = new Report("Shelf built");
        report.Add("output", "written to", output)
            .Add("bytes", "bytes", built.Blob.Length)
            .Add("budget", "budget in bytes", options.BudgetBytes)
            .Add("schemaId", "schema id", $"{built.Content.SchemaId:x8}")
            .Add("modelVersion", "model version", built.Content.ModelVersion)
            .AddForJson("seed", options.Seed);
        AddContent(report, built.Content);
        if (built is BuiltShelf tables) report.Add("tolerance", "largest change of a cell by simplifying", tables.Tolerance);
        if (built is DenseShelf network) AddPrecision(report, network.Precision);
        report.Add("step", "step of an integer score", (double)built.Numbers.Step)
            .Add("offset", "score of integer 0", (double)built.Numbers.Offset)
            .Add("worstError", $"worst-case score error ({Kind(built)})", built.WorstError)
            .AddForJson("worstErrorKind", Kind(built));
        AddSwaps(report, built.Content, swaps);
        BlobFacts.AddSections(report, built.Blob);
        return report;
    }

    private static string Kind(ShelfBlob built) => built.WorstErrorIsExact ? "exact" : "upper bound";

    private static void AddPrecision(Report report, DensePrecision precision) => report
        .Add("columnBits", "bits of a column's weights", precision.ColumnBits)
        .Add("weightBits", "bits of later layers' weights",
            precision.WeightBits.Distinct().Count() == 1 ? precision.WeightBits[0] : string.Join(", ", precision.WeightBits));

    private static void AddContent(Report report, BlobContent content)
    {
        report.Add("products", "products", content.Base.Length);
        if (content.Dense is { } dense) AddNetwork(report, dense, content.Base.Length);
        else AddTables(report, content);
    }

    private static void AddNetwork(Report report, DenseContent dense, int products) => report
        .Add("layers", "units of the layers", string.Join(", ", dense.Layers.Select(layer => layer.Bias.Length).Prepend(dense.Units(products))))
        .Add("usedFeatures", "features used", dense.Used.Length)
        .Add("columns", "columns", dense.Columns.Values.Length / dense.Units(products));

    private static void AddTables(Report report, BlobContent content) => report
        .Add("groups", "table groups", content.Tables?.Groups.Count ?? 0)
        .Add("tables", "tables", content.Tables?.Groups.Sum(group => group.Tables.Count) ?? 0)
        .Add("cells", "cells", content.Tables?.Groups.Sum(group => group.Tables.Sum(table => table.Cells.Length)) ?? 0)
        .Add("grids", "grids", content.Tables?.Grids.Count ?? 0)
        .Add("trees", "residual trees", content.Trees?.Trees.Count ?? 0);

    private static void AddSwaps(Report report, BlobContent content, List<PossibleSwap> swaps)
    {
        int products = content.Base.Length, pairs = products * (products - 1) / 2;
        report.Add("neverSwap", "pairs of products proven never to swap", pairs - swaps.Count)
            .Add("couldSwap", "pairs that could swap", swaps.Count);
        if (content.Products is not { } texts) return;
        report.AddTable("possibleSwaps", "Pairs that could swap",
            [("first", "sku"), ("second", "sku"), ("within", "if scores are closer than"), ("certain", "for certain")],
            swaps.Select(swap => new object?[]
            {
                texts[swap.First].Sku, texts[swap.Second].Sku, swap.Within, swap.CertainlyCloser,
            }), MostPairs);
    }
}
