using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Quantisation;

/// <summary>How often each bin of each run-time feature occurs: weights for rounding, and a source of sample profiles.</summary>
public sealed class Calibration
{
    private readonly double[][] _frequency;

    /// <summary>Creates a calibration. Every bin gets at least a small weight, so that no cell is free to drift.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="counts">[schema feature][bin]: counts or frequencies in training data, or null: all bins alike.</param>
    public Calibration(RuntimeFeatures features, IReadOnlyList<double[]>? counts)
    {
        _frequency = new double[features.Radix.Length][];
        for (int f = 0; f < _frequency.Length; f++)
            _frequency[f] = Normalise(counts?[features.SchemaIndex[f]], features.Radix[f]);
    }

    /// <summary>[bin]: frequency, summing to 1.</summary>
    public double[] Frequency(int runtimeFeature) => _frequency[runtimeFeature];

    /// <summary>Draws the bin of a feature.</summary>
    public byte Draw(int runtimeFeature, Random random)
    {
        double[] frequency = _frequency[runtimeFeature];
        double rest = random.NextDouble();
        int bin = 0;
        while (bin < frequency.Length - 1 && (rest -= frequency[bin]) >= 0) bin++;
        return (byte)bin;
    }

    private static double[] Normalise(double[]? counts, int radix)
    {
        double[] frequency = new double[radix];
        double total = counts?.Sum() ?? 0;
        for (int bin = 0; bin < radix; bin++) frequency[bin] = (total > 0 ? counts![bin] / total : 0) + 0.1 / radix;
        double sum = frequency.Sum();
        for (int bin = 0; bin < radix; bin++) frequency[bin] /= sum;
        return frequency;
    }
}
