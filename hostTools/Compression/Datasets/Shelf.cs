namespace Endcap.Compression.Datasets;

/// <summary>The products that one label ranks, in the order of its blob.</summary>
/// <param name="Products">1 to 255 products with distinct skus; 2 or more where they are ranked.</param>
public sealed record Shelf(IReadOnlyList<Product> Products)
{
    /// <summary>What stands for a product where a model scores shoppers and their surroundings alone: a risk, a price.</summary>
    public static Shelf Scorecard(Schema schema) => new([new Product("score", schema.Label, new byte[schema.Features.Count])]);
}

/// <summary>One product of a shelf.</summary>
/// <param name="Sku">The retailer's key; distinct on the shelf.</param>
/// <param name="Name">What the label shows.</param>
/// <param name="ItemBins">[feature of the schema]: its bin; 0 where the feature is not of item scope.</param>
public sealed record Product(string Sku, string Name, byte[] ItemBins);
