using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Pruning.Dense;

/// <summary>Takes features out of a network: the mean of a feature's columns goes to the bias, the columns become 0, and a label stores none.</summary>
public static class FeatureFolding
{
    /// <summary>Folds features.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Says how often bins occur.</param>
    /// <param name="features">Schema numbers.</param>
    public static DenseModel Run(DenseModel model, BinnedDataset data, IReadOnlyList<int> features)
    {
        DenseShape shape = model.Shape;
        double[][] counts = data.CountBins();
        float[] parameters = [.. model.Parameters];
        foreach (int f in features)
        {
            double[] mean = new double[shape.Units];
            for (int bin = 0; bin < shape.Bins[f]; bin++)
                for (int h = 0; h < mean.Length; h++)
                    mean[h] += counts[f][bin] / Math.Max(1, data.RowCount) * model.Parameters[shape.ColumnAt[f] + bin * shape.Units + h];
            DenseRounding.Move(shape, f, mean, parameters);
            Array.Clear(parameters, shape.ColumnAt[f], shape.Bins[f] * shape.Units);
        }

        DensePrecision? precision = model.Precision is { } own ? own with { Steps = null } : null;
        DenseModel folded = model.With(parameters, null, precision);
        return folded.With(parameters, DenseRanges.Of(folded, data, Calibrator.SquaredError), precision);
    }
}
