using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>
/// The levels to which a network's numbers are rounded, for a shelf as in fine-tuning. A column counts from the one of the
/// rest bin (affinity features) or from the middle between its unit's extremes (shared ones), which goes to the bias; item
/// columns are part of the bias. A feature's unit is the first layer's step times a power of two.
/// </summary>
public sealed class DenseGrids
{
    // Shift of the feature with the largest columns: biases are finer by this, and their 16 bits reach 32 times as far.
    private const int LargestShift = 3;

    // |bias| in steps that the later layers' steps leave room for; the rest is for offsets of activations.
    private const double MostBias = DenseLoader.MaxBias / 2.0;

    private readonly DenseShape _shape;
    private readonly int[] _numberOf; // [schema feature]: run-time number or −1
    private readonly int[] _restBin; // [schema feature]: of affinity features, otherwise −1

    private DenseGrids(DenseModel model, RuntimeFeatures features)
    {
        _shape = model.Shape;
        _numberOf = features.NumberOf;
        _restBin = [.. model.Schema.Features.Select(feature => feature.Scope == Datasets.FeatureScope.Affinity ? feature.AbsentBin : -1)];
        Shift = new int[features.Radix.Length];
        WeightStep = new double[_shape.Widths.Length];
        WeightLevels = new CodeLevels[_shape.Widths.Length];
        Activations = DenseRanges.Grids(model);
    }

    /// <summary>Value of one step of the first layer's sums.</summary>
    public double FirstStep { get; private set; }

    /// <summary>[run-time feature]: its columns count FirstStep · 2^shift.</summary>
    public int[] Shift { get; }

    /// <summary>Codes of the columns.</summary>
    public CodeLevels ColumnLevels { get; private set; } = CodeLevels.All;

    /// <summary>[layer]: value of a weight's code 1; none for the first layer.</summary>
    public double[] WeightStep { get; }

    /// <summary>[layer]: codes of its weights; none for the first layer.</summary>
    public CodeLevels[] WeightLevels { get; }

    /// <summary>[hidden layer].</summary>
    public ActivationGrid[] Activations { get; }

    /// <summary>Chooses the levels.</summary>
    /// <param name="model">The network.</param>
    /// <param name="features">Its schema's run-time features.</param>
    /// <param name="calibration">How often bins occur: the weights of rounding errors.</param>
    /// <param name="precision">Bits.</param>
    /// <param name="coarser">How often the first step is doubled, so that a shelf's biases fit.</param>
    public static DenseGrids Of(DenseModel model, RuntimeFeatures features, Calibration calibration, DensePrecision precision, int coarser = 0)
    {
        var grids = new DenseGrids(model, features);
        grids.ChooseColumns(model.Parameters, features, calibration, DensePrecision.Levels(precision.ColumnBits), coarser);
        for (int layer = 1; layer < grids.WeightStep.Length; layer++)
            grids.ChooseWeights(layer, model.Parameters, DensePrecision.Levels(precision.WeightBits));
        return grids;
    }

    /// <summary>The value of a column's code 1.</summary>
    public double ColumnStep(int runtimeFeature) => FirstStep * (1 << Shift[runtimeFeature]);

    /// <summary>[unit]: what a run-time feature's columns count from.</summary>
    public double[] Reference(ReadOnlySpan<float> parameters, int schemaFeature)
    {
        int units = _shape.Units, at = _shape.ColumnAt[schemaFeature];
        double[] reference = new double[units];
        for (int h = 0; h < units; h++)
        {
            if (_restBin[schemaFeature] >= 0)
            {
                reference[h] = parameters[at + _restBin[schemaFeature] * units + h];
                continue;
            }

            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int bin = 0; bin < _shape.Bins[schemaFeature]; bin++)
            {
                low = Math.Min(low, parameters[at + bin * units + h]);
                high = Math.Max(high, parameters[at + bin * units + h]);
            }

            reference[h] = (low + high) / 2;
        }

