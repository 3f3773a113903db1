namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Identity, Dropout as it is in inference, and ZipMap, whose map keeps the order of the classes.</summary>
public sealed class Copy : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        outputs[0].CopyFrom(x, x.Shape);
    }
}
