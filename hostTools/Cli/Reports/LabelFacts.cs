using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;

namespace Endcap.Cli.Reports;

/// <summary>What a blob means on the label: precision of its scores, heap and time.</summary>
internal static class LabelFacts
{
    // Rows that the text lists.
    private const int MostPairs = 20, MostArrays = 8;

    /// <summary>Adds the scale of the scores and the pairs of products that could swap.</summary>
    /// <param name="report">Gets the sections.</param>
    /// <param name="content">The blob's content.</param>
    /// <param name="pairs">Null when the blob has no numbers, or parts that the proof does not know.</param>
    public static void AddScores(Report report, BlobContent content, List<OpenPair>? pairs)
    {
        int products = content.Base.Length;
        report.AddSection("numbers", "Scores")
            .Add("step", "step of an integer score", Number(content.Numbers?.Step))
            .Add("offset", "score of integer 0", Number(content.Numbers?.Offset))
            .Add("worstError", "worst-case score error, as stored", Number(content.Numbers?.WorstError))
            .Add("neverSwap", "pairs of products proven never to swap", pairs is null ? null : products * (products - 1) / 2 - pairs.Count)
            .Add("couldSwap", "pairs that could swap", pairs?.Count);
        report.AddTable("possibleSwaps", "Pairs that could swap, as the blob alone tells",
            [("first", "product"), ("second", "product"), ("lowSteps", "smallest difference in steps"), ("highSteps", "largest"),
                ("certain", "for certain")],
            (pairs ?? []).Select(pair => new object?[]
            {
                Sku(content, pair.First), Sku(content, pair.Second), pair.Low, pair.High, pair.CertainlyClose,
            }), MostPairs);
    }

    /// <summary>Adds the heap that the loaded blob keeps.</summary>
    /// <param name="report">Gets the section.</param>
    /// <param name="heap">By the runtime's rule.</param>
    /// <param name="limitBytes">What the firmware's reader compared with its heap limit.</param>
    public static void AddHeap(Report report, LoadedHeap heap, int limitBytes) => report.AddSection("heap", "Heap on the label after loading")
        .Add("totalBytes", "bytes", heap.TotalBytes)
        .Add("blobBytes", "of these the blob itself", heap.Blob.Bytes)
        .Add("objectBytes", "of these the shelf object", heap.ObjectBytes)
        .Add("limitBytes", "contents of arrays, which the board's heap limit must allow", limitBytes)
        .AddNote("rule", LoadedHeap.Rule)
        .AddTable("arrays", "Arrays", [("name", "array"), ("elements", "elements"), ("bytes", "bytes")],
            heap.Arrays.Select(array => new object?[] { array.Name, array.Elements, array.Bytes }), MostArrays);

    /// <summary>Adds operations and estimated times.</summary>
    /// <param name="report">Gets the section.</param>
    /// <param name="cost">Counted operations.</param>
    /// <param name="time">From operations to times.</param>
    public static void AddCost(Report report, BlobCost cost, Func<IlCost, LatencyEstimate> time)
    {
        object?[] Row(string what, IlCost part)
        {
            LatencyEstimate estimate = time(part);
            return [what, part.Weighted, part.Operations, estimate.MinMilliseconds, estimate.MaxMilliseconds];
        }

        report.AddSection("cost", "Work on the label")
            .AddTable("work", "Work on the label (times are estimates)",
                [("what", "what"), ("weighted", "cost"), ("operations", "IL operations"), ("minMilliseconds", "ms, at least"),
                    ("maxMilliseconds", "ms, at most")],
                [Row("load", cost.Load), Row("rank, none listed", cost.AtRest), Row("rank, all listed", cost.Listed)])
            .AddNote("unit", "cost: one int add = 1, counted on the kernel's own compiled code; all listed: the dearest of "
                + $"{BlobCost.Profiles} random profiles that list every product")
            .AddNote("timeAssumptions", $"times: {time(cost.Load).Assumptions}");
    }

    /// <summary>A product's sku; its number where the blob has no texts.</summary>
    public static string Sku(BlobContent content, int product) => content.Products?[product].Sku ?? $"product {product}";

    private static double? Number(float? value) => value;
}
