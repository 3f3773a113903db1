using System.Globalization;
using System.Text;
using Endcap.Compression.Errors;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>From a user's text to the bytes that the label draws: composed, then every character checked against its faces.</summary>
public static class LabelText
{
    // Letters of Latin-1 as a base and a combining mark. The runtime's own normalisation needs ICU, which endcap does
    // without; what this table lacks, the faces lack too.
    private static readonly (char Mark, string Bases, string Composed)[] Marks =
    [
        ('\u0300', "AEIOUaeiou", "ÀÈÌÒÙàèìòù"), ('\u0301', "AEIOUYaeiouy", "ÁÉÍÓÚÝáéíóúý"), ('\u0302', "AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
        ('\u0303', "ANOano", "ÃÑÕãñõ"), ('\u0308', "AEIOUaeiouy", "ÄËÏÖÜäëïöüÿ"), ('\u030A', "Aa", "Åå"), ('\u0327', "Cc", "Çç"),
    ];

    /// <summary>The bytes of a text. Errors: E335, E336.</summary>
    /// <param name="where">File, line and column, as messages begin.</param>
    /// <param name="text">Unicode, composed or not.</param>
    /// <param name="most">Bytes, at most.</param>
    public static byte[] Encode(string where, string text, int most = ContentRecord.MaxTextBytes)
    {
        string composed = Compose(text);
        foreach (Rune rune in composed.EnumerateRunes())
        {
            if (!IsKnown(rune)) throw Catalogue.LabelCharacter(where, Show(rune), $"U+{rune.Value:X4}");
        }

        return composed.Length <= most ? CodePage.Encode(composed) : throw Catalogue.LabelTextTooLong(where, text, composed.Length, most);
    }

    /// <summary>The text of bytes, for reports.</summary>
    public static string Decode(byte[] bytes) => string.Concat(bytes.Select(Decode));

    /// <summary>The price for reports: "2.49 €" or "£2.49".</summary>
    public static string Price(LabelContent content)
    {
        string digits = content.Price.ToString(CultureInfo.InvariantCulture).PadLeft(content.Decimals + 1, '0');
        string price = content.Decimals == 0 ? digits : $"{digits[..^content.Decimals]}.{digits[^content.Decimals..]}";
        string sign = Decode(content.Currency);
        return content.CurrencyLeads ? sign + price : sign.Length == 0 ? price : $"{price} {sign}";
    }

    private static char Decode(byte code) => code is < 0x80 or >= 0xA0
        ? (char)code
        : Enumerable.Range(0x2000, 0x100).Select(c => (char)c).FirstOrDefault(c => CodePage.Encode(c) == code, '?');

    private static bool IsKnown(Rune rune) =>
        rune.IsBmp && !Rune.IsControl(rune) && (rune.Value == '?' || CodePage.Encode((char)rune.Value) != '?');

    private static string Show(Rune rune) => Rune.IsControl(rune) ? "a control character" : $"'{rune}'";

    private static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            (_, string bases, string letters) = Marks.FirstOrDefault(mark => mark.Mark == character);
            int at = bases is null || composed.Length == 0 ? -1 : bases.IndexOf(composed[^1]);
            if (at >= 0) composed[^1] = letters[at];
            else composed.Append(character);
        }

        return composed.ToString();
    }
}
