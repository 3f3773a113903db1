namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Keeps a share of the values: of their magnitudes on symmetric grids; on asymmetric ones half of the rest is cut at each
/// end. Between two values it interpolates linearly (definition 7 of Hyndman and Fan 1996).
/// </summary>
internal sealed class PercentileCalibrator : Calibrator
{
    private readonly double _share;

    /// <param name="share">Above 0, at most 1.</param>
    public PercentileCalibrator(double share)
    {
        if (!(share > 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        _share = share;
    }

    public override ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric)
    {
        ClippingRange whole = ClippingRange.Of(values);
        if (values.IsEmpty) return whole;
        float[] sorted = new float[values.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = symmetric ? Math.Abs(values[i]) : values[i];
        Array.Sort(sorted);
        if (symmetric) return whole.Within(Quantile(sorted, _share));
        return new ClippingRange(Quantile(sorted, (1 - _share) / 2), Quantile(sorted, (1 + _share) / 2));
    }

    private static double Quantile(float[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * ((double)sorted[above] - sorted[below]);
    }
}
