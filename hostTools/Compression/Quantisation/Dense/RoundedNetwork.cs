using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>A network that scores with what a shelf's integers would stand for, but without a shelf: for sensitivity analysis.</summary>
internal sealed class RoundedNetwork : BinModel
{
    private readonly DenseShape _shape;
    private readonly ActivationGrid[] _grids;
    private readonly float[] _rounded;

    public RoundedNetwork(DenseModel model, DensePrecision precision)
        : base(model.Schema, model.Objective)
    {
        DenseGrids grids = DenseSamples.GridsOf(model, precision);
        (_shape, _grids, _rounded) = (model.Shape, grids.Activations, new float[model.Shape.Count]);
        grids.Round(model.Parameters, _rounded, new bool[_rounded.Length]);
    }

    /// <inheritdoc/>
    public override double Score(ReadOnlySpan<byte> bins) => new DensePass(_shape, _grids).Forward(_rounded, bins);
}
