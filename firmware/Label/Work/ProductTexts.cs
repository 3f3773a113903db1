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

    /// <summary>The product of that SKU, or −1.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="bytes">Where the SKU stands, in the blob's own UTF-8.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its bytes; an empty SKU is nobody's.</param>
    public static int Find(LoadedShelf shelf, byte[] bytes, int start, int length)
    {
        if (shelf.ProductsAt == 0 || length == 0) return -1;
        byte[] blob = shelf.Blob;
        int at = shelf.ProductsAt;
        for (int p = 0; p < shelf.ProductCount; p++)
        {
            if (blob[at] == length && Same(blob, at + 1, bytes, start, length)) return p;
            at += 1 + blob[at];
            at += 1 + blob[at];
        }

        return -1;
    }

    private static int TextOf(LoadedShelf shelf, int index)
    {
        byte[] blob = shelf.Blob;
        int at = shelf.ProductsAt;
        for (int i = 0; i < index; i++) at += 1 + blob[at];
        return at;
    }

    private static bool Same(byte[] one, int at, byte[] other, int start, int length)
    {
        for (int i = 0; i < length; i++)
            if (one[at + i] != other[start + i]) return false;
        return true;
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
