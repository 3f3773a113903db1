using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Pruning.Dense;

/// <summary>
/// Structured pruning: hidden units whose outgoing weights matter least go, with their columns and biases. What stays takes
/// over their part by least squares (<see cref="OptimalBrainSurgeon.Refit"/>), and the next bias their mean.
/// </summary>
public static class NeuronPruning
{
    /// <summary>Prunes along a polynomial schedule.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">What says how much a weight matters; a unit has the sum over its outgoing weights.</param>
    /// <param name="keep">Share of each hidden layer's units that stays, 0 … 1; at least one unit.</param>
    /// <param name="sweeps">How often units go.</param>
    /// <param name="tune">Trains a little after each sweep.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    public static DenseModel Run(DenseModel model, BinnedDataset data, DenseSaliency saliency, double keep, int sweeps,
        Func<DenseModel, DenseModel> tune, CancellationToken cancellation = default)
    {
        int[] widths = [.. model.Shape.Widths];
        var schedule = new PolynomialSchedule(0, 1 - keep, 0, sweeps);
        for (int sweep = 1; sweep <= sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int layer = 0; layer < model.Shape.Hidden; layer++)
                model = Shrink(model, data, saliency, layer, Math.Max(1, (int)Math.Round(widths[layer] * (1 - schedule.SparsityAt(sweep)))));
            model = tune(model.With(model.Parameters, DenseRanges.Of(model, data, Calibrator.SquaredError), model.Precision));
        }

        return model;
    }

    /// <summary>Takes units from one hidden layer, without training.</summary>
    internal static DenseModel Shrink(DenseModel model, BinnedDataset data, DenseSaliency saliency, int layer, int units)
    {
        int width = model.Shape.Widths[layer];
        if (units >= width) return model;
        DenseParts parts = DenseParts.Of(model);
        Matrix outgoing = parts.Weights[layer], inputs = DenseSamples.OfFloat(model, data).Outputs(layer), gram = Matrix.Gram(inputs);
        Matrix salient = DenseSaliencies.OfWeights(model, data, saliency, layer + 1, inputs);
        PruneMask mask = Pruner.Columns(salient, (double)(width - units) / width);
        int[] kept = [.. Enumerable.Range(0, width).Where(column => mask[0, column])];
        bool alive = Array.Exists(gram.Data, value => value != 0);
        Matrix refitted = alive ? OptimalBrainSurgeon.Refit(outgoing, mask, gram).Weights : outgoing.Copy();
        mask.Apply(refitted);
        float[] shift = BiasCorrection.Shift(outgoing, refitted, BiasCorrection.ColumnMeans(inputs));
        for (int unit = 0; unit < shift.Length; unit++) parts.Bias[layer + 1][unit] += shift[unit];
        parts.Weights[layer] = DenseParts.Select(refitted, kept);
        parts.Bias[layer] = [.. kept.Select(unit => parts.Bias[layer][unit])];
        if (layer == 0) parts.Columns = DenseParts.Select(parts.Columns, kept);
        else parts.Weights[layer - 1] = DenseParts.Select(parts.Weights[layer - 1].Transposed(), kept).Transposed();
        return parts.ToModel();
    }
}
