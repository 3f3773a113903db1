using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>
/// Error-aware rounding of a network on training rows: the columns of a unit together (their inputs are one-hot bins, so
/// errors of features that occur together cancel), then each later layer on what the label hands it. The numbers become
/// their levels, and the steps stand in the model, so that every shelf build finds the same codes.
/// </summary>
public static class DenseRounding
{
    // Beyond, H of the columns would take gigabytes; they are then rounded to nearest.
    private const int MostColumns = 1024;

    /// <summary>Rounds.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="damping">Of the inverse of H, as a share of its mean diagonal.</param>
    public static DenseModel Run(DenseModel model, BinnedDataset data, double damping = ErrorAwareQuantiser.DefaultDamping)
    {
        DensePrecision precision = (model.Precision ?? DensePrecision.Full) with { Steps = null };
        IReadOnlyList<ClippingRange> ranges = model.Ranges ?? DenseRanges.Of(model, data, Calibrator.SquaredError);
        model = WithColumnsFromZero(model.With(model.Parameters, ranges, precision));
        DenseGrids grids = DenseSamples.GridsOf(model, model.Precision!);
        float[] parameters = [.. model.Parameters];
        RoundColumns(model, data, grids, parameters, damping);
        var steps = new DenseStepSizes(grids.FirstStep, [.. grids.Shift], [.. grids.WeightStep.Skip(1)]);
        DensePrecision fixedSteps = model.Precision! with { Steps = steps };
        for (int layer = 1; layer < model.Shape.Widths.Length; layer++)
        {
            Matrix inputs = DenseSamples.OfLabel(model.With(parameters, ranges, fixedSteps), data, fixedSteps).Outputs(layer - 1);
            RoundLayer(model, layer, inputs, grids, parameters, damping);
        }

        return model.With(parameters, ranges, fixedSteps);
    }

    /// <summary>The same network whose shared columns count from their middle and affinity ones from the rest bin's: what is taken off goes to the bias.</summary>
    public static DenseModel WithColumnsFromZero(DenseModel model)
    {
        DensePrecision precision = (model.Precision ?? DensePrecision.Full) with { Steps = null };
        DenseGrids grids = DenseSamples.GridsOf(model, precision);
        var features = new RuntimeFeatures(model.Schema);
        float[] parameters = [.. model.Parameters];
        for (int number = 0; number < features.Radix.Length; number++)
            Move(model.Shape, features.SchemaIndex[number], grids.Reference(model.Parameters, number), parameters);
        return model.With(parameters, model.Ranges, precision with { FromZero = true });
    }

    /// <summary>Takes a column off all of a feature's columns and gives it to the bias: no score changes.</summary>
    internal static void Move(DenseShape shape, int feature, double[] column, float[] parameters)
    {
        for (int bin = 0; bin < shape.Bins[feature]; bin++)
            for (int h = 0; h < shape.Units; h++)
            {
                ref float value = ref parameters[shape.ColumnAt[feature] + bin * shape.Units + h];
                value = (float)(value - column[h]);
            }

        for (int h = 0; h < shape.Units; h++) parameters[shape.BiasAt[0] + h] += (float)column[h];
    }

    private static void RoundColumns(DenseModel model, BinnedDataset data, DenseGrids grids, float[] parameters, double damping)
    {
        var features = new RuntimeFeatures(model.Schema);
        (int Number, int Bin)[] inputs = [.. Enumerable.Range(0, features.Radix.Length)
            .SelectMany(number => Enumerable.Range(0, features.Radix[number]).Where(bin => !grids.IsRest(number, bin)).Select(bin => (number, bin)))];
        if (inputs.Length is 0 or > MostColumns) return;
        var rounding = new LevelRounding(CentredGram(features, data, inputs), (j, value) =>
            grids.ColumnStep(inputs[j].Number) * grids.ColumnLevels.Nearest(value / grids.ColumnStep(inputs[j].Number)), damping);
        DenseShape shape = model.Shape;
        for (int h = 0; h < shape.Units; h++)
        {
            int[] at = [.. inputs.Select(input => shape.ColumnAt[features.SchemaIndex[input.Number]] + input.Bin * shape.Units + h)];
            double[] rounded = rounding.Round([.. at.Select(i => (double)parameters[i])], [.. at.Select(i => parameters[i] == 0)]);
            for (int j = 0; j < at.Length; j++) parameters[at[j]] = (float)rounded[j];
        }
    }

    private static void RoundLayer(DenseModel model, int layer, Matrix inputs, DenseGrids grids, float[] parameters, double damping)
    {
        double step = grids.WeightStep[layer];
        Matrix gram = Matrix.Gram(inputs);
        if (Array.TrueForAll(gram.Data, value => value == 0)) return;
        var rounding = new LevelRounding(gram, (_, value) => step * grids.WeightLevels[layer].Nearest(value / step), damping);
        int width = inputs.Columns, at = model.Shape.WeightAt[layer];
        for (int unit = 0; unit < model.Shape.Widths[layer]; unit++, at += width)
        {
            double[] row = Array.ConvertAll(parameters[at..(at + width)], value => (double)value);
            double[] rounded = rounding.Round(row, [.. row.Select(value => value == 0)]);
            for (int i = 0; i < width; i++) parameters[at + i] = (float)rounded[i];
        }
    }

    // Σ (x − mean)(x − mean)ᵀ of one-hot bins, over rows spread over the data: the shelf's bias takes the mean error.
    private static Matrix CentredGram(RuntimeFeatures features, BinnedDataset data, (int Number, int Bin)[] inputs)
    {
        int step = (data.RowCount + DenseSamples.MostRows - 1) / DenseSamples.MostRows, count = (data.RowCount + step - 1) / step;
        var rows = new Matrix(count, inputs.Length);
        for (int j = 0; j < inputs.Length; j++)
        {
            byte[] column = data.Columns[features.SchemaIndex[inputs[j].Number]];
            for (int i = 0; i < count; i++) rows[i, j] = column[i * step] == inputs[j].Bin ? 1 : 0;
            double mean = 0;
            for (int i = 0; i < count; i++) mean += rows[i, j];
            for (int i = 0; i < count; i++) rows[i, j] -= (float)(mean / count);
        }

        return Matrix.Gram(rows);
    }
}
