using System.Text;
using Endcap.Compression.Blobs;
using Endcap.Label.Display;

namespace Endcap.Simulation;

/// <summary>What a simulated label shows when no content was given: the shelf's first product at a made-up price.</summary>
public static class SampleContent
{
    /// <summary>Makes it. The shelf's order is the blob's.</summary>
    public static LabelContent Of(BlobContent shelf)
    {
        if (shelf.Products is not { Count: > 0 } products)
            return new LabelContent { Name = CodePage.Encode("Sample product"), Price = 249, Currency = [CodePage.Euro] };
        return new LabelContent
        {
            Name = CodePage.Encode(products[0].Name), Price = 249, Currency = [CodePage.Euro], Note = CodePage.Encode(products[0].Sku),
            OwnSku = Encoding.UTF8.GetBytes(products[0].Sku),
            ShelfOrder = [.. products.Select(product => Encoding.UTF8.GetBytes(product.Sku)).SelectMany(sku => sku.Prepend((byte)sku.Length))],
        };
    }
}
