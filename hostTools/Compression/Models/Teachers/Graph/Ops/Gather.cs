namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Takes entries along a dimension by their numbers: an embedding's rows. A negative number counts from the end.</summary>
/// <param name="axis">The dimension.</param>
public sealed class Gather(long axis) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor data = Need(inputs, 0), indices = Need(inputs, 1);
        if (indices.Type != TensorType.Whole) throw new GraphFaultException("indices that are no whole numbers");
        int along = Tensor.Axis(axis, data.Rank), length = data.Shape[along];
        int outer = Tensor.CountOf(data.Shape, 0, along), inner = Tensor.CountOf(data.Shape, along + 1);
        Span<double> result = outputs[0].Reset(data.Type, [.. data.Shape.AsSpan(0, along), .. indices.Shape, .. data.Shape.AsSpan(along + 1)]);
        outputs[0].Texts = data.Texts;
        int at = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (double index in indices.Values)
            {
                int row = Row(index, length);
                data.Values.Slice((o * length + row) * inner, inner).CopyTo(result[at..]);
                at += inner;
            }
        }
    }

    private static int Row(double index, int length)
    {
        double row = index < 0 ? index + length : index;
        return row >= 0 && row < length ? (int)row : throw new GraphFaultException($"number {index} of {length} entries (0 … {length - 1})");
    }
}
