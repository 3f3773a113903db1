using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>
/// The levels to which a network's numbers are rounded, for a shelf as in fine-tuning. A column counts from the one of the
/// rest bin (affinity features) or from the middle between its unit's extremes (shared ones; or from 0), which goes to the bias; item
/// columns are part of the bias. A feature's unit is the first layer's step times a power of two.
/// </summary>
public sealed class DenseGrids
{
    // Shift of the feature with the largest columns: biases are finer by this, and their 16 bits reach 32 times as far.
    private const int LargestShift = 3;

    // |bias| in steps that the later layers' steps leave room for; the rest is for offsets of activations.
    private const double MostBias = DenseLoader.MaxBias / 2.0;

    private readonly DenseShape _shape;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly DensePrecision _precision;

    private DenseGrids(DenseModel model, RuntimeFeatures features, Calibration calibration, DensePrecision precision)
    {
        (_shape, _features, _calibration, _precision) = (model.Shape, features, calibration, precision);
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
        var grids = new DenseGrids(model, features, calibration, precision);
        grids.ChooseColumns(model.Parameters, DensePrecision.Levels(precision.ColumnBits), coarser);
        for (int layer = 1; layer < grids.WeightStep.Length; layer++)
            grids.ChooseWeights(layer, model.Parameters, DensePrecision.Levels(precision.Bits(layer)));
        return grids;
    }

    /// <summary>The value of a column's code 1.</summary>
    public double ColumnStep(int runtimeFeature) => FirstStep * (1 << Shift[runtimeFeature]);

    /// <summary>Whether a bin's column is left out: an affinity feature's rest bin.</summary>
    public bool IsRest(int runtimeFeature, int bin) =>
        _features.IsAffinity(runtimeFeature) && bin == _features.Features[runtimeFeature].AbsentBin;

    /// <summary>[bin · units + unit]: codes of a run-time feature's columns; the rest bin's are 0.</summary>
    public sbyte[] Codes(float[] parameters, int runtimeFeature)
    {
        double[] reference = Reference(parameters, runtimeFeature);
        double step = ColumnStep(runtimeFeature);
        int at = _shape.ColumnAt[_features.SchemaIndex[runtimeFeature]];
        sbyte[] codes = new sbyte[_features.Radix[runtimeFeature] * _shape.Units];
        for (int i = 0; i < codes.Length; i++)
            if (!IsRest(runtimeFeature, i / _shape.Units)) codes[i] = ColumnLevels.Nearest((parameters[at + i] - reference[i % _shape.Units]) / step);
        return codes;
    }

    /// <summary>
    /// [unit]: where sums begin without item columns: biases, what columns count from, and the mean of what their rounding
    /// took away, so that no unit is off on average (bias correction).
    /// </summary>
    /// <param name="parameters">Float parameters.</param>
    /// <param name="codes">[run-time feature]: <see cref="Codes"/>.</param>
    public double[] CommonBias(float[] parameters, sbyte[][] codes)
    {
        double[] bias = new double[_shape.Units];
        for (int h = 0; h < bias.Length; h++) bias[h] = parameters[_shape.BiasAt[0] + h];
        for (int number = 0; number < codes.Length; number++)
        {
            double[] reference = Reference(parameters, number), frequency = _calibration.Frequency(number);
            int at = _shape.ColumnAt[_features.SchemaIndex[number]];
            for (int i = 0; i < codes[number].Length; i++)
            {
                int h = i % _shape.Units;
                if (i < _shape.Units) bias[h] += reference[h];
                bias[h] += frequency[i / _shape.Units] * (parameters[at + i] - reference[h] - codes[number][i] * ColumnStep(number));
            }
        }

        return bias;
    }

    /// <summary>The parameters that a shelf's integers would stand for.</summary>
    /// <param name="parameters">Float parameters.</param>
    /// <param name="rounded">Receives each one's level; item columns and later biases as they are.</param>
    /// <param name="passes">Receives whether the value is not clipped.</param>
    public void Round(float[] parameters, float[] rounded, bool[] passes)
    {
        parameters.CopyTo(rounded, 0);
        Array.Fill(passes, true);
        sbyte[][] codes = [.. Enumerable.Range(0, _features.Radix.Length).Select(number => Codes(parameters, number))];
        double[] bias = CommonBias(parameters, codes);
        for (int number = 0; number < codes.Length; number++)
        {
            double[] reference = Reference(parameters, number);
            int at = _shape.ColumnAt[_features.SchemaIndex[number]];
            for (int h = 0; h < bias.Length; h++) bias[h] -= reference[h];
            for (int i = 0; i < codes[number].Length; i++)
            {
                double from = reference[i % _shape.Units], step = ColumnStep(number);
                rounded[at + i] = (float)(from + step * codes[number][i]);
                passes[at + i] = ColumnLevels.Covers((parameters[at + i] - from) / step);
            }
        }

        for (int h = 0; h < bias.Length; h++) rounded[_shape.BiasAt[0] + h] = (float)bias[h];
        for (int layer = 1; layer < _shape.Widths.Length; layer++) RoundWeights(layer, parameters, rounded, passes);
    }

