using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Models;

/// <summary>The <c>binCounts</c> of a model file: for each feature of the schema, the list of its bins' counts.</summary>
internal static class BinCountsJson
{
    /// <summary>Reads and checks the counts: as many lists as features, as many counts as bins, none negative.</summary>
    public static double[][] Read(JsonValue value, Schema schema)
    {
        IReadOnlyList<JsonValue> lists = value.AsArray();
        if (lists.Count != schema.Features.Count) throw Catalogue.BinCountsMismatch(value.Where, lists.Count, schema.Features.Count, "features");
        return [.. lists.Select((list, f) => ReadFeature(list, schema.Features[f].BinCount))];
    }

    /// <summary>One feature's counts on one line.</summary>
    public static string ToLine(double[] bins) =>
        $"[{string.Join(", ", bins.Select(count => count.ToString("R", CultureInfo.InvariantCulture)))}]";

    private static double[] ReadFeature(JsonValue list, int bins)
    {
        IReadOnlyList<JsonValue> counts = list.AsArray();
        if (counts.Count != bins) throw Catalogue.BinCountsMismatch(list.Where, counts.Count, bins, "bins");
        double[] values = [.. counts.Select(count => count.AsNumber())];
        if (Array.Exists(values, count => !(count >= 0) || double.IsInfinity(count))) throw Catalogue.BinCountNegative(list.Where);
        return values;
    }
}
