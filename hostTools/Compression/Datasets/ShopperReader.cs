using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>
/// What is known of shoppers: a CSV with one row per basket (the schema's group column) and a column for each feature of
/// shopper or context scope. A basket without a row has every feature missing.
/// </summary>
public sealed class ShopperReader
{
    private readonly Dictionary<string, byte[]> _bins = new(StringComparer.Ordinal);
    private readonly Feature[] _features;

    private ShopperReader(Feature[] features) => _features = features;

    /// <summary>Reads a file. Errors: E101, E103–E107, E109, E111, E113, E114, E230, E234, E4xx.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="schema">Has the features; its group is not used.</param>
    /// <param name="basketColumn">Names the basket, as the purchases do.</param>
    public static ShopperReader Read(string path, Schema schema, string basketColumn)
    {
        Feature[] features = FeaturesOf(schema);
        var reader = new ShopperReader(features);
        using CsvRows rows = CsvRows.Open(path);
        BasketReader.Require(rows, [basketColumn, .. features.Select(feature => feature.Name)]);
        int key = rows.IndexOf(basketColumn);
        int[] columns = [.. features.Select(feature => rows.IndexOf(feature.Name))];
        while (rows.Read())
        {
            string basket = BasketReader.Key(rows, key, basketColumn);
            byte[] bins = [.. features.Select((feature, f) => FeatureColumn.Bin(feature, rows, columns[f]))];
            if (!reader._bins.TryAdd(basket, bins)) throw Catalogue.ShopperTwice(path, rows.Line, basket);
        }

        return reader;
    }

    /// <summary>Knows nothing of anyone: all features are missing.</summary>
    public static ShopperReader Nobody(Schema schema) => new(FeaturesOf(schema));

    /// <summary>The bins of baskets, in this order.</summary>
    internal BasketShoppers Of(IReadOnlyList<string> baskets)
    {
        byte[] absent = [.. _features.Select(feature => feature.AbsentBin)];
        return new BasketShoppers(_features, [.. baskets.Select(basket => _bins.GetValueOrDefault(basket, absent))]);
    }

    private static Feature[] FeaturesOf(Schema schema) => [.. schema.Features.Where(f => f.Scope is FeatureScope.Shopper or FeatureScope.Context)];
}
