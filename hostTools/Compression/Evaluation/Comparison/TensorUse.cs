using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>How a tensor of a network lies in the range that its codes cover.</summary>
/// <param name="Name">For people.</param>
/// <param name="Bits">8, 4 or 2; activations have 8.</param>
/// <param name="Values">Floats before rounding; activations without the zeros of a rectifier.</param>
/// <param name="Low">Value of the lowest code.</param>
/// <param name="High">Value of the highest code.</param>
/// <param name="Clipped">Share of values beyond the range by more than half a step.</param>
/// <param name="Levels">Different codes that occur.</param>
/// <param name="SignalToNoise">10 log₁₀ of Σ value² / Σ error², in dB.</param>
public sealed record TensorUse(string Name, int Bits, double[] Values, double Low, double High, double Clipped, int Levels, double SignalToNoise)
{
    /// <summary>Columns, later layers and activations of a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Rows that activations are seen on.</param>
    public static IReadOnlyList<TensorUse> Of(DenseModel model, BinnedDataset data)
    {
        DensePrecision precision = model.Precision ?? DensePrecision.Full;
        DenseGrids grids = DenseSamples.GridsOf(model, precision);
        DenseShape shape = model.Shape;
        var uses = new List<TensorUse>();
        if (Columns(model, grids, precision.ColumnBits) is { } columns) uses.Add(columns);
        var samples = DenseSamples.OfFloat(model, data);
        for (int layer = 1; layer < shape.Widths.Length; layer++)
        {
            uses.Add(Activations(shape, grids, layer - 1, samples));
            double step = grids.WeightStep[layer];
            double[] weights = [.. model.Parameters.Skip(shape.WeightAt[layer]).Take(shape.Widths[layer] * shape.Widths[layer - 1])];
            double[] rounded = [.. weights.Select(value => step * grids.WeightLevels[layer].Nearest(value / step))];
            uses.Add(Make($"weights of layer {layer + 1}", precision.Bits(layer), weights, rounded,
                step * grids.WeightLevels[layer].Lowest, step * grids.WeightLevels[layer].Highest, step));
        }

        return uses;
    }

    private static TensorUse? Columns(DenseModel model, DenseGrids grids, int bits)
    {
        var features = new RuntimeFeatures(model.Schema);
        var values = new List<double>();
        var rounded = new List<double>();
        double largest = 0;
        var used = new HashSet<sbyte>();
        for (int number = 0; number < features.Radix.Length; number++)
        {
            double[] reference = grids.Reference(model.Parameters, number);
            sbyte[] codes = grids.Codes(model.Parameters, number);
            int at = model.Shape.ColumnAt[features.SchemaIndex[number]];
            for (int i = 0; i < codes.Length; i++)
            {
                if (grids.IsRest(number, i / reference.Length)) continue;
                values.Add(model.Parameters[at + i] - reference[i % reference.Length]);
                rounded.Add(codes[i] * grids.ColumnStep(number));
                used.Add(codes[i]);
            }

            largest = Math.Max(largest, grids.ColumnStep(number));
        }

        return values.Count == 0 ? null : Make("columns of the first layer", bits, [.. values], [.. rounded],
            largest * grids.ColumnLevels.Lowest, largest * grids.ColumnLevels.Highest, largest) with { Levels = used.Count };
    }

    private static TensorUse Activations(DenseShape shape, DenseGrids grids, int layer, DenseSamples samples)
    {
        ActivationGrid grid = grids.Activations[layer];
        bool rectifier = grid.Activation == Activation.Relu;
        double[] values = [.. (rectifier ? samples.Outputs(layer) : samples.Sums(layer)).Data.Where(value => !rectifier || value != 0).Select(value => (double)value)];
        double[] rounded = [.. values.Select(value => rectifier ? grid.Of(value) : grid.Seen(value))];
        string name = rectifier ? $"outputs above 0 of layer {layer + 1}" : $"sums of layer {layer + 1}";
        double step = grid.StageStep;
        return Make(name, 8, values, rounded, rectifier ? 0 : -128 * step, rectifier ? grid.Top : 127 * step, step);
    }

    private static TensorUse Make(string name, int bits, double[] values, double[] rounded, double low, double high, double step)
    {
        double clipped = values.Length == 0 ? 0 : values.Count(value => value < low - step / 2 || value > high + step / 2) / (double)values.Length;
        double error = values.Zip(rounded, (value, level) => (value - level) * (value - level)).Sum(), signal = values.Sum(value => value * value);
        return new TensorUse(name, bits, values, low, high, clipped, rounded.Distinct().Count(), error == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / error));
    }
}
