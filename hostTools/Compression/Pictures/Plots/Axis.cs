namespace Endcap.Compression.Pictures.Plots;

/// <summary>From values to places between 0 and 1.</summary>
/// <param name="Low">Value at place 0.</param>
/// <param name="High">Value at place 1.</param>
/// <param name="Ticks">Marks inside.</param>
/// <param name="Title">What is counted, with its unit.</param>
/// <param name="IsLogarithmic">Whether equal ratios take equal room.</param>
public sealed record Axis(double Low, double High, Ticks Ticks, string Title, bool IsLogarithmic = false)
{
    /// <summary>An axis over the finite ones of some values, with a little air; at least one tick.</summary>
    /// <param name="values">What is to be drawn; without a finite one the axis goes from 0 to 1.</param>
    /// <param name="title">What is counted.</param>
    /// <param name="most">Ticks at most.</param>
    /// <param name="fromZero">Whether 0 belongs to the axis.</param>
    public static Axis Over(IEnumerable<double> values, string title, int most = 6, bool fromZero = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (fromZero) finite = [.. finite, 0];
        if (finite.Length == 0) finite = [0, 1];
        double low = finite.Min(), high = finite.Max(), air = 0.06 * (high - low);
        if (high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))) air = low == 0 ? 1 : 0.1 * Math.Abs(low);
        bool keepLow = fromZero && low == 0, keepHigh = fromZero && high == 0 && low < 0;
        (low, high) = (keepLow ? low : low - air, keepHigh ? high : high + air);
        return new Axis(low, high, Ticks.Linear(low, high, most), title);
    }

    /// <summary>A logarithmic axis over the finite positive ones of some values.</summary>
    public static Axis OverRatios(IEnumerable<double> values, string title, int most = 6)
    {
        double[] positive = [.. values.Where(value => double.IsFinite(value) && value > 0)];
        if (positive.Length == 0) positive = [0.1, 10];
        double low = positive.Min() / 1.25, high = positive.Max() * 1.25;
        return new Axis(low, high, Ticks.Logarithmic(low, high, most), title, true);
    }

    /// <summary>An axis over things that have names: 0, 1, 2 … in the middle of their room.</summary>
    public static Axis OfNames(IReadOnlyList<string> names, string title) =>
        new(-0.5, names.Count - 0.5, new Ticks([.. names.Select((_, i) => (double)i)], [.. names]), title);

    /// <summary>The place of a value: 0 at <see cref="Low"/>, 1 at <see cref="High"/>, beyond for values outside.</summary>
    public double At(double value) => IsLogarithmic
        ? Math.Log(Math.Max(value, double.Epsilon) / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);
}
