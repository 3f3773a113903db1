using System.Globalization;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;

namespace Endcap.Serving;

/// <summary>Bins in words.</summary>
public static class BinText
{
    /// <summary>A bin of a run-time feature: "2 to &lt; 4", "yes", a category, "not stated".</summary>
    public static string Of(BlobContent content, int feature, int bin)
    {
        if (content.FeatureTexts?[feature] is not { } text) return $"bin {bin}";
        if (text.HasMissingBin && bin == content.Features[feature].Radix - 1) return "not stated";
        return text.Kind switch
        {
            FeatureKind.Flag => bin == 0 ? "no" : "yes",
            FeatureKind.Categorical => bin < text.Categories.Length ? text.Categories[bin] : $"bin {bin}",
            _ => Interval(text.Edges, bin),
        };
    }

    private static string Interval(double[] edges, int bin)
    {
        string Edge(int at) => edges[at].ToString("R", CultureInfo.InvariantCulture);
        if (edges.Length == 0 || bin > edges.Length) return "any";
        if (bin == 0) return $"below {Edge(0)}";
        return bin == edges.Length ? $"{Edge(bin - 1)} or more" : $"{Edge(bin - 1)} to below {Edge(bin)}";
    }
}
