using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Faults;

namespace Endcap.Label.Storage;

/// <summary>Reads the bytes of <see cref="Drive.Content"/>: what the label shows. CONTENT.md has every byte.</summary>
public static class ContentRecord
{
    /// <summary>"ECLC" as a little-endian number.</summary>
    public const int Magic = 0x434C4345;

    /// <summary>Field: price (u32), decimals (u8), placement (u8: 1 = the currency leads), currency. Required.</summary>
    public const int PriceField = 1;

    /// <summary>Field: the product's name. Required.</summary>
    public const int NameField = 2;

    /// <summary>Field: the unit price.</summary>
    public const int UnitPriceField = 3;

    /// <summary>Field: the note.</summary>
    public const int NoteField = 4;

    /// <summary>Field: thirteen digit values.</summary>
    public const int EanField = 5;

    /// <summary>Field: modules a side (u8), then the rows.</summary>
    public const int QrField = 6;

    /// <summary>Field: the SKU of the label's own product.</summary>
    public const int OwnSkuField = 7;

    /// <summary>Field: the SKUs of the shelf from left to right, each a length (u8) and its bytes.</summary>
    public const int ShelfOrderField = 8;

    /// <summary>Bytes of the price field before the currency.</summary>
    public const int PriceBytes = 6;

    /// <summary>Longest currency, bytes.</summary>
    public const int MaxCurrencyBytes = 8;

    /// <summary>Longest other text, bytes.</summary>
    public const int MaxTextBytes = 255;

    /// <summary>Highest price, minor units.</summary>
    public const int MaxPrice = 9999999;

    /// <summary>Most decimals of a price.</summary>
    public const int MaxDecimals = 3;

    /// <summary>Reads a record completely, or leaves <paramref name="into"/> as it was. Allocates the content's arrays, once each.</summary>
    /// <param name="bytes">The file's bytes; may be null, and is not kept.</param>
    /// <param name="length">How many of them count.</param>
    /// <param name="into">Receives all fields; those that the record lacks become empty.</param>
    /// <returns><see cref="LabelFault.None"/> or <see cref="LabelFault.BadContent"/>.</returns>
    public static int Read(byte[] bytes, int length, LabelContent into)
    {
        if (!RecordFields.IsSound(bytes, length, Magic)) return LabelFault.BadContent;
        int price = RecordFields.Find(bytes, length, PriceField);
        if (!IsPrice(bytes, price) || !AreTexts(bytes, length)) return LabelFault.BadContent;
        if (!IsEan(bytes, RecordFields.Find(bytes, length, EanField))) return LabelFault.BadContent;
        if (!IsQr(bytes, RecordFields.Find(bytes, length, QrField))) return LabelFault.BadContent;
        if (!IsShelfOrder(bytes, RecordFields.Find(bytes, length, ShelfOrderField))) return LabelFault.BadContent;

        into.Price = BlobLayout.I32(bytes, price);
        into.Decimals = bytes[price + 4];
        into.CurrencyLeads = bytes[price + 5] != 0;
        into.Currency = RecordFields.Copy(bytes, price + PriceBytes, RecordFields.Length(bytes, price) - PriceBytes);
        into.Name = Bytes(bytes, length, NameField);
        into.UnitPrice = Bytes(bytes, length, UnitPriceField);
        into.Note = Bytes(bytes, length, NoteField);
        into.OwnSku = Bytes(bytes, length, OwnSkuField);
        into.ShelfOrder = Bytes(bytes, length, ShelfOrderField);
        into.Ean = RecordFields.Find(bytes, length, EanField) < 0 ? null : Bytes(bytes, length, EanField);
        TakeQr(bytes, RecordFields.Find(bytes, length, QrField), into);
        return LabelFault.None;
    }

    private static byte[] Bytes(byte[] bytes, int length, int kind)
    {
        int at = RecordFields.Find(bytes, length, kind);
        return RecordFields.Copy(bytes, at, RecordFields.Length(bytes, at));
    }

    private static void TakeQr(byte[] bytes, int at, LabelContent into)
    {
        into.QrSize = at < 0 ? 0 : bytes[at];
        into.Qr = at < 0 ? null : RecordFields.Copy(bytes, at + 1, RecordFields.Length(bytes, at) - 1);
    }

    private static bool IsPrice(byte[] bytes, int at)
    {
        int length = RecordFields.Length(bytes, at);
        if (length < PriceBytes || length > PriceBytes + MaxCurrencyBytes) return false;
        int price = BlobLayout.I32(bytes, at);
        return price >= 0 && price <= MaxPrice && bytes[at + 4] <= MaxDecimals && bytes[at + 5] <= 1;
    }

    private static bool AreTexts(byte[] bytes, int length)
    {
        int name = RecordFields.Length(bytes, RecordFields.Find(bytes, length, NameField));
        return name > 0 && name <= MaxTextBytes
            && RecordFields.Length(bytes, RecordFields.Find(bytes, length, UnitPriceField)) <= MaxTextBytes
            && RecordFields.Length(bytes, RecordFields.Find(bytes, length, NoteField)) <= MaxTextBytes
            && RecordFields.Length(bytes, RecordFields.Find(bytes, length, OwnSkuField)) <= MaxTextBytes;
    }

    private static bool IsEan(byte[] bytes, int at)
    {
        if (at < 0) return true;
        return RecordFields.Length(bytes, at) == Ean13.DigitCount && Ean13.IsValid(RecordFields.Copy(bytes, at, Ean13.DigitCount));
    }

    private static bool IsQr(byte[] bytes, int at)
    {
        if (at < 0) return true;
        int length = RecordFields.Length(bytes, at);
        return length > 0 && QrCode.IsSize(bytes[at]) && length - 1 == QrCode.Bytes(bytes[at]);
    }

    // Texts of at least one byte that fill the field.
    private static bool IsShelfOrder(byte[] bytes, int at)
    {
        int end = at + RecordFields.Length(bytes, at);
        while (at < end)
        {
            if (bytes[at] == 0) return false;
            at += 1 + bytes[at];
        }

        return at == end;
    }
}