    private void RoundWeights(int layer, float[] parameters, float[] rounded, bool[] passes)
    {
        int at = _shape.WeightAt[layer];
        for (int i = at; i < at + _shape.Widths[layer] * _shape.Widths[layer - 1]; i++)
        {
            rounded[i] = (float)(WeightStep[layer] * WeightLevels[layer].Nearest(parameters[i] / WeightStep[layer]));
            passes[i] = WeightLevels[layer].Covers(parameters[i] / WeightStep[layer]);
        }
    }

    /// <summary>[unit]: what a run-time feature's columns count from.</summary>
    public double[] Reference(float[] parameters, int runtimeFeature)
    {
        int units = _shape.Units, f = _features.SchemaIndex[runtimeFeature], at = _shape.ColumnAt[f];
        double[] reference = new double[units];
        for (int h = 0; h < units; h++)
        {
            if (_features.IsAffinity(runtimeFeature))
            {
                reference[h] = parameters[at + _features.Features[runtimeFeature].AbsentBin * units + h];
                continue;
            }

            if (_precision.FromZero) continue;
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int bin = 0; bin < _shape.Bins[f]; bin++)
            {
                low = Math.Min(low, parameters[at + bin * units + h]);
                high = Math.Max(high, parameters[at + bin * units + h]);
            }

            reference[h] = (low + high) / 2;
        }

        return reference;
    }

    private void ChooseColumns(float[] parameters, int levels, int coarser)
    {
        float[][] own = [.. Enumerable.Range(0, Shift.Length).Select(number => Relative(parameters, number))];
        double[] largest = [.. own.Select(column => (double)column.Select(Math.Abs).Max())];
        double most = Math.Max(largest.DefaultIfEmpty(0).Max(), DenseRanges.Tiny);
        FirstStep = (_precision.Steps?.First ?? most / CodeLevels.Most / (1 << LargestShift)) * Math.Pow(2, coarser);
        _precision.Steps?.Shifts.ToArray().CopyTo(Shift, 0);
        for (int n = 0; n < largest.Length; n++)
            while (_precision.Steps is null && Shift[n] < DenseLoader.MaxColumnShift && largest[n] > CodeLevels.Most * 1.0000001 * ColumnStep(n)) Shift[n]++;
        if (levels == 0) return;
        // Rest bins are not stored, so no level is spent on them.
        (int Number, int At)[] cells = [.. own.SelectMany((column, n) => Enumerable.Range(0, column.Length)
            .Where(i => !IsRest(n, i / _shape.Units)).Select(i => (n, i)))];
        if (cells.Length == 0) return;
        ColumnLevels = CodeLevels.For([.. cells.Select(cell => (float)(own[cell.Number][cell.At] / ColumnStep(cell.Number)))],
            [.. cells.Select(cell => (float)(_calibration.Frequency(cell.Number)[cell.At / _shape.Units] * Math.ScaleB(1, 2 * Shift[cell.Number])))],
            levels, _precision.Even);
    }

    // [bin · units + unit]: columns less what they count from.
    private float[] Relative(float[] parameters, int runtimeFeature)
    {
        double[] reference = Reference(parameters, runtimeFeature);
        int at = _shape.ColumnAt[_features.SchemaIndex[runtimeFeature]], count = _features.Radix[runtimeFeature] * _shape.Units;
        return [.. parameters[at..(at + count)].Select((value, i) => (float)(value - reference[i % _shape.Units]))];
    }

    private void ChooseWeights(int layer, float[] parameters, int levels)
    {
        int at = _shape.WeightAt[layer], count = _shape.Widths[layer] * _shape.Widths[layer - 1];
        float[] weights = parameters[at..(at + count)];
        double bias = parameters[_shape.BiasAt[layer]..(_shape.BiasAt[layer] + _shape.Widths[layer])].Max(value => Math.Abs((double)value));
        double step = Math.Max(weights.Max(value => Math.Abs((double)value)) / CodeLevels.Most, bias / MostBias / Activations[layer - 1].OutStep);
        WeightStep[layer] = _precision.Steps?.Weights[layer - 1] ?? Math.Max(step, DenseRanges.Tiny);
        WeightLevels[layer] = CodeLevels.For([.. weights.Select(value => (float)(value / WeightStep[layer]))], new float[count], levels, _precision.Even);
    }
}
