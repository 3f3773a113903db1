using System;
using Endcap.Kernel;

namespace Endcap.Protocol;

/// <summary>
/// What a phone must know of a shelf, in pages that fit an attribute. The content is pieces of the blob as they stand
/// there: Shape up to the base scores (without the radices nobody can read the edges), then the Products, Features and
/// Prices sections with their section headers. Nothing is copied before a page is asked for.
/// </summary>
public static class SchemaPages
{
    /// <summary>Bytes before a page's content.</summary>
    public const int HeaderBytes = 18;

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the flags (u8): <see cref="PacketBytes.WideFlag"/>, or 0.</summary>
    public const int FlagsAt = 1;

    /// <summary>Offset of the page's number (u16), from 0.</summary>
    public const int PageAt = 2;

    /// <summary>Offset of the number of pages (u16).</summary>
    public const int PageCountAt = 4;

    /// <summary>Offset of the nonce (u32).</summary>
    public const int NonceAt = 6;

    /// <summary>Offset of the schema id (u32).</summary>
    public const int SchemaIdAt = 10;

    /// <summary>Offset of the model version (u32).</summary>
    public const int ModelVersionAt = 14;

    /// <summary>The smallest page: with 14 bytes of content each, no shelf needs more pages than a u16 counts.</summary>
    public const int MinPageBytes = 32;

    /// <summary>The smallest page of a catalogue, for the same reason.</summary>
    public const int MinWidePageBytes = 64;

    /// <summary>Bytes of a shelf's pages, where a label's settings ask for some.</summary>
    /// <param name="shelf">The loaded shelf, or null.</param>
    /// <param name="asked"><see cref="MinPageBytes"/> … 512.</param>
    public static int PageBytes(LoadedShelf shelf, int asked)
    {
        return shelf != null && shelf.NumberBytes == 2 && asked < MinWidePageBytes ? MinWidePageBytes : asked;
    }

    /// <summary>Bytes of the content of all pages together.</summary>
    public static int ContentBytes(LoadedShelf shelf)
    {
        int bytes = ShapeBytes(shelf);
        if (shelf.ProductsAt != 0) bytes += BlobLayout.SectionHeaderBytes + shelf.ProductsEnd - shelf.ProductsAt;
        if (shelf.FeaturesAt != 0) bytes += BlobLayout.SectionHeaderBytes + shelf.FeaturesEnd - shelf.FeaturesAt;
        if (shelf.PricesAt != 0) bytes += BlobLayout.SectionHeaderBytes + shelf.PricesEnd - shelf.PricesAt;
        return bytes;
    }

    /// <summary>Number of pages, at least 1.</summary>
    /// <param name="shelf">The loaded shelf.</param>
    /// <param name="pageBytes">Bytes of a page with its header: <see cref="MinPageBytes"/> … 512.</param>
    public static int PageCount(LoadedShelf shelf, int pageBytes)
    {
        int room = pageBytes - HeaderBytes;
        return (ContentBytes(shelf) + room - 1) / room;
    }

    /// <summary>Writes a page. Where texts stay outside the RAM, one call at a time.</summary>
    /// <param name="shelf">The loaded shelf.</param>
    /// <param name="nonce">The nonce that the next profile must echo.</param>
    /// <param name="page">0 … <see cref="PageCount"/> − 1.</param>
    /// <param name="pageBytes">Bytes of a page with its header: <see cref="MinPageBytes"/> … 512.</param>
    /// <param name="into">Receives the page.</param>
    /// <returns>Length of the page in bytes; only the last may be shorter than pageBytes. −1 where the shelf's texts cannot be read any more.</returns>
    public static int Encode(LoadedShelf shelf, uint nonce, int page, int pageBytes, byte[] into)
    {
        into[VersionAt] = PacketBytes.Version;
        into[FlagsAt] = (byte)PacketBytes.Flags(shelf);
        PacketBytes.Put16(into, PageAt, page);
        PacketBytes.Put16(into, PageCountAt, PageCount(shelf, pageBytes));
        PacketBytes.Put32(into, NonceAt, (int)nonce);
        PacketBytes.Put32(into, SchemaIdAt, (int)shelf.SchemaId);
        PacketBytes.Put32(into, ModelVersionAt, (int)shelf.ModelVersion);
        int room = pageBytes - HeaderBytes;
        int from = page * room;
        int shape = ShapeBytes(shelf);
        int end = CopyPart(shelf.Blob, shelf.BaseAt - shape, shelf.BaseAt, 0, from, room, into);
        if (shelf.ProductsAt != 0) end = CopyText(shelf, shelf.ProductsAt - BlobLayout.SectionHeaderBytes, shelf.ProductsEnd, end, from, room, into);
        if (end >= 0 && shelf.FeaturesAt != 0)
            end = CopyPart(shelf.Blob, shelf.FeaturesAt - BlobLayout.SectionHeaderBytes, shelf.FeaturesEnd, end, from, room, into);
        if (end >= 0 && shelf.PricesAt != 0)
            end = CopyText(shelf, shelf.PricesAt - BlobLayout.SectionHeaderBytes, shelf.PricesEnd, end, from, room, into);
        return end < 0 ? -1 : HeaderBytes + (end - from < room ? end - from : room);
    }

    /// <summary>Checks a page's header.</summary>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int Check(byte[] page, int length)
    {
        if (page == null || length < HeaderBytes || length > page.Length) return PacketFault.TooShort;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        if (page[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        if (page[FlagsAt] > PacketBytes.WideFlag) return PacketFault.UnknownFlags;
        return BlobLayout.U16(page, PageAt) >= BlobLayout.U16(page, PageCountAt) ? PacketFault.BadCount : PacketFault.None;
    }

    /// <summary>Checks what a phone wrote to turn the page: the page's number as a u16.</summary>
    /// <param name="written">What was received.</param>
    /// <param name="length">Length in bytes.</param>
    /// <param name="pageCount">Number of pages of the shelf.</param>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int CheckSelection(byte[] written, int length, int pageCount)
    {
        if (written == null || length != 2 || written.Length < 2) return PacketFault.LengthMismatch;
        return BlobLayout.U16(written, 0) >= pageCount ? PacketFault.BadCount : PacketFault.None;
    }

    private static int ShapeBytes(LoadedShelf shelf)
    {
        return 4 + shelf.SharedCount + 2 * shelf.AffinityCount;
    }

    // The same for a section that may stand outside the RAM; −1 where it cannot be read.
    private static int CopyText(LoadedShelf shelf, int start, int stop, int at, int from, int room, byte[] into)
    {
        BlobSource texts = shelf.Texts;
        if (texts == null) return CopyPart(shelf.Blob, start, stop, at, from, room, into);
        int end = at + stop - start;
        int first = at > from ? at : from;
        int last = end < from + room ? end : from + room;
        if (first >= last) return end;
        bool sound = texts.Begin() && texts.Copy(start + first - at, into, HeaderBytes + first - from, last - first);
        texts.Finish();
        return sound ? end : -1;
    }

    // Copies what the page [from, from + room) shows of a piece of the blob that begins at byte "at" of the content.
    // Answers the content's byte after the piece.
    private static int CopyPart(byte[] blob, int start, int stop, int at, int from, int room, byte[] into)
    {
        int end = at + stop - start;
        int first = at > from ? at : from;
        int last = end < from + room ? end : from + room;
        if (first < last) Array.Copy(blob, start + first - at, into, HeaderBytes + first - from, last - first);
        return end;
    }
}
