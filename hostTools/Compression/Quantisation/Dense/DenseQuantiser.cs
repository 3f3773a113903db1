using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>
/// From a network to the integers of a shelf: item columns go to each product's bias, with all that <see cref="DenseGrids"/>
/// takes out of the other columns.
/// </summary>
public sealed class DenseQuantiser
{
    // Beyond, the first layer would have no precision left.
    private const int MostCoarser = 16;

    private readonly DenseModel _model;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly DensePrecision _precision;
    private readonly DenseShape _shape;

    /// <summary>Prepares for a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="features">Its schema's run-time features.</param>
    /// <param name="calibration">How often bins occur.</param>
    /// <param name="precision">Bits.</param>
    public DenseQuantiser(DenseModel model, RuntimeFeatures features, Calibration calibration, DensePrecision precision)
    {
        (_model, _features, _calibration, _precision) = (model, features, calibration, precision);
        _shape = model.Shape;
    }

    /// <summary>Quantises for a shelf.</summary>
    /// <param name="itemBins">[product][schema feature]: bins of the item features.</param>
    /// <exception cref="UserErrorException">E317: the numbers do not fit at any scale.</exception>
    public QuantisedNetwork Run(IReadOnlyList<byte[]> itemBins)
    {
        for (int coarser = 0; coarser <= MostCoarser; coarser++)
        {
            DenseGrids grids = DenseGrids.Of(_model, _features, _calibration, _precision, coarser);
            sbyte[][] columns = [.. Enumerable.Range(0, _features.Radix.Length).Select(number => grids.Codes(_model.Parameters, number))];
            double[] common = grids.CommonBias(_model.Parameters, columns);
            double[] biases = [.. itemBins.SelectMany(bins => ProductBias(common, bins)).Select(bias => Math.Round(bias / grids.FirstStep))];
            if (biases.All(bias => Math.Abs(bias) <= short.MaxValue)) return Assemble(grids, columns, [.. biases.Select(bias => (short)bias)]);
        }

        throw Catalogue.DenseRangeTooWide("biases");
    }

    private IEnumerable<double> ProductBias(double[] common, byte[] itemBins) => common.Select((bias, h) =>
        bias + _features.ItemFeatures.Sum(f => (double)_model.Parameters[_shape.ColumnAt[f] + itemBins[f] * _shape.Units + h]));

    private QuantisedNetwork Assemble(DenseGrids grids, sbyte[][] columns, short[] bias)
    {
        byte[] used = [.. Enumerable.Range(0, columns.Length).Where(number => columns[number].AsSpan().ContainsAnyExcept((sbyte)0)).Select(number => (byte)number)];
        sbyte[] values = [.. used.SelectMany(number => columns[number].Where((_, i) => !grids.IsRest(number, i / _shape.Units)))];
        var layers = new List<DenseLayer>();
        for (int layer = 1; layer <= _shape.Hidden; layer++) layers.Add(Layer(grids, layer));
        var content = new DenseContent(used, [.. used.Select(number => (byte)grids.Shift[number])], WeightsContent.Smallest(values), bias,
            Stage(grids, 0, grids.FirstStep), layers);
        return new QuantisedNetwork(content, grids, columns, grids.WeightStep[^1] * grids.Activations[^1].OutStep);
    }

    private DenseLayer Layer(DenseGrids grids, int layer)
    {
        int inputs = _shape.Widths[layer - 1], at = _shape.WeightAt[layer];
        double weightStep = grids.WeightStep[layer], step = weightStep * grids.Activations[layer - 1].OutStep;
        sbyte[] weights = [.. _model.Parameters[at..(at + inputs * _shape.Widths[layer])]
            .Select(value => grids.WeightLevels[layer].Nearest(value / weightStep))];
        int[] bias = new int[_shape.Widths[layer]];
        for (int unit = 0; unit < bias.Length; unit++)
        {
            // What code 0 stands for counts with every weight.
            double offset = grids.Activations[layer - 1].Offset * weightStep * weights.Skip(unit * inputs).Take(inputs).Sum(weight => (double)weight);
            double value = Math.Round((_model.Parameters[_shape.BiasAt[layer] + unit] + offset) / step);
            if (Math.Abs(value) > DenseLoader.MaxBias) throw Catalogue.DenseRangeTooWide("biases");
            bias[unit] = (int)value;
        }

        return new DenseLayer(bias, WeightsContent.Smallest(weights), Stage(grids, layer, step));
    }

    // The last layer's sums are the score as they are: nothing is lost.
    private static DenseStage Stage(DenseGrids grids, int layer, double step)
    {
        if (layer == grids.Activations.Length) return new DenseStage(1, 0, DenseLoader.Identity);
        var grid = grids.Activations[layer];
        StageScale scale = StageScale.Near(step / grid.StageStep) ?? throw Catalogue.DenseRangeTooWide("layers");
        byte[]? table = grid.Table();
        return scale.With(table is null ? DenseLoader.Relu : DenseLoader.Table, table);
    }
}
