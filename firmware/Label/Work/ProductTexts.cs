using Endcap.Kernel;
using Endcap.Label.Display;

namespace Endcap.Label.Work;

/// <summary>Products' texts, read in place in the blob's Products section.</summary>
public static class ProductTexts
{
    /// <summary>Characters of a name that are shown, at most.</summary>
    public const int MaxNameBytes = 80;

    /// <summary>A product's name in Windows-1252, or no bytes where the blob has no texts.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="product">0 … ProductCount − 1.</param>
    public static byte[] Name(LoadedShelf shelf, int product)
    {
        if (shelf.ProductsAt == 0) return new byte[0];
        int at = TextOf(shelf, 2 * product + 1);
        return ToCodePage(shelf.Blob, at + 1, shelf.Blob[at]);
    }

    /// <summary>Offset of a product's SKU in the blob: its length (u8), then its bytes. 0 where the blob has no texts.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="product">0 … ProductCount − 1.</param>
    public static int SkuAt(LoadedShelf shelf, int product)
    {
        return shelf.ProductsAt == 0 ? 0 : TextOf(shelf, 2 * product);
    }

    private static int TextOf(LoadedShelf shelf, int index)
    {
        byte[] blob = shelf.Blob;
        int at = shelf.ProductsAt;
        for (int i = 0; i < index; i++) at += 1 + blob[at];
        return at;
    }

    // UTF-8 of up to three bytes a character; what is malformed or longer shows as '?'.
    private static byte[] ToCodePage(byte[] bytes, int at, int length)
    {
        byte[] text = new byte[length < MaxNameBytes ? length : MaxNameBytes];
        int end = at + length;
        int count = 0;
        while (at < end && count < text.Length)
        {
            int first = bytes[at++];
            int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int code = first < 0x80 ? first : more == 1 ? first & 0x1F : more == 2 ? first & 0x0F : 0xFFFF;
            for (; more > 0 && at < end && (bytes[at] & 0xC0) == 0x80; more--) code = (code << 6) | (bytes[at++] & 0x3F);
            text[count++] = more > 0 ? (byte)'?' : CodePage.Encode((char)code);
        }

        if (count == text.Length) return text;
        byte[] shorter = new byte[count];
        for (int i = 0; i < count; i++) shorter[i] = text[i];
        return shorter;
    }
}
