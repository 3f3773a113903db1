using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Rounding inside training (Jacob et al. 2018): the forward pass uses rounded weights; backwards rounding counts as the
/// identity where the value is not clipped and as a constant where it is (the straight-through estimator, Bengio et al.
/// 2013). The float weights are what training moves.
/// </summary>
public sealed class FakeQuantiser(QuantisationOptions options)
{
    private LinearGrid[] _grids = [];

    /// <summary>Chooses the grids anew from the weights: once before fine-tuning, or every few steps.</summary>
    public void Calibrate(Matrix weights) => _grids = options.Grids(weights);

    /// <summary>Rounds weights.</summary>
    /// <param name="weights">Float weights.</param>
    /// <param name="rounded">Receives the value that each weight's code stands for.</param>
    /// <param name="passes">Receives 1 where a gradient passes, 0 where the weight is clipped.</param>
    /// <exception cref="InvalidOperationException">Not calibrated for a matrix of this shape.</exception>
    public void Forward(Matrix weights, Matrix rounded, Matrix passes)
    {
        weights.RequireSameShape(rounded);
        weights.RequireSameShape(passes);
        if (_grids.Length != options.Granularity.Blocks(weights.Rows, weights.Columns))
            throw new InvalidOperationException("Calibrate on a matrix of this shape first.");
        for (int block = 0; block < _grids.Length; block++)
        {
            (int start, int length) = options.Granularity.Cells(block, weights.Rows, weights.Columns);
            LinearGrid grid = _grids[block];
            for (int i = start; i < start + length; i++)
            {
                rounded.Data[i] = grid.Round(weights.Data[i]);
                passes.Data[i] = grid.Covers(weights.Data[i]) ? 1 : 0;
            }
        }
    }

    /// <summary>The gradient by the float weights, in place, from the gradient by the rounded ones.</summary>
    public static void Backward(Matrix gradient, Matrix passes)
    {
        gradient.RequireSameShape(passes);
        TensorPrimitives.Multiply(gradient.Data, passes.Data, gradient.Data);
    }

    /// <summary>The weights as codes on the calibrated grids: exactly what <see cref="Forward"/> simulated.</summary>
    public QuantisedMatrix Quantise(Matrix weights) => LinearQuantiser.Run(weights, options, _grids);
}
