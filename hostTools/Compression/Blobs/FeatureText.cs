using Endcap.Compression.Datasets;

namespace Endcap.Compression.Blobs;

/// <summary>What a phone needs to compute a feature's bin.</summary>
/// <param name="Name">Column name; at most 255 bytes of UTF-8.</param>
/// <param name="Kind">How raw values are read.</param>
/// <param name="HasMissingBin">Whether the last bin stands for a missing value.</param>
/// <param name="AbsentBin">The bin of a missing value.</param>
/// <param name="Edges">Numeric: bin edges.</param>
/// <param name="Categories">Categorical: texts, at most 255 bytes of UTF-8 each.</param>
public sealed record FeatureText(string Name, FeatureKind Kind, bool HasMissingBin, int AbsentBin, double[] Edges, string[] Categories)
{
    /// <summary>The description of a schema's feature.</summary>
    public static FeatureText Of(Feature feature) => new(feature.Name, feature.Kind, feature.HasMissingBin, feature.AbsentBin,
        feature.Kind == FeatureKind.Numeric ? feature.Edges : [], feature.Categories);

    /// <summary>The feature again, for binning raw values on the host.</summary>
    public Feature ToFeature(FeatureScope scope) => new(Name, scope, Kind,
        Kind == FeatureKind.Flag ? [0.5] : Edges, Categories, HasMissingBin, AbsentBin);
}
