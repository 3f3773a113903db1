using Endcap.Compression.Errors;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>Prices and currencies as users write them: "2.49", "EUR" or "€". Digits are moved, never computed in floating point.</summary>
internal static class PriceText
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["EUR"] = "€", ["GBP"] = "£", ["USD"] = "$", ["JPY"] = "¥", ["CNY"] = "¥",
    };

    private static readonly string[] WithoutMinor = ["JPY", "¥", "KRW", "ISK", "VND", "CLP"];
    private static readonly string[] WithThousandths = ["KWD", "BHD", "OMR", "JOD", "TND"];

    /// <summary>What is printed: the sign of an ISO code, or the text itself.</summary>
    public static string Sign(string currency) => Signs.GetValueOrDefault(currency, currency);

    /// <summary>Digits after the point that the currency has.</summary>
    public static int Decimals(string currency) => WithoutMinor.Contains(currency) ? 0 : WithThousandths.Contains(currency) ? 3 : 2;

    /// <summary>Whether the sign stands before the price unless the user says otherwise.</summary>
    public static bool Leads(string currency) => Sign(currency) is "£" or "$" or "¥";

    /// <summary>Minor units. Error: E333.</summary>
    /// <param name="where">File, line and column.</param>
    /// <param name="text">Digits, and a point with up to <paramref name="decimals"/> digits behind it.</param>
    /// <param name="decimals">Of the currency.</param>
    public static int Parse(string where, string text, int decimals)
    {
        string[] parts = text.Split('.');
        string whole = parts[0], fraction = parts.Length == 2 ? parts[1] : "";
        bool form = parts.Length <= 2 && whole.Length > 0 && (parts.Length == 1 || fraction.Length > 0)
            && whole.All(char.IsAsciiDigit) && fraction.All(char.IsAsciiDigit);
        if (!form) throw Catalogue.LabelPrice(where, text, "not a price", decimals);
        if (fraction.Length > decimals)
            throw Catalogue.LabelPrice(where, text, $"more than the currency's {decimals} digits after the point", decimals);
        string minor = (whole + fraction.PadRight(decimals, '0')).TrimStart('0').PadLeft(1, '0');
        return minor.Length <= 7 && int.Parse(minor, System.Globalization.CultureInfo.InvariantCulture) is var value and <= ContentRecord.MaxPrice
            ? value
            : throw Catalogue.LabelPrice(where, text, "more than seven digits", decimals);
    }
}
