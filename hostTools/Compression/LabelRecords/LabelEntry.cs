using System.Globalization;
using System.Text;
using Endcap.Compression.Errors;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>One label of a store: its number and what it shows.</summary>
/// <param name="Id">Label id.</param>
/// <param name="Sku">The product's SKU.</param>
/// <param name="Content">What it shows; the shelf order is filled in once all labels of the shelf are known.</param>
public sealed record LabelEntry(uint Id, string Sku, LabelContent Content)
{
    /// <summary>Columns that every label needs.</summary>
    internal static readonly string[] Needed = ["label_id", "sku", "name", "price", "currency"];

    /// <summary>Columns that may be empty or left out.</summary>
    internal static readonly string[] Optional = ["currency_place", "unit_price", "note", "ean", "qr"];

    private static readonly string[] Places = ["after", "before"];

    /// <summary>Builds a label from its texts. Errors: E151, E306, E331, E333–E336.</summary>
    /// <param name="cell">The text of a column, "" for none.</param>
    /// <param name="where">File, line and column, as messages begin.</param>
    internal static LabelEntry From(Func<string, string> cell, Func<string, string> where)
    {
        foreach (string column in Needed)
            if (cell(column).Length == 0) throw Catalogue.LabelCellEmpty(where(column));
        byte[] Text(string column, int most = ContentRecord.MaxTextBytes) => LabelText.Encode(where(column), cell(column), most);
        string currency = cell("currency");
        int decimals = PriceText.Decimals(currency);
        var content = new LabelContent
        {
            Name = Text("name"),
            Price = PriceText.Parse(where("price"), cell("price"), decimals),
            Decimals = decimals,
            Currency = LabelText.Encode(where("currency"), PriceText.Sign(currency), ContentRecord.MaxCurrencyBytes),
            CurrencyLeads = Leads(where("currency_place"), cell("currency_place"), currency),
            UnitPrice = Text("unit_price"),
            Note = Text("note"),
            Ean = cell("ean") is { Length: > 0 } ean ? Ean(where("ean"), ean) : null,
            OwnSku = Utf8(where("sku"), cell("sku")),
        };
        if (cell("qr") is { Length: > 0 } qr) (content.QrSize, content.Qr) = QrMatrix.Encode(where("qr"), qr);
        return new LabelEntry(ParseId(where("label_id"), cell("label_id")), cell("sku"), content);
    }

    /// <summary>A label id: decimal, or hexadecimal with 0x. Error: E331.</summary>
    public static uint ParseId(string where, string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint id)
            ? id
            : throw Catalogue.LabelId(where, text);
    }

    /// <summary>The length-prefixed SKUs of a shelf from left to right; of a SKU with several places, the first.</summary>
    internal static byte[] Order(IEnumerable<string> skus) =>
        [.. skus.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).SelectMany(sku => sku.Prepend((byte)sku.Length))];

    internal static byte[] Utf8(string where, string sku)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(sku);
        return bytes.Length <= byte.MaxValue ? bytes : throw Catalogue.LabelTextTooLong(where, sku, bytes.Length, byte.MaxValue);
    }

    private static bool Leads(string where, string place, string currency) => place.Length == 0
        ? PriceText.Leads(currency)
        : Array.IndexOf(Places, place) is var index and >= 0 ? index == 1 : throw Catalogue.LabelWord(where, place, Places);

    private static byte[] Ean(string where, string text)
    {
        if (Ean13.Parse(text) is { } ean) return ean;
        if (text.Length != Ean13.DigitCount || !text.All(char.IsAsciiDigit)) throw Catalogue.LabelEan(where, text);
        throw Catalogue.LabelEanDigit(where, text, Ean13.CheckDigit([.. text.Select(digit => (byte)(digit - '0'))]));
    }
}
