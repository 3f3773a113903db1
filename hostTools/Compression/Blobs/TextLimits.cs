using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Blobs;

/// <summary>Texts in a blob have a length byte: at most 255 bytes of UTF-8.</summary>
internal static class TextLimits
{
    /// <summary>Checks all texts of a blob to be. Errors: E306.</summary>
    public static void Check(IReadOnlyList<ProductText>? products, IReadOnlyList<FeatureText>? features)
    {
        foreach (ProductText product in products ?? [])
        {
            Check("sku", product.Sku);
            Check("product name", product.Name);
        }

        foreach (FeatureText feature in features ?? [])
        {
            Check("feature name", feature.Name);
            foreach (string category in feature.Categories) Check("category", category);
        }
    }

    private static void Check(string what, string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > byte.MaxValue) throw Catalogue.TextTooLong(what, text, bytes, byte.MaxValue);
    }
}
