using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

/// <summary>Generated purchases.</summary>
internal static class Shops
{
    public static BasketItem[] Items(int count) => [.. Enumerable.Range(0, count).Select(item => new BasketItem($"sku{item}", $"Product {item}"))];

    public static Baskets Of(int items, params int[][] baskets) => new(Items(items), baskets);

    /// <summary>Baskets of 1 … 6 products without any pattern but that low numbers are bought more often.</summary>
    public static Baskets Random(int baskets, int items, int seed)
    {
        var random = new Random(seed);
        return new Baskets(Items(items), [.. Enumerable.Range(0, baskets).Select(_ =>
            Enumerable.Range(0, random.Next(1, 7)).Select(_ => Math.Min(random.Next(items), random.Next(items))).ToArray())]);
    }

    /// <summary>
    /// Baskets of 2 … 4 products from one half of the products, but one in ten products from the other half. With a
    /// shopper feature of two bins that tells the half.
    /// </summary>
    public static Baskets Halves(int baskets, int items, int seed, bool withShoppers = false)
    {
        var random = new Random(seed);
        int[] half = [.. Enumerable.Range(0, baskets).Select(_ => random.Next(2))];
        int Product(int side) => random.Next(items / 2) + (random.Next(10) == 0 ? 1 - side : side) * (items / 2);
        var flag = new Feature("second", FeatureScope.Shopper, FeatureKind.Flag, [0.5], [], hasMissingBin: false);
        return new Baskets(Items(items), [.. half.Select(side => Enumerable.Range(0, random.Next(2, 5)).Select(_ => Product(side)).ToArray())],
            withShoppers ? new BasketShoppers([flag], [.. half.Select(side => new[] { (byte)side })]) : null);
    }
}
