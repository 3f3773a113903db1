using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>The shelves of the golden vectors: every kind of feature, and the edges that are hard to read.</summary>
internal static class VectorShelves
{
    public static IEnumerable<(string Name, byte[] Blob)> All =>
    [
        ("example", Packets.Example().Blob), ("decimals", Decimals()), ("raw edges", RawEdges()), ("kinds", Kinds()), ("affinity", Affinity()),
        ("largest profile", LargestProfile()), ("nothing asked", Write([], [], new short[1], null)), ("sections", Sections()),
        ("wide", Packets.WideExample().Blob), ("wide, all kinds", WideKinds()),
    ];

    // Each number of decimals; differences that need more than 53 bits; 16 bins; one value bin beside the missing one.
    private static byte[] Decimals()
    {
        var texts = new List<FeatureText>();
        for (int d = 0; d <= 9; d++)
        {
            double unit = Math.Pow(10, d);
            texts.Add(Number($"decimals_{d}", d % 2 == 0, [-7 / unit, 0, 1 / unit, 3 / unit, 1234567 / unit]));
        }

        texts.Add(Number("large", true, [-9007199254740991, -1, 9007199254740991]));
        texts.Add(Number("sixteen bins", false, [.. Enumerable.Range(1, 15).Select(i => i * 0.1)]));
        texts.Add(Number("missing only", true, []));
        return Write(texts, [], [1, 2], [new("1", "One"), new("2", "Two")]);
    }

    private static byte[] RawEdges() => Write(
        [
            Number("thirds", true, [1 / 3.0, 2 / 3.0, 1]), Number("extremes", false, [double.MinValue, -double.Epsilon, double.Epsilon, double.MaxValue]),
            Number("tiny", true, [1e-300, 1e-10, Math.PI]), Number("minus zero", false, [-0.0, 5e15 + 0.5]),
        ], [], [0], null);

    private static byte[] Kinds() => Write(
        [
            new("flag", FeatureKind.Flag, false, 1, [], []), new("flag or missing", FeatureKind.Flag, true, 2, [], []),
            new("Größe", FeatureKind.Categorical, true, 3, [], ["S", "M", "漢字 🛒"]), new("one", FeatureKind.Categorical, true, 1, [], ["only"]),
            new("case", FeatureKind.Categorical, false, 1, [], ["a", "A", " a", ""]), Number("absent in the middle", false, [1, 2], absent: 1),
        ], [], [3, 4, 5], [new("ä", ""), new("", "no number"), new("3", "Käse · 250 g")], context: [1, 4]);

    private static byte[] Affinity() => Write([Number("n_prior", false, [1, 4])],
        [Number("times_bought", false, [1, 2, 5]), new("last_bought", FeatureKind.Flag, false, 0, [], []), Number("days", true, [7.5, 30])],
        [1, 2, 3, 4], [.. Enumerable.Range(0, 4).Select(p => new ProductText($"{p}", $"P{p}"))]);

    // 64 shopper and 8 affinity features on 255 products: the longest packet, which cannot list them all.
    private static byte[] LargestProfile() => Write(
        [.. Enumerable.Range(0, 64).Select(f => Number($"f{f}", true, [.. Enumerable.Range(0, 1 + f % 14).Select(e => (double)e)]))],
        [.. Enumerable.Range(0, 8).Select(f => Number($"a{f}", true, [1, 2, 3]))], new short[255],
        [.. Enumerable.Range(0, 255).Select(p => new ProductText($"{p}", ""))]);

    // A catalogue of few products with texts and prices, and a feature of each scope.
    private static byte[] WideKinds() => BlobWriter.Write(new BlobContent
    {
        SchemaId = 0xF00DF00D, ModelVersion = 12, IsCatalogue = true, Base = [1, 2, 3],
        Features = [new(3, 0, 0), new(2, 1, 0), new(4, 2, 1), new(2, 2, 0), new(3, 2, 0)],
        Products = [new("a", "Käse"), new("b", ""), new("", "漢字")],
        FeatureTexts =
        [
            Number("age", true, [30]), new("weekend", FeatureKind.Flag, false, 0, [], []), Number("times", false, [1, 2, 5]),
            new("known", FeatureKind.Flag, false, 0, [], []), Number("days", true, [7]),
        ],
        Prices = new ShelfPrices("EUR", 2, [249, ShelfPrices.Unknown, 3]),
    });

    private static byte[] Sections() => BlobWriter.Write(new BlobContent
    {
        SchemaId = 0xFFFFFFFF, ModelVersion = 0xFFFFFFFE, Features = [new(2, 0, 0)], Base = [1, 2], Products = [new("1", "A"), new("2", "B")],
        FeatureTexts = [new("wet", FeatureKind.Flag, false, 0, [], [])], Numbers = new ScoreNumbers(1, 2, 3),
        Prices = new ShelfPrices("€", 2, [249, ShelfPrices.Unknown]), Unknown = [new UnknownSection(0xFE, [1, 2, 3])],
    });

    private static FeatureText Number(string name, bool missing, double[] edges, int absent = 0) =>
        new(name, FeatureKind.Numeric, missing, missing ? edges.Length + 1 : absent, edges, []);

    private static byte[] Write(IReadOnlyList<FeatureText> shared, IReadOnlyList<FeatureText> affinity, short[] scores, ProductText[]? products,
        int[]? context = null) => BlobWriter.Write(new BlobContent
        {
            SchemaId = 0x80C0FFEE, ModelVersion = 3, Base = scores, Products = products, FeatureTexts = [.. shared, .. affinity],
            Features =
            [
                .. shared.Select((text, f) => new FeatureShape(Radix(text), context?.Contains(f) == true ? 1 : 0, 0)),
                .. affinity.Select(text => new FeatureShape(Radix(text), 2, text.AbsentBin)),
            ],
        });

    private static int Radix(FeatureText text) => text.ToFeature(FeatureScope.Shopper).BinCount;
}
