using System;
using Endcap.Kernel;
using Endcap.Label.Display;

namespace Endcap.Label.Work;

/// <summary>Products' texts: in place in the blob, or read from the drive where they stay there.</summary>
public static class ProductTexts
{
    /// <summary>Characters of a name that are shown, at most.</summary>
    public const int MaxNameBytes = 80;

    /// <summary>A product's name in Windows-1252, or no bytes where the blob has no texts or the drive does not give them.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="product">0 … ProductCount − 1.</param>
    public static byte[] Name(LoadedShelf shelf, int product)
    {
        byte[] text = Text(shelf, 2 * product + 1);
        return ToCodePage(text, 0, text.Length);
    }

    /// <summary>A product's SKU in UTF-8, or no bytes as for <see cref="Name"/>.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="product">0 … ProductCount − 1.</param>
    public static byte[] Sku(LoadedShelf shelf, int product)
    {
        return Text(shelf, 2 * product);
    }

    private static byte[] Text(LoadedShelf shelf, int index)
    {
        if (shelf.ProductsAt == 0) return new byte[0];
        if (shelf.Texts != null) return StoredText(shelf, index);
        byte[] blob = shelf.Blob;
        int at = shelf.ProductsAt;
        for (int i = 0; i < index; i++) at += 1 + blob[at];
        byte[] text = new byte[blob[at]];
        Array.Copy(blob, at + 1, text, 0, text.Length);
        return text;
    }

    private static byte[] StoredText(LoadedShelf shelf, int index)
    {
        BlobSource source = shelf.Texts;
        byte[] text = null;
        lock (source)
        {
            if (source.Begin())
            {
                BlobWindow window = new BlobWindow(source, new byte[CatalogueReader.PartBytes]);
                int at = window.SkipTexts(shelf.ProductsAt, shelf.ProductsEnd, index);
                int length = at < 0 ? -1 : window.ByteAt(at);
                if (length >= 0)
                {
                    text = new byte[length];
                    if (!source.Copy(at + 1, text, 0, length)) text = null;
                }
            }

            source.Finish();
        }

        return text == null ? new byte[0] : text;
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
