namespace Endcap.Compression.Datasets;

/// <summary>The products that one label ranks, in the order of its blob.</summary>
/// <param name="Products">2 to 255 products with distinct skus.</param>
public sealed record Shelf(IReadOnlyList<Product> Products);

/// <summary>One product of a shelf.</summary>
/// <param name="Sku">The retailer's key; distinct on the shelf.</param>
/// <param name="Name">What the label shows.</param>
/// <param name="ItemBins">[feature of the schema]: its bin; 0 where the feature is not of item scope.</param>
public sealed record Product(string Sku, string Name, byte[] ItemBins);
