using System.Text;
using Endcap.Compression.Blobs;
using Endcap.Label.Display;

namespace Endcap.Simulation;

/// <summary>What a simulated label shows when no content was given: a product of the shelf at a made-up price.</summary>
public static class SampleContent
{
    /// <summary>Makes it. The shelf's order is the blob's.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="product">The label's own product; counts on from the first behind the last.</param>
    public static LabelContent Of(BlobContent shelf, int product = 0)
    {
        if (shelf.Products is not { Count: > 0 } products)
            return new LabelContent { Name = CodePage.Encode("Sample product"), Price = 249, Currency = [CodePage.Euro] };
        ProductText own = products[product % products.Count];
        return new LabelContent
        {
            Name = CodePage.Encode(own.Name), Price = 249, Currency = [CodePage.Euro], Note = CodePage.Encode(own.Sku),
            OwnSku = Encoding.UTF8.GetBytes(own.Sku),
            // A record has no room for the order of a department.
            ShelfOrder = shelf.IsCatalogue ? [] : [.. products.Select(product => Encoding.UTF8.GetBytes(product.Sku)).SelectMany(sku => sku.Prepend((byte)sku.Length))],
        };
    }
}
