namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Changes the order of dimensions.</summary>
/// <param name="order">[new dimension]: old dimension; null turns the order round.</param>
public sealed class Transpose(long[]? order) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        int rank = x.Rank;
        int[] from = order is null ? [.. Enumerable.Range(0, rank).Reverse()] : [.. order.Select(d => Tensor.Axis(d, rank))];
        if (from.Distinct().Count() != rank) throw new GraphFaultException("perm does not name each dimension once");
        int[] shape = [.. from.Select(d => x.Shape[d])];
        Span<double> result = outputs[0].Reset(x.Type, shape);
        outputs[0].Texts = x.Texts;
        for (int i = 0; i < result.Length; i++) result[i] = x.Values[Source(i, shape, x.Shape, from)];
    }

    private static int Source(int index, int[] shape, int[] old, int[] from)
    {
        int found = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            found += index % shape[d] * Tensor.CountOf(old, from[d] + 1);
            index /= shape[d];
        }

        return found;
    }
}
