using Endcap.Compression.Blobs;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation;

/// <summary>
/// Bounds |step · integer − float score| of a shelf's network over all profiles by interval arithmetic: two intervals go
/// through the layers, one for the float value and one for what the integers stand for minus it. The first layer's are
/// exact for each unit (features are independent of each other); later ones forget what units have in common, so the bound
/// is sound but not attained.
/// </summary>
public sealed class DenseProof
{
    // For the rounding of the doubles of the proof itself.
    private const double Slack = 1e-9;

    private readonly DenseModel _model;
    private readonly RuntimeFeatures _features;
    private readonly QuantisedNetwork _network;
    private readonly DenseShape _shape;

    /// <summary>Prepares a proof.</summary>
    public DenseProof(DenseModel model, RuntimeFeatures features, QuantisedNetwork network)
    {
        (_model, _features, _network) = (model, features, network);
        _shape = model.Shape;
    }

    /// <summary>The bound for a product.</summary>
    /// <param name="product">Product number.</param>
    /// <param name="itemBins">[schema feature]: its item bins.</param>
    /// <param name="step">Value of an integer step, as the blob has it.</param>
    public double WorstError(int product, byte[] itemBins, double step)
    {
        Interval[] values = new Interval[_shape.Units], errors = new Interval[_shape.Units];
        for (int h = 0; h < _shape.Units; h++) (values[h], errors[h]) = FirstSum(product, itemBins, h);
        for (int layer = 1; layer <= _shape.Hidden; layer++)
        {
            DenseStage stage = layer == 1 ? _network.Content.First : _network.Content.Layers[layer - 2].Stage;
            double sumStep = layer == 1 ? _network.Grids.FirstStep : SumStep(layer - 1);
            for (int h = 0; h < values.Length; h++)
                (values[h], errors[h]) = Activated(_network.Grids.Activations[layer - 1], stage, sumStep, values[h], errors[h]);
            (values, errors) = NextSums(layer, values, errors);
        }

        // The blob's step is a 32-bit float.
        Interval integer = values[0] + errors[0];
        Interval error = errors[0] + (step / _network.ScoreStep - 1) * integer;
        return error.Magnitude * (1 + Slack) + Slack * step * (1 + integer.Magnitude / step);
    }

    private double SumStep(int layer) => _network.Grids.WeightStep[layer] * _network.Grids.Activations[layer - 1].OutStep;

    private (Interval Value, Interval Error) FirstSum(int product, byte[] itemBins, int h)
    {
        double fixedPart = _model.Parameters[_shape.BiasAt[0] + h];
        foreach (int f in _features.ItemFeatures) fixedPart += _model.Parameters[_shape.ColumnAt[f] + itemBins[f] * _shape.Units + h];
        double bias = _network.Grids.FirstStep * _network.Content.Bias[product * _shape.Units + h];
        Interval value = Interval.Of(fixedPart), error = Interval.Of(bias - fixedPart);
        for (int number = 0; number < _features.Radix.Length; number++)
        {
            int at = _shape.ColumnAt[_features.SchemaIndex[number]];
            double step = _network.Grids.ColumnStep(number);
            double[] exact = [.. Enumerable.Range(0, _features.Radix[number]).Select(bin => (double)_model.Parameters[at + bin * _shape.Units + h])];
            double[] difference = [.. exact.Select((column, bin) => step * _network.Columns[number][bin * _shape.Units + h] - column)];
            value += new Interval(exact.Min(), exact.Max());
            error += new Interval(difference.Min(), difference.Max());
        }

        return (value, error);
    }

    // In: a sum and its error. Out: the activated value and the error of what the integers make of it.
    private static (Interval Value, Interval Error) Activated(ActivationGrid grid, DenseStage stage, double sumStep, Interval sum, Interval error)
    {
        Interval value = sum.Map(x => grid.Activation.Of(x));
        double ratio = new StageScale(stage.Multiplier, stage.Shift).Ratio * grid.StageStep / sumStep;
        // What the stage hands on, before clipping: the sum by a ratio near 1, rounded to whole steps.
        Interval shown = error + (ratio - 1) * (sum + error) + Interval.Around(grid.StageStep / 2);
        Interval seen = new(Math.Min(shown.Low, 0), Math.Max(shown.High, 0));
        if (grid.InStep != 0)
        {
            seen = new Interval(Math.Min(seen.Low, 127 * grid.InStep - sum.High), Math.Max(seen.High, -128 * grid.InStep - sum.Low));
            seen = grid.Activation.Steepest() * seen + Interval.Around(grid.OutStep / 2);
        }

        // Codes are 0…255, whatever the sum.
        seen = new Interval(Math.Min(seen.Low, grid.Top - value.High), Math.Max(seen.High, grid.Offset - value.Low));
        return (value, seen.Within(grid.Offset - value.High, grid.Top - value.Low));
    }

    private (Interval[] Values, Interval[] Errors) NextSums(int layer, Interval[] values, Interval[] errors)
    {
        DenseLayer content = _network.Content.Layers[layer - 1];
        ActivationGrid grid = _network.Grids.Activations[layer - 1];
        double weightStep = _network.Grids.WeightStep[layer];
        Interval[] sums = new Interval[content.Bias.Length], off = new Interval[content.Bias.Length];
        for (int unit = 0; unit < sums.Length; unit++)
        {
            double bias = _model.Parameters[_shape.BiasAt[layer] + unit];
            sums[unit] = Interval.Of(bias);
            off[unit] = Interval.Of(SumStep(layer) * content.Bias[unit] - bias);
            for (int i = 0; i < values.Length; i++)
            {
                double exact = _model.Parameters[_shape.WeightAt[layer] + unit * values.Length + i];
                double rounded = weightStep * content.Weights.Values[unit * values.Length + i];
                sums[unit] += exact * values[i];
                off[unit] = (off[unit] + rounded * errors[i] + (rounded - exact) * values[i]).Plus(-rounded * grid.Offset);
            }
        }

        return (sums, off);
    }
}
