using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Pruning.Dense;

/// <summary>
/// Unstructured pruning of columns and of the layers between hidden ones. Columns first count from the rest bin's, or from
/// the most frequent bin's, so that a zero costs nothing but its bit. A label stores such blocks sparsely: a bit per
/// weight and a byte for each that is not 0, which beats 4 bits from about 62 % zeros on.
/// </summary>
public static class WeightPruning
{
    /// <summary>Prunes along a polynomial schedule.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">What says how much a weight matters.</param>
    /// <param name="keep">Share of each tensor's weights that stays, 0 … 1.</param>
    /// <param name="sweeps">How often weights go.</param>
    /// <param name="tune">Trains a little after each sweep; must leave zeros alone.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    public static DenseModel Run(DenseModel model, BinnedDataset data, DenseSaliency saliency, double keep, int sweeps,
        Func<DenseModel, DenseModel> tune, CancellationToken cancellation = default)
    {
        model = FromFrequent(model, data);
        var schedule = new PolynomialSchedule(0, 1 - keep, 0, sweeps);
        for (int sweep = 1; sweep <= sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            model = Thin(model, data, saliency, schedule.SparsityAt(sweep));
            model = tune(model.With(model.Parameters, DenseRanges.Of(model, data, Calibrator.SquaredError), model.Precision));
        }

        return model;
    }

    /// <summary>Takes weights, without training.</summary>
    internal static DenseModel Thin(DenseModel model, BinnedDataset data, DenseSaliency saliency, double sparsity)
    {
        float[] parameters = [.. model.Parameters];
        ThinColumns(model, data, saliency, sparsity, parameters);
        for (int layer = 1; layer < model.Shape.Hidden; layer++)
        {
            Matrix inputs = DenseSamples.OfFloat(model, data).Outputs(layer - 1);
            Matrix weights = DenseParts.Of(model).Weights[layer - 1];
            PruneMask mask = Pruner.Unstructured(DenseSaliencies.OfWeights(model, data, saliency, layer, inputs), sparsity);
            Matrix gram = Matrix.Gram(inputs);
            Matrix refitted = Array.Exists(gram.Data, value => value != 0) ? OptimalBrainSurgeon.Refit(weights, mask, gram).Weights : weights.Copy();
            mask.Apply(refitted);
            refitted.Data.CopyTo(parameters, model.Shape.WeightAt[layer]);
        }

        return model.With(parameters, null, model.Precision);
    }

    private static void ThinColumns(DenseModel model, BinnedDataset data, DenseSaliency saliency, double sparsity, float[] parameters)
    {
        DenseShape shape = model.Shape;
        double[][] counts = data.CountBins();
        (int Feature, int Bin)[] bins = [.. new RuntimeFeatures(model.Schema).SchemaIndex
            .SelectMany(f => Enumerable.Range(0, shape.Bins[f]).Select(bin => (f, bin)))];
        int[] at = [.. bins.Select(each => shape.ColumnAt[each.Feature] + each.Bin * shape.Units)];
        if (at.Length == 0) return;
        float[] frequency = [.. bins.Select(each => (float)(counts[each.Feature][each.Bin] / data.RowCount))];
        var columns = new Matrix(at.Length, shape.Units, [.. at.SelectMany(start => model.Parameters[start..(start + shape.Units)])]);
        Matrix salient = DenseSaliencies.OfColumns(model, data, saliency, columns, at, frequency);
        PruneMask mask = Pruner.Unstructured(salient, sparsity);
        for (int column = 0; column < at.Length; column++)
            for (int h = 0; h < shape.Units; h++)
                if (!mask[h, column]) parameters[at[column] + h] = 0;
    }

    /// <summary>The same network whose columns count from the rest bin's (affinity) or the most frequent bin's (shared features).</summary>
    internal static DenseModel FromFrequent(DenseModel model, BinnedDataset data)
    {
        var features = new RuntimeFeatures(model.Schema);
        double[][] counts = data.CountBins();
        float[] parameters = [.. model.Parameters];
        for (int number = 0; number < features.Radix.Length; number++)
        {
            int f = features.SchemaIndex[number];
            int origin = features.IsAffinity(number) ? model.Schema.Features[f].AbsentBin : Array.IndexOf(counts[f], counts[f].Max());
            int at = model.Shape.ColumnAt[f] + origin * model.Shape.Units;
            DenseRounding.Move(model.Shape, f, Array.ConvertAll(model.Parameters[at..(at + model.Shape.Units)], value => (double)value), parameters);
        }

        return model.With(parameters, model.Ranges, (model.Precision ?? DensePrecision.Full) with { FromZero = true, Steps = null });
    }
}
