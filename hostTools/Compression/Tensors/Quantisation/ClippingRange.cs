using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>The values that a grid's ends should represent; values outside are clipped.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below Low.</param>
public readonly record struct ClippingRange(double Low, double High)
{
    /// <summary>The larger distance of an end from zero.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>The smallest and the largest value; 0 … 0 of no values.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ClippingRange Of(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return default;
        var range = new ClippingRange(TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        if (!double.IsFinite(range.Low) || !double.IsFinite(range.High))
            throw new ArgumentException("Only finite values can be quantised.", nameof(values));
        return range;
    }

    /// <summary>The range cut to ±limit.</summary>
    public ClippingRange Within(double limit) => new(Math.Max(Low, -limit), Math.Min(High, limit));
}
