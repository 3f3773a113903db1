using System.Globalization;
using System.Text;

namespace Endcap.Compression.Datasets;

/// <summary>How the UTF-8 text of one cell is read, the same in every file: invariant culture, a point as decimal sign.</summary>
public static class Cell
{
    /// <summary>Whether a cell is missing: empty, NA, NaN or nan.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length <= 3 && (text.SequenceEqual("NA"u8) || text.SequenceEqual("NaN"u8) || text.SequenceEqual("nan"u8)));

    /// <summary>Reads a finite number; false for anything else, missing cells included.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads a flag: 0/1 (also 0.0, 1.0), true/false or yes/no in any case; false for anything else.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8);
        if (value || Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "no"u8)) return true;
        if (!TryNumber(text, out double number) || number is not (0 or 1)) return false;
        value = number == 1;
        return true;
    }

    /// <summary>As <see cref="IsMissing(ReadOnlySpan{byte})"/>, for text.</summary>
    public static bool IsMissing(string text) => text is "" or "NA" or "NaN" or "nan";
}
