using System.Globalization;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>
/// The quick number parser that LightGBM reads objective parameters with (Common::Atof): whole part + fraction / 10ⁿ, then the power
/// of ten, each rounded. It can differ from the nearest double in the last place, and predictions follow it.
/// </summary>
internal static class LightGbmNumber
{
    /// <summary>The number; null where the text is none.</summary>
    public static double? Parse(string text)
    {
        int e = text.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? mantissa : mantissa[..point], fraction = point < 0 ? "" : mantissa[(point + 1)..];
        // Up to 15 digits each part is exact, as LightGBM's digit loop is; it writes no more than six.
        if (whole.Length + fraction.Length is 0 or > 15 || !IsDigits(whole) || !IsDigits(fraction)) return null;
        double value = Digits(whole) + (fraction.Length == 0 ? 0 : Digits(fraction) / Math.Pow(10, fraction.Length));
        if (e < 0) return value;
        if (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) || power is < -22 or > 22) return null;
        return power < 0 ? value / Math.Pow(10, -power) : value * Math.Pow(10, power);
    }

    private static bool IsDigits(string text) => text.All(char.IsAsciiDigit);

    private static double Digits(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
}
