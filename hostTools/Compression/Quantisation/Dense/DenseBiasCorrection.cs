using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>
/// Bias correction of the layers after the first (whose means the shelf build corrects itself): layer by layer, what
/// rounding of weights, inputs and earlier layers moved the mean of each unit's sum by on training rows is taken back.
/// </summary>
public static class DenseBiasCorrection
{
    /// <summary>Corrects.</summary>
    /// <param name="model">The network; its numbers are rounded as its precision says.</param>
    /// <param name="original">The float network whose means are right; of the same shape.</param>
    /// <param name="data">Training rows.</param>
    public static DenseModel Run(DenseModel model, DenseModel original, BinnedDataset data)
    {
        if (!original.Shape.Widths.SequenceEqual(model.Shape.Widths)) throw new ArgumentException("Networks of other shapes.", nameof(original));
        DensePrecision precision = model.Precision ?? DensePrecision.Full;
        IReadOnlyList<ClippingRange> ranges = model.Ranges ?? DenseRanges.Of(model, data, Calibrator.SquaredError);
        var wanted = DenseSamples.OfFloat(original, data);
        DenseModel corrected = model.With([.. model.Parameters], ranges, precision);
        for (int layer = 1; layer < model.Shape.Widths.Length; layer++)
        {
            float[] right = BiasCorrection.ColumnMeans(wanted.Sums(layer));
            float[] rounded = BiasCorrection.ColumnMeans(DenseSamples.OfLabel(corrected, data, precision).Sums(layer));
            for (int unit = 0; unit < right.Length; unit++)
                corrected.Parameters[model.Shape.BiasAt[layer] + unit] += right[unit] - rounded[unit];
        }

        return corrected;
    }
}
