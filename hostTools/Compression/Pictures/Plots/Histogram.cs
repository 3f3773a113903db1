namespace Endcap.Compression.Pictures.Plots;

/// <summary>How many values fall between neighbouring edges; the last interval holds its upper edge too.</summary>
/// <param name="Edges">[interval + 1]: ascending.</param>
/// <param name="Counts">[interval].</param>
public sealed record Histogram(double[] Edges, double[] Counts)
{
    /// <summary>Counts finite values in about <paramref name="intervals"/> intervals with round edges that hold all of them.</summary>
    public static Histogram Of(IReadOnlyList<double> values, int intervals = 24)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return new Histogram([0, 1], [0]);
        double low = finite.Min(), high = finite.Max();
        if (!(high > low)) (low, high) = (low - 0.5 * Unit(low), high + 0.5 * Unit(high));
        double[] ticks = Ticks.Linear(low, high, intervals).Values;
        double step = ticks.Length > 1 ? ticks[1] - ticks[0] : high - low;
        double first = ticks[0] > low ? ticks[0] - step : ticks[0];
        int count = Math.Max(1, (int)Math.Ceiling((high - first) / step - 1e-9));
        return Of(finite, [.. Enumerable.Range(0, count + 1).Select(i => Math.Round(first + i * step, 15))]);
    }

    /// <summary>Counts values between given edges; values outside go to the nearest interval.</summary>
    public static Histogram Of(IEnumerable<double> values, double[] edges)
    {
        double[] counts = new double[edges.Length - 1];
        foreach (double value in values)
        {
            int at = Array.BinarySearch(edges, value);
            counts[Math.Clamp(at >= 0 ? at : ~at - 1, 0, counts.Length - 1)]++;
        }

        return new Histogram(edges, counts);
    }

    private static double Unit(double value) => value == 0 ? 1 : Math.Abs(value);
}
