using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Demo;
using Endcap.Kernel;

namespace Endcap.Tests.Web.Harness;

/// <summary>Shelves for the page's tests; their scores are made up so that each kind of answer changes the order.</summary>
internal static class Shelves
{
    /// <summary>The demo's twelve products; six shopper features, one of the label's own, two of affinity.</summary>
    public static byte[] Store(uint schemaId = 0x5108E001) => BlobWriter.Write(new BlobContent
    {
        SchemaId = schemaId, ModelVersion = 4,
        Features =
        [
            new(5, 0, 0), new(4, 0, 0), new(2, 0, 0), new(5, 0, 0), new(4, 0, 0), new(2, 1, 0), new(3, 0, 0), new(2, 2, 0), new(4, 2, 0),
        ],
        Base = [10, 5, 20, 40, 45, 25, 50, 55, 48, 30, 32, 22],
        Tables = new TablesContent([[0], [1], [2], [4]],
        [
            Group(0, 0, 0b1111, (4, [30, 10, -5, -20, 0]), (7, [-20, 5, 20, 35, 0])), // age
            Group(1, 1, 0b111, (5, [-40, 0, 40, 80])), // household size
            Group(2, 2, 0b1, (9, [-20, 90]), (10, [-20, 95])), // gluten-free
            Group(4, 3, 0b111, (3, [0, -10, -80, 0]), (11, [0, 20, 70, 0])), // diet
            Group(7, -1, 0b1, [.. Enumerable.Range(0, 12).Select(p => (p, new sbyte[] { 0, 20 }))]), // bought last
            Group(8, -1, 0b111, [.. Enumerable.Range(0, 12).Select(p => (p, new sbyte[] { 0, 25, 50, 90 }))]), // times bought
        ]),
        Products = [.. StoreProduct.Shelf.Select(product => new ProductText(product.Sku, product.Name))],
        FeatureTexts =
        [
            Number("age", true, [30, 45, 60]), Number("household_size", false, [2, 3, 4], absent: 1), new("gluten_free_diet", FeatureKind.Flag, false, 0, [], []),
            Number("income", true, [15.5, 30, 45.25]), new("diet", FeatureKind.Categorical, true, 3, [], ["any", "vegetarian", "vegan"]),
            new("weekend", FeatureKind.Flag, false, 0, [], []), Number("n_prior", false, [1, 5]),
            new("last_bought", FeatureKind.Flag, false, 0, [], []), Number("times_bought", false, [1, 2, 5]),
        ],
        Prices = new ShelfPrices("EUR", 2, [.. StoreProduct.Shelf.Select(product => (uint)product.BasePrice)]),
    });

    /// <summary>255 products with all eight affinity features: not all fit a packet. Scores rise with the product number.</summary>
    public static byte[] Large() => BlobWriter.Write(new BlobContent
    {
        SchemaId = 0x1A46E000, ModelVersion = 1, Base = [.. Enumerable.Range(0, 255).Select(p => (short)p)],
        Features = [new(2, 0, 0), .. Enumerable.Range(0, 8).Select(_ => new FeatureShape(3, 2, 0))],
        Products = [.. Enumerable.Range(0, 255).Select(p => new ProductText($"{p}", $"Product {p}"))],
        FeatureTexts =
        [
            new("wet", FeatureKind.Flag, false, 0, [], []),
            .. new[] { "times_bought", "times", "buys", "bought", "purchases", "purchase_count", "n_bought", "last_bought" }.Select(name => Number(name, false, [1, 2])),
        ],
    });

    /// <summary>A shelf that does not say what it asks.</summary>
    public static byte[] Unexplained() => BlobWriter.Write(new BlobContent { SchemaId = 1, ModelVersion = 1, Base = [1, 2], Features = [new(2, 0, 0)] });

    public static BlobImage Image(byte[] blob)
    {
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(blob, out BlobImage? image));
        return image!;
    }

    private static TableGroup Group(int f, int grid, int cuts, params (int Product, sbyte[] Cells)[] tables) =>
        new(f, -1, grid, cuts, 0, [.. tables.Select(table => new BlobTable(table.Product, 0, cuts, 0, table.Cells))]);

    private static FeatureText Number(string name, bool missing, double[] edges, int absent = 0) =>
        new(name, FeatureKind.Numeric, missing, missing ? edges.Length + 1 : absent, edges, []);
}
