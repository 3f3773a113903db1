using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>A department of 500 products as a store beacon ranks it: made-up vectors of rank 16, real lengths of names, prices.</summary>
internal static class Department
{
    public const int Products = 500, Rank = 16;

    private static readonly string[] _words = ["Oat drink", "Käse", "Rye bread", "Apple juice", "Crème fraîche", "Olive oil", "Basmati rice", "Dark chocolate"];

    /// <summary>The blob: two shopper features, a context feature and whether a product was bought.</summary>
    public static byte[] Blob { get; } = BlobWriter.Write(Content());

    public static BlobContent Content(int products = Products)
    {
        var random = new Random(500);
        FeatureShape[] features = [new(4, 0, 0), new(3, 0, 0), new(2, 1, 0), new(2, 2, 0)];
        return new BlobContent
        {
            SchemaId = 0xDE9A0500, ModelVersion = 3, IsCatalogue = true, Features = features,
            Base = [.. Enumerable.Range(0, products).Select(_ => (short)random.Next(-200, 200))],
            Factors = Factors(products, random),
            Products = [.. Enumerable.Range(0, products).Select(p => new ProductText($"{4_000_000 + p}", $"{_words[p % _words.Length]} {_words[(p / 7) % _words.Length]} No. {p}"))],
            FeatureTexts =
            [
                new("age", FeatureKind.Numeric, true, 3, [30, 60], []), new("diet", FeatureKind.Categorical, false, 0, [], ["any", "vegetarian", "vegan"]),
                new("weekend", FeatureKind.Flag, false, 0, [], []), new("times_bought", FeatureKind.Numeric, false, 0, [1], []),
            ],
            Prices = new ShelfPrices("EUR", 2, [.. Enumerable.Range(0, products).Select(_ => (uint)random.Next(49, 1999))]),
        };
    }

    private static FactorsContent Factors(int products, Random random)
    {
        sbyte[] vectors = [.. Enumerable.Range(0, products * Rank).Select(_ => (sbyte)random.Next(-127, 128))];
        sbyte[] tower = [.. Enumerable.Range(0, (4 + 3 + 2) * Rank).Select(_ => (sbyte)random.Next(-127, 128))];
        return new FactorsContent([.. Enumerable.Range(0, Rank).Select(_ => (short)random.Next(-100, 100))], [0, 1, 2], [2, 2, 2], new WeightsContent(tower, WeightBlock.Raw),
            300, 8, [.. Enumerable.Range(0, products).Select(_ => (short)random.Next(20, 200))], 20, new WeightsContent(vectors, WeightBlock.Raw),
            new FactorHistory(0, [0, 20], [.. Enumerable.Range(1, 32).Select(n => (ushort)(65535 / n))], [.. Enumerable.Range(0, products).Select(_ => (byte)random.Next(1, 20))], null));
    }
}
