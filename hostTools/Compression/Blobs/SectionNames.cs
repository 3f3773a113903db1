using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>What the sections of a blob are called.</summary>
public static class SectionNames
{
    /// <summary>The bytes before the first section.</summary>
    public const string Header = "header";

    /// <summary>The name of a kind; a kind that this version does not know has its number as its name.</summary>
    public static string Of(int kind) => kind switch
    {
        BlobLayout.ShapeSection => "shape",
        BlobLayout.TablesSection => "tables",
        BlobLayout.TreesSection => "trees",
        BlobLayout.DenseSection => "dense",
        BlobLayout.FactorsSection => "factors",
        BlobLayout.CatalogueSection => "catalogue",
        BlobLayout.ProductsSection => "products",
        BlobLayout.FeaturesSection => "features",
        BlobLayout.NumbersSection => "numbers",
        BlobLayout.PricesSection => "prices",
        _ => $"0x{kind:x2}",
    };
}
