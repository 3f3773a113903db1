namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Clips where the Kullback–Leibler divergence between the histogram of magnitudes and its rounded version is least
/// (Migacz 2017, "8-bit inference with TensorRT"). For each candidate, P is the histogram up to there with all that lies
/// beyond added to its last bin, and Q the same bins without what lies beyond, averaged over as many parts as there are
/// levels, each part's sum spread over its non-empty bins. Meant for activations: with fewer than four values per bin the
/// histogram gets fewer bins, and where that leaves no more bins than levels, nothing is clipped.
/// </summary>
internal sealed class EntropyCalibrator(int bins = 2048) : Calibrator
{
    // Stands for Q's probability where only clipped values fall, as log 0 would forbid every such candidate.
    private const double Floor = 1e-9;

    public override ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric)
    {
        ClippingRange whole = ClippingRange.Of(values);
        int levels = 1 << (bits - 1), used = Math.Max(levels, Math.Min(bins, values.Length / 4));
        if (whole.Magnitude == 0 || used == levels) return whole;
        double[] histogram = new double[used];
        double width = whole.Magnitude / used;
        foreach (float value in values) histogram[Math.Min((int)(Math.Abs(value) / width), used - 1)]++;
        return whole.Within(BestBins(histogram, levels) * width);
    }

    /// <summary>How many of the histogram's first bins to keep.</summary>
    internal static int BestBins(ReadOnlySpan<double> histogram, int levels)
    {
        int best = histogram.Length;
        double least = double.PositiveInfinity;
        for (int kept = levels; kept <= histogram.Length; kept++)
        {
            double divergence = Divergence(histogram, kept, levels);
            if (divergence < least) (best, least) = (kept, divergence);
        }

        return best;
    }

    /// <summary>KL(P ‖ Q) in nats for a candidate.</summary>
    internal static double Divergence(ReadOnlySpan<double> histogram, int kept, int levels)
    {
        double[] rounded = Rounded(histogram[..kept], levels);
        double total = 0, roundedTotal = rounded.Sum(), beyond = 0, divergence = 0;
        foreach (double count in histogram) total += count;
        foreach (double count in histogram[kept..]) beyond += count;
        for (int bin = 0; bin < kept; bin++)
        {
            double p = (histogram[bin] + (bin == kept - 1 ? beyond : 0)) / total;
            if (p == 0) continue;
            double q = roundedTotal == 0 ? 0 : rounded[bin] / roundedTotal;
            divergence += p * Math.Log(p / Math.Max(q, Floor));
        }

        return divergence;
    }

    private static double[] Rounded(ReadOnlySpan<double> kept, int levels)
    {
        double[] rounded = new double[kept.Length];
        for (int level = 0; level < levels; level++)
        {
            int from = (int)((long)level * kept.Length / levels), to = (int)((level + 1L) * kept.Length / levels), filled = 0;
            double sum = 0;
            foreach (double count in kept[from..to])
            {
                sum += count;
                if (count > 0) filled++;
            }

            for (int bin = from; bin < to; bin++) rounded[bin] = kept[bin] > 0 ? sum / filled : 0;
        }

        return rounded;
    }
}
