namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>An element-wise operation on two tensors whose shapes are aligned from the end; dimensions of 1 repeat.</summary>
/// <param name="of">The operation on two doubles; its result is rounded to the tensors' type.</param>
public sealed class Broadcast(Func<double, double, double> of) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor a = Need(inputs, 0), b = Need(inputs, 1);
        if (a.Type != b.Type) throw new GraphFaultException($"tensors of two types, {a.Type} and {b.Type}");
        if (a.Type == TensorType.Text) throw new GraphFaultException("texts cannot be computed with");
        Span<int> shape = stackalloc int[Math.Max(a.Rank, b.Rank)];
        Shape(a.Shape, b.Shape, shape);
        Span<double> result = outputs[0].Reset(a.Type, shape);
        Span<double> x = a.Values, y = b.Values;
        if (a.Count == result.Length && b.Count == result.Length)
            for (int i = 0; i < result.Length; i++) result[i] = Tensor.Round(a.Type, of(x[i], y[i]));
        else
            for (int i = 0; i < result.Length; i++) result[i] = Tensor.Round(a.Type, of(x[Index(i, shape, a.Shape)], y[Index(i, shape, b.Shape)]));
    }

    /// <summary>The common shape.</summary>
    public static void Shape(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> shape)
    {
        for (int d = 1; d <= shape.Length; d++)
        {
            int x = d <= a.Length ? a[^d] : 1, y = d <= b.Length ? b[^d] : 1;
            if (x != y && x != 1 && y != 1)
                throw new GraphFaultException($"shapes [{string.Join(", ", a.ToArray())}] and [{string.Join(", ", b.ToArray())}] do not fit");
            shape[^d] = x == 1 ? y : x;
        }
    }

    /// <summary>Where element <paramref name="index"/> of the common shape stands in a tensor that repeats.</summary>
    public static int Index(int index, ReadOnlySpan<int> shape, ReadOnlySpan<int> own)
    {
        int found = 0, stride = 1;
        for (int d = 1; d <= own.Length; d++)
        {
            int at = index % shape[^d];
            index /= shape[^d];
            if (own[^d] != 1) found += at * stride;
            stride *= own[^d];
        }

        return found;
    }
}
