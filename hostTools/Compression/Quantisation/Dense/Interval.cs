namespace Endcap.Compression.Quantisation.Dense;

/// <summary>All values from Low to High.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>One value.</summary>
    public static Interval Of(double value) => new(value, value);

    /// <summary>±value.</summary>
    public static Interval Around(double value) => new(-Math.Abs(value), Math.Abs(value));

    /// <summary>The larger distance of an end from zero.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>Sums of a value of each.</summary>
    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

    /// <summary>Multiples of the values.</summary>
    public static Interval operator *(double factor, Interval a) =>
        factor >= 0 ? new(factor * a.Low, factor * a.High) : new(factor * a.High, factor * a.Low);

    /// <summary>The values moved.</summary>
    public Interval Plus(double value) => new(Low + value, High + value);

    /// <summary>The values that lie in both, or the nearer end where none does (a rounding error apart).</summary>
    public Interval Within(double low, double high) => new(Math.Clamp(Low, low, high), Math.Clamp(High, low, high));

    /// <summary>What a rising function makes of the values.</summary>
    public Interval Map(Func<double, double> rising) => new(rising(Low), rising(High));
}
