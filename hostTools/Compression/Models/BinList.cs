using System.Globalization;
using System.Text;

namespace Endcap.Compression.Models;

/// <summary>A bin set as text: rising bins and ranges, "0-2,5"; the empty set is "".</summary>
internal static class BinList
{
    /// <summary>The bins below <paramref name="count"/> as text.</summary>
    public static string Format(BinSet bins, int count)
    {
        var text = new StringBuilder();
        for (int first = 0; first < count; first++)
        {
            if (!bins.Contains(first)) continue;
            int last = first;
            while (last + 1 < count && bins.Contains(last + 1)) last++;
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
            first = last;
        }

        return text.ToString();
    }

    /// <summary>Reads the text; false when it is not such a list, not rising, or has a bin ≥ <paramref name="count"/>.</summary>
    public static bool TryParse(string text, int count, out BinSet bins)
    {
        bins = BinSet.Empty;
        if (text.Length == 0) return true;
        int next = 0; // the least bin that may follow
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryBin(ends[0], out int first) || !TryBin(ends[^1], out int last)) return false;
            if (first < next || last < first || last >= count) return false;
            for (int bin = first; bin <= last; bin++) bins = bins.With(bin);
            next = last + 1;
        }

        return true;
    }

    private static bool TryBin(string text, out int bin) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bin);
}
