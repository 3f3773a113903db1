namespace Endcap.Label.Display;

/// <summary>What a label shows of its product. The price is the same for every shopper. Texts are Windows-1252.</summary>
public sealed class LabelContent
{
    /// <summary>Product name; wraps and shortens.</summary>
    public byte[] Name = new byte[0];

    /// <summary>Price in minor units (cents), 0…9,999,999; see <see cref="Decimals"/>.</summary>
    public int Price;

    /// <summary>How many digits of the price are minor units: 0 (yen) to 3; usually 2.</summary>
    public int Decimals = 2;

    /// <summary>Currency sign or short code: €, £, ¥, $, kr, CHF …</summary>
    public byte[] Currency = new byte[0];

    /// <summary>Whether the currency stands before the price (£2.49) or after it (2.49 €).</summary>
    public bool CurrencyLeads;

    /// <summary>Price per kilogram, litre or piece, as it is to be printed; may be empty.</summary>
    public byte[] UnitPrice = new byte[0];

    /// <summary>A short line beside the barcode, such as an article number; may be empty.</summary>
    public byte[] Note = new byte[0];

    /// <summary>Digits (values 0–9) of an EAN-13, or null for none; an invalid code is not drawn.</summary>
    public byte[] Ean;

    /// <summary>
    /// The modules of a QR code, or null for none: <see cref="QrSize"/> rows of whole bytes, the leftmost module in the
    /// highest bit, 1 = dark. It is drawn in place of the barcode where the panel has room.
    /// </summary>
    public byte[] Qr;

    /// <summary>Modules a side of <see cref="Qr"/>: 21, 25 … 57 (versions 1 to 10).</summary>
    public int QrSize;

    /// <summary>SKU of the label's own product, as the bytes of the blob's Products section; may be empty.</summary>
    public byte[] OwnSku = new byte[0];

    /// <summary>SKUs of the shelf from left to right, each a length (u8) and its bytes: see <see cref="Display.ShelfOrder"/>. May be empty.</summary>
    public byte[] ShelfOrder = new byte[0];
}
