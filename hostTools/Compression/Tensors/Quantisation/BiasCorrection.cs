namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Rounding shifts a layer's mean output by (Ŵ − W)·E[x]; adding the opposite to its bias restores it (Nagel et al. 2019,
/// "Data-free quantization through weight equalization and bias correction", with E[x] from calibration data).
/// </summary>
public static class BiasCorrection
{
    /// <summary>[output]: what to add to the bias, E[Wx] − E[Ŵx].</summary>
    /// <param name="weights">[output][input].</param>
    /// <param name="approximation">The weights that will be used instead.</param>
    /// <param name="meanInput">[input]: mean over calibration data.</param>
    public static float[] Shift(Matrix weights, Matrix approximation, ReadOnlySpan<float> meanInput) =>
        weights.Minus(approximation).Times(meanInput);

    /// <summary>[column]: mean of each column of samples in rows.</summary>
    public static float[] ColumnMeans(Matrix samples)
    {
        double[] sums = new double[samples.Columns];
        for (int row = 0; row < samples.Rows; row++)
        {
            ReadOnlySpan<float> values = samples.Row(row);
            for (int column = 0; column < sums.Length; column++) sums[column] += values[column];
        }

        return Array.ConvertAll(sums, sum => (float)(sum / Math.Max(samples.Rows, 1)));
    }
}
