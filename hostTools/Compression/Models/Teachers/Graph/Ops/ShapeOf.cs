namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>The dimensions of a tensor as whole numbers.</summary>
public sealed class ShapeOf : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        Span<double> result = outputs[0].Reset(TensorType.Whole, [x.Rank]);
        for (int d = 0; d < result.Length; d++) result[d] = x.Shape[d];
    }
}
