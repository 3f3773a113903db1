using System.Globalization;

namespace Endcap.Compression.Datasets;

/// <summary>Chooses bin edges that people can read: the decimal with the fewest digits that still separates two values.</summary>
public static class ShortDecimal
{
    /// <summary>
    /// A number e with <paramref name="low"/> &lt; e ≤ <paramref name="high"/> (so that "value ≥ e" tells the two apart),
    /// a multiple of the largest power of ten that has one there; of several, the one nearest the middle.
    /// </summary>
    /// <param name="low">Finite.</param>
    /// <param name="high">Finite, above <paramref name="low"/>.</param>
    public static double Between(double low, double high)
    {
        if (low < 0 && high >= 0) return 0;
        // Mirrored, so that the search below can count on positive numbers; the open end changes sides.
        if (high < 0) return -Positive(-high, -low, openAtHigh: true);
        return Positive(low, high, openAtHigh: false);
    }

    private static double Positive(double low, double high, bool openAtHigh)
    {
        int power = (int)Math.Ceiling(Math.Log10(high));
        // 17 significant digits tell any two doubles apart.
        for (int digits = 0; digits <= 18; digits++, power--)
        {
            double unit = Math.Pow(10, power);
            if (unit == 0) break; // below the smallest double
            double middle = Math.Round((low / 2 + high / 2) / unit);
            for (int step = 0; step <= 1; step++)
            {
                // The middle itself may round out of a narrow interval; its neighbours may still be inside.
                if (IsInside(middle + step, power, low, high, openAtHigh, out double edge)) return edge;
                if (IsInside(middle - step, power, low, high, openAtHigh, out edge)) return edge;
            }
        }

        return openAtHigh ? low : high;
    }

    private static bool IsInside(double multiple, int power, double low, double high, bool openAtHigh, out double edge)
    {
        // Parsing rounds once; multiplying by a power of ten would round twice and give long decimals.
        edge = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{multiple:F0}E{power}"), CultureInfo.InvariantCulture);
        return openAtHigh ? edge >= low && edge < high : edge > low && edge <= high;
    }
}
