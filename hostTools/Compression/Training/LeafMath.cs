namespace Endcap.Compression.Training;

/// <summary>Values and gains of leaves in a second-order model of the loss (Chen and Guestrin 2016, equations 5 and 7).</summary>
internal static class LeafMath
{
    /// <summary>The best leaf value −G / (H + λ), kept within bounds; 0 where nothing is known.</summary>
    public static double Value(double gradient, double hessian, double lambda, double lower, double upper) =>
        hessian + lambda > 0 ? Math.Min(Math.Max(-gradient / (hessian + lambda), lower), upper) : Math.Min(Math.Max(0, lower), upper);

    /// <summary>Twice the loss that a leaf of its best value takes away: G² / (H + λ).</summary>
    public static double Gain(double gradient, double hessian, double lambda) =>
        hessian + lambda > 0 ? gradient * gradient / (hessian + lambda) : 0;

    /// <summary>Twice the loss that a leaf of a given value takes away: −(2 G v + (H + λ) v²).</summary>
    public static double GainOfValue(double gradient, double hessian, double lambda, double value) =>
        -(2 * gradient * value + (hessian + lambda) * value * value);
}
