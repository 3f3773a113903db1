namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// The range with the least Σ (value − rounded)² among the whole range shrunk in hundredths: both ends alike on symmetric
/// grids; on asymmetric ones each end in turn until nothing improves. Never worse than the whole range, which it starts from.
/// </summary>
internal sealed class SquaredErrorCalibrator : Calibrator
{
    private const int Steps = 100;

    public override ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric)
    {
        ClippingRange whole = ClippingRange.Of(values), best = whole;
        double least = Error(values, whole, bits, symmetric);
        if (symmetric)
        {
            Try(values, bits, true, ref best, ref least, share => whole.Within(whole.Magnitude * share));
            return best;
        }

        bool improved = true;
        while (improved)
        {
            ClippingRange before = best;
            improved = Try(values, bits, false, ref best, ref least, share => before with { Low = whole.Low * share });
            before = best;
            improved |= Try(values, bits, false, ref best, ref least, share => before with { High = whole.High * share });
        }

        return best;
    }

    private static bool Try(
        ReadOnlySpan<float> values, int bits, bool symmetric, ref ClippingRange best, ref double least, Func<double, ClippingRange> shrunk)
    {
        bool improved = false;
        for (int step = 1; step <= Steps; step++)
        {
            ClippingRange range = shrunk(step / (double)Steps);
            double error = Error(values, range, bits, symmetric);
            if (error >= least) continue;
            (best, least, improved) = (range, error, true);
        }

        return improved;
    }

    private static double Error(ReadOnlySpan<float> values, ClippingRange range, int bits, bool symmetric) =>
        LinearGrid.Over(range, bits, symmetric).SquaredError(values);
}
