using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Pruning.Dense;

/// <summary>
/// A layer as two of a low rank by truncated SVD. A label has no layer without an activation, but a rectifier whose sums are
/// lifted above 0 is one: the new layer's sums are scaled to 0 … 1 over the training rows, and what the lift adds is taken
/// back by the next bias. Rows outside that range are clipped, on the label as in floating point.
/// </summary>
public static class LowRankLayers
{
    /// <summary>Weights and biases of a split layer 0, of one product's share, against those before: above 0, it pays.</summary>
    public static int Saved(DenseShape shape, int columns, int products, int rank) =>
        (columns + 2 * products) * (shape.Units - rank) - rank * shape.Units - 4 * shape.Units - 5;

    /// <summary>Whether a label holds one more hidden layer.</summary>
    public static bool Fits(DenseShape shape) => shape.Hidden < DenseShape.MaxHidden;

    /// <summary>Splits a layer.</summary>
    /// <param name="model">A network with fewer hidden layers than a label holds.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="layer">0: the first, whose columns are weighted by how often bins occur; else a later one.</param>
    /// <param name="rank">1 … the lesser of its sizes.</param>
    public static DenseModel Run(DenseModel model, BinnedDataset data, int layer, int rank)
    {
        if (!Fits(model.Shape)) throw new ArgumentException("The network has as many layers as a label holds.", nameof(model));
        DenseParts parts = DenseParts.Of(model);
        DenseModel split = layer == 0 ? SplitFirst(model, data, parts, rank) : SplitLater(model, data, parts, layer, rank);
        return split.With(split.Parameters, DenseRanges.Of(split, data, Calibrator.SquaredError), split.Precision);
    }

    private static DenseModel SplitFirst(DenseModel model, BinnedDataset data, DenseParts parts, int rank)
    {
        double[][] counts = data.CountBins();
        double[] root = [.. counts.SelectMany(bins => bins.Select(count => Math.Sqrt((count + 0.1) / (data.RowCount + 0.1 * bins.Length))))];
        float[] centre = Centre(parts.Columns, model.Shape.Bins, root);
        var weighted = parts.Columns.Copy();
        for (int row = 0; row < weighted.Rows; row++)
            for (int h = 0; h < weighted.Columns; h++) weighted[row, h] *= (float)root[row];
        LowRankFactors factors = TruncatedSvd.Of(weighted).Factors(rank);
        for (int row = 0; row < weighted.Rows; row++)
            for (int k = 0; k < rank; k++) factors.Left[row, k] /= (float)root[row];
        for (int h = 0; h < centre.Length; h++) parts.Bias[0][h] += centre[h];
        parts.Columns = factors.Left;
        Matrix sums = ColumnSums(data, model.Shape.Bins, factors.Left);
        Insert(parts, 0, factors.Right.Transposed(), sums, factors.Left, byColumn: true);
        return parts.ToModel();
    }

    private static DenseModel SplitLater(DenseModel model, BinnedDataset data, DenseParts parts, int layer, int rank)
    {
        LowRankFactors factors = TruncatedSvd.Of(parts.Weights[layer - 1]).Factors(rank);
        Matrix sums = DenseSamples.OfFloat(model, data).Outputs(layer - 1).TimesTransposed(factors.Right);
        parts.Weights[layer - 1] = factors.Right;
        Insert(parts, layer, factors.Left, sums, factors.Right, byColumn: false);
        return parts.ToModel();
    }

    // The inner factor stands where the layer was; scales it to 0 … 1 and puts the outer factor after it.
    private static void Insert(DenseParts parts, int layer, Matrix outer, Matrix sums, Matrix inner, bool byColumn)
    {
        float[] own = new float[sums.Columns], next = parts.Bias[layer];
        for (int k = 0; k < own.Length; k++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int row = 0; row < sums.Rows; row++) (low, high) = (Math.Min(low, sums[row, k]), Math.Max(high, sums[row, k]));
            double span = Math.Max(high - low, DenseRanges.Tiny);
            own[k] = (float)(-low / span);
            for (int i = 0; i < (byColumn ? inner.Rows : inner.Columns); i++)
            {
                if (byColumn) inner[i, k] = (float)(inner[i, k] / span);
                else inner[k, i] = (float)(inner[k, i] / span);
            }

            for (int unit = 0; unit < next.Length; unit++)
            {
                next[unit] += (float)(outer[unit, k] * low);
                outer[unit, k] = (float)(outer[unit, k] * span);
            }
        }

        parts.Bias.Insert(layer, own);
        parts.Weights.Insert(layer, outer);
        parts.Activations.Insert(layer, Activation.Relu);
    }

    // Takes each feature's mean column off, by the squares of the roots; returns their sum.
    private static float[] Centre(Matrix columns, int[] bins, double[] root)
    {
        float[] sum = new float[columns.Columns];
        for (int f = 0, at = 0; f < bins.Length; at += bins[f++])
            for (int h = 0; h < sum.Length; h++)
            {
                double mean = 0, weight = 0;
                for (int bin = at; bin < at + bins[f]; bin++) (mean, weight) = (mean + root[bin] * root[bin] * columns[bin, h], weight + root[bin] * root[bin]);
                mean /= weight;
                for (int bin = at; bin < at + bins[f]; bin++) columns[bin, h] -= (float)mean;
                sum[h] += (float)mean;
            }

        return sum;
    }

    private static Matrix ColumnSums(BinnedDataset data, int[] bins, Matrix columns)
    {
        var sums = new Matrix(data.RowCount, columns.Columns);
        for (int f = 0, at = 0; f < bins.Length; at += bins[f++])
            for (int row = 0; row < data.RowCount; row++)
                for (int k = 0; k < sums.Columns; k++) sums[row, k] += columns[at + data.Columns[f][row], k];
        return sums;
    }
}
