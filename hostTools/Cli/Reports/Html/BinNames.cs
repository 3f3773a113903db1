using Endcap.Compression.Datasets;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>What the bins of a feature are called.</summary>
internal static class BinNames
{
    /// <summary>[bin]: "&lt; 3", "3 – 5", "≥ 5", a category, "no", "yes", "missing".</summary>
    public static string[] Of(Feature feature)
    {
        IEnumerable<string> values = feature.Kind switch
        {
            FeatureKind.Categorical => feature.Categories,
            FeatureKind.Flag => ["no", "yes"],
            _ => Enumerable.Range(0, feature.ValueBins).Select(bin => Interval(feature.Edges, bin)),
        };
        return feature.HasMissingBin ? [.. values, "missing"] : [.. values];
    }

    private static string Interval(double[] edges, int bin)
    {
        if (edges.Length == 0) return "any";
        if (bin == 0) return "< " + Ticks.Number(edges[0]);
        if (bin == edges.Length) return "≥ " + Ticks.Number(edges[^1]);
        return $"{Ticks.Number(edges[bin - 1])} – {Ticks.Number(edges[bin])}";
    }
}
