using Endcap.Compression.Datasets;

namespace Endcap.Compression.Specialisation;

/// <summary>
/// The features that are known only at run time, in the order in which a blob numbers them: shopper and context
/// features in schema order ("shared": one value for the whole shelf), then affinity features in schema order.
/// </summary>
public sealed class RuntimeFeatures
{
    /// <summary>Numbers the run-time features of a schema.</summary>
    public RuntimeFeatures(Schema schema)
    {
        int[] shared = Indices(schema, feature => feature.Scope is FeatureScope.Shopper or FeatureScope.Context);
        int[] affinity = Indices(schema, feature => feature.Scope == FeatureScope.Affinity);
        ItemFeatures = Indices(schema, feature => feature.Scope == FeatureScope.Item);
        SchemaIndex = [.. shared, .. affinity];
        SharedCount = shared.Length;
        Features = [.. SchemaIndex.Select(index => schema.Features[index])];
        Radix = [.. Features.Select(feature => feature.BinCount)];
        NumberOf = new int[schema.Features.Count];
        Array.Fill(NumberOf, -1);
        for (int number = 0; number < SchemaIndex.Length; number++) NumberOf[SchemaIndex[number]] = number;
    }

    /// <summary>[run-time number]: the feature.</summary>
    public Feature[] Features { get; }

    /// <summary>[run-time number]: its index in the schema.</summary>
    public int[] SchemaIndex { get; }

    /// <summary>[schema index]: run-time number, or −1 for an item feature.</summary>
    public int[] NumberOf { get; }

    /// <summary>Schema indices of the item features.</summary>
    public int[] ItemFeatures { get; }

    /// <summary>[run-time number]: number of bins, 1…16.</summary>
    public int[] Radix { get; }

    /// <summary>How many run-time features are shared; the others are affinity features.</summary>
    public int SharedCount { get; }

    /// <summary>Number of affinity features.</summary>
    public int AffinityCount => Features.Length - SharedCount;

    /// <summary>Whether a run-time number is an affinity feature.</summary>
    public bool IsAffinity(int number) => number >= SharedCount;

    /// <summary>The order of two features in a table: an affinity feature before a shared one, otherwise the lower number first.</summary>
    public bool InOrder(int first, int second) =>
        IsAffinity(first) == IsAffinity(second) ? first < second : IsAffinity(first);

    private static int[] Indices(Schema schema, Func<Feature, bool> wanted) =>
        [.. Enumerable.Range(0, schema.Features.Count).Where(index => wanted(schema.Features[index]))];
}
