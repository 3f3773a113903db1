namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>Chooses which range of values a grid covers: a wide one has coarse steps, a narrow one clips.</summary>
public abstract class Calibrator
{
    /// <summary>The smallest to the largest value: nothing is clipped.</summary>
    public static Calibrator MinMax { get; } = new MinMaxCalibrator();

    /// <summary>The least squared error among 100 shrunken ranges per end.</summary>
    public static Calibrator SquaredError { get; } = new SquaredErrorCalibrator();

    /// <summary>The least loss of information (Migacz 2017), with 2048 histogram bins.</summary>
    public static Calibrator Entropy { get; } = new EntropyCalibrator();

    /// <summary>Keeps a share of the values, for example 0.9999.</summary>
    public static Calibrator Percentile(double share) => new PercentileCalibrator(share);

    /// <summary>The range to cover.</summary>
    /// <param name="values">What will be rounded: a block's weights, or samples of an activation.</param>
    /// <param name="bits">8, 4 or 2.</param>
    /// <param name="symmetric">Whether the grid will be symmetric.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public abstract ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric);

    private sealed class MinMaxCalibrator : Calibrator
    {
        public override ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric) => ClippingRange.Of(values);
    }
}