        return reference;
    }

    /// <summary>The parameters that the rounded ones stand for.</summary>
    /// <param name="parameters">Float parameters.</param>
    /// <param name="rounded">Receives each one's level; item columns and biases as they are.</param>
    /// <param name="passes">Receives whether the value is not clipped.</param>
    public void Round(float[] parameters, float[] rounded, bool[] passes)
    {
        parameters.CopyTo(rounded, 0);
        Array.Fill(passes, true);
        for (int f = 0; f < _numberOf.Length; f++)
        {
            if (_numberOf[f] < 0) continue;
            double[] reference = Reference(parameters, f);
            double step = ColumnStep(_numberOf[f]);
            for (int i = 0; i < _shape.Bins[f] * _shape.Units; i++)
                RoundOne(_shape.ColumnAt[f] + i, ColumnLevels, step, reference[i % _shape.Units]);
        }

        for (int layer = 1; layer < _shape.Widths.Length; layer++)
            for (int i = 0; i < _shape.Widths[layer] * _shape.Widths[layer - 1]; i++)
                RoundOne(_shape.WeightAt[layer] + i, WeightLevels[layer], WeightStep[layer], 0);

        void RoundOne(int i, CodeLevels levels, double step, double reference)
        {
            double value = (parameters[i] - reference) / step;
            rounded[i] = (float)(reference + step * levels.Nearest(value));
            passes[i] = levels.Covers(value);
        }
    }

    private void ChooseColumns(float[] parameters, RuntimeFeatures features, Calibration calibration, int levels, int coarser)
    {
        float[][] own = [.. features.SchemaIndex.Select(f => Relative(parameters, f))];
        double[] largest = [.. own.Select(column => (double)column.Select(Math.Abs).Max())];
        double most = Math.Max(largest.DefaultIfEmpty(0).Max(), DenseRanges.Tiny);
        FirstStep = most / CodeLevels.Most / (1 << LargestShift) * Math.Pow(2, coarser);
        for (int n = 0; n < largest.Length; n++)
            while (Shift[n] < DenseLoader.MaxColumnShift && largest[n] > CodeLevels.Most * 1.0000001 * ColumnStep(n)) Shift[n]++;
        if (levels == 0) return;
        ColumnLevels = CodeLevels.For(
            [.. own.SelectMany((column, n) => column.Select(value => (float)(value / ColumnStep(n))))],
            [.. own.SelectMany((column, n) => column.Select((_, i) =>
                (float)(calibration.Frequency(n)[i / _shape.Units] * (1 << Shift[n]) * (1 << Shift[n]))))], levels);
    }

    // [bin · units + unit]: columns less what they count from.
    private float[] Relative(float[] parameters, int schemaFeature)
    {
        double[] reference = Reference(parameters, schemaFeature);
        int at = _shape.ColumnAt[schemaFeature], count = _shape.Bins[schemaFeature] * _shape.Units;
        return [.. parameters[at..(at + count)].Select((value, i) => (float)(value - reference[i % _shape.Units]))];
    }

    private void ChooseWeights(int layer, float[] parameters, int levels)
    {
        int at = _shape.WeightAt[layer], count = _shape.Widths[layer] * _shape.Widths[layer - 1];
        float[] weights = parameters[at..(at + count)];
        double bias = parameters[_shape.BiasAt[layer]..(_shape.BiasAt[layer] + _shape.Widths[layer])].Max(value => Math.Abs((double)value));
        double step = Math.Max(weights.Max(value => Math.Abs((double)value)) / CodeLevels.Most, bias / MostBias / Activations[layer - 1].OutStep);
        WeightStep[layer] = Math.Max(step, DenseRanges.Tiny);
        WeightLevels[layer] = CodeLevels.For([.. weights.Select(value => (float)(value / WeightStep[layer]))], new float[count], levels);
    }
}
