namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>The number of the largest entry along a dimension.</summary>
/// <param name="axis">The dimension.</param>
/// <param name="keep">Whether the dimension stays as 1.</param>
/// <param name="last">Whether the last of equal ones counts.</param>
public sealed class ArgMax(long axis, bool keep, bool last) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        int along = Tensor.Axis(axis, x.Rank), length = x.Shape[along], inner = Tensor.CountOf(x.Shape, along + 1);
        if (x.Count == 0) throw new GraphFaultException("nothing to choose from");
        Span<double> result = outputs[0].Reset(TensorType.Whole, keep
            ? [.. x.Shape.AsSpan(0, along), 1, .. x.Shape.AsSpan(along + 1)]
            : [.. x.Shape.AsSpan(0, along), .. x.Shape.AsSpan(along + 1)]);
        for (int i = 0; i < result.Length; i++)
        {
            int start = i / inner * length * inner + i % inner, best = 0;
            for (int k = 1; k < length; k++)
            {
                double value = x.Values[start + k * inner], most = x.Values[start + best * inner];
                if (value > most || (last && value == most)) best = k;
            }

            result[i] = best;
        }
    }
}
