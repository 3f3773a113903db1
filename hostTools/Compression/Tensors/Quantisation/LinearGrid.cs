using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Evenly spaced levels: value = (code − ZeroPoint) · Scale, code = round(value / Scale) + ZeroPoint, half to even, kept
/// within Lowest … Highest (Jacob et al. 2018). Zero is always a level.
/// </summary>
/// <param name="Scale">Distance of two levels, above 0.</param>
/// <param name="ZeroPoint">The code of zero.</param>
/// <param name="Lowest">Smallest code: 0, or 1 on symmetric grids, which thus have as many levels below zero as above.</param>
/// <param name="Highest">Largest code, 2^bits − 1.</param>
public readonly record struct LinearGrid(float Scale, byte ZeroPoint, byte Lowest, byte Highest)
{
    // Below it, a scale's reciprocal or its products could leave float's normal range.
    private const float LeastScale = 1e-30f;

    /// <summary>The smallest representable value.</summary>
    public float Low => Value(Lowest);

    /// <summary>The largest representable value.</summary>
    public float High => Value(Highest);

    /// <summary>
    /// The grid over a clipping range. Symmetric: ± the larger end. Asymmetric: the range is widened to hold zero, and
    /// moved by up to half a step, so that zero is a level.
    /// </summary>
    public static LinearGrid Over(ClippingRange range, int bits, bool symmetric)
    {
        BitPacking.RequireBits(bits);
        byte highest = (byte)((1 << bits) - 1);
        if (symmetric)
        {
            byte middle = (byte)(1 << (bits - 1));
            return new LinearGrid(Safe(range.Magnitude / (middle - 1)), middle, 1, highest);
        }

        double low = Math.Min(range.Low, 0), high = Math.Max(range.High, 0);
        float scale = Safe((high - low) / highest);
        return new LinearGrid(scale, (byte)Math.Clamp(Math.Round(-low / scale), 0, highest), 0, highest);
    }

    /// <summary>The code of a value.</summary>
    public byte Code(double value) => (byte)Math.Clamp(Math.Round(value / Scale) + ZeroPoint, Lowest, Highest);

    /// <summary>The value of a code.</summary>
    public float Value(int code) => (code - ZeroPoint) * Scale;

    /// <summary>The nearest level.</summary>
    public float Round(double value) => Value(Code(value));

    /// <summary>Whether the value lies between the first and the last level, or within half a step of them.</summary>
    public bool Covers(float value) => Math.Round(value / (double)Scale) + ZeroPoint is double code && code >= Lowest && code <= Highest;

    /// <summary>The nearest level of each value.</summary>
    public void Round(ReadOnlySpan<float> values, Span<float> rounded)
    {
        TensorPrimitives.Divide(values, Scale, rounded);
        TensorPrimitives.Round(rounded, rounded);
        TensorPrimitives.Clamp(rounded, (float)(Lowest - ZeroPoint), Highest - ZeroPoint, rounded);
        TensorPrimitives.Multiply(rounded, Scale, rounded);
    }

    /// <summary>Σ (value − nearest level)².</summary>
    public double SquaredError(ReadOnlySpan<float> values)
    {
        const int Chunk = 256;
        Span<float> rounded = stackalloc float[Chunk];
        double sum = 0;
        for (int at = 0; at < values.Length; at += Chunk)
        {
            ReadOnlySpan<float> part = values[at..Math.Min(at + Chunk, values.Length)];
            Span<float> own = rounded[..part.Length];
            Round(part, own);
            TensorPrimitives.Subtract(part, own, own);
            sum += TensorPrimitives.SumOfSquares<float>(own);
        }

        return sum;
    }

    private static float Safe(double scale) => Math.Max((float)scale, LeastScale);
}
