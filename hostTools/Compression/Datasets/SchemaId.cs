using System.Globalization;
using System.Text;

namespace Endcap.Compression.Datasets;

/// <summary>
/// The 32-bit id that the blob, the advert and every packet carry, so that a phone never sends bins
/// that a label would misread. FNV-1a (32 bit) over the UTF-8 bytes of a canonical text: one line per
/// feature that arrives at run time (shopper, affinity, context), in schema order, fields separated by
/// a tab: scope, kind, name, missing rule, then each edge in the shortest form that reads back exactly,
/// or each category. Item features are not part of it: they never leave the host.
/// </summary>
public static class SchemaId
{
    /// <summary>The id of a list of features.</summary>
    public static uint Of(IReadOnlyList<Feature> features) => Fnv1A(Encoding.UTF8.GetBytes(Canonical(features)));

    /// <summary>The canonical text that the id is taken over.</summary>
    public static string Canonical(IReadOnlyList<Feature> features)
    {
        var text = new StringBuilder();
        foreach (Feature feature in features)
        {
            if (feature.Scope == FeatureScope.Item) continue;
            text.Append(feature.Scope).Append('\t').Append(feature.Kind).Append('\t').Append(feature.Name).Append('\t');
            text.Append(feature.HasMissingBin ? "missing=own" : string.Create(CultureInfo.InvariantCulture, $"missing={feature.AbsentBin}"));
            foreach (double edge in feature.Edges) text.Append('\t').Append(edge.ToString("R", CultureInfo.InvariantCulture));
            foreach (string category in feature.Categories) text.Append('\t').Append(category);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static uint Fnv1A(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2166136261;
        foreach (byte value in bytes) hash = (hash ^ value) * 16777619;
        return hash;
    }
}
