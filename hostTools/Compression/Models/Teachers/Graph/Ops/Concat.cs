namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Puts tensors after one another along a dimension.</summary>
/// <param name="axis">The dimension; negative counts from the end.</param>
/// <param name="type">The type of the result, or null for that of the inputs.</param>
public sealed class Concat(long axis, TensorType? type = null) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor first = Need(inputs, 0);
        int along = Tensor.Axis(axis, first.Rank), length = 0;
        for (int i = 0; i < inputs.Length; i++) length = checked(length + Fits(first, Need(inputs, i), along).Shape[along]);
        int[] shape = [.. first.Shape];
        shape[along] = length;
        Span<double> result = outputs[0].Reset(type ?? first.Type, shape);
        outputs[0].Texts = first.Texts;
        int outer = Tensor.CountOf(shape, 0, along), inner = Tensor.CountOf(shape, along + 1), at = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (Tensor? input in inputs)
            {
                int size = input!.Shape[along] * inner;
                input.Values.Slice(o * size, size).CopyTo(result[at..]);
                at += size;
            }
        }

        if (type == TensorType.SinglePrecision) for (int i = 0; i < result.Length; i++) result[i] = (float)result[i];
    }

    private Tensor Fits(Tensor first, Tensor other, int along)
    {
        if (other.Rank != first.Rank) throw new GraphFaultException("tensors with different numbers of dimensions");
        if ((type is null && other.Type != first.Type) || other.Texts != first.Texts) throw new GraphFaultException("tensors of different types");
        for (int d = 0; d < first.Rank; d++)
        {
            if (d != along && other.Shape[d] != first.Shape[d]) throw new GraphFaultException($"dimensions of {first.Shape[d]} and {other.Shape[d]}");
        }

        return other;
    }
}
