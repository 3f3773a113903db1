namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>An operation on every number of a tensor.</summary>
/// <param name="of">The operation on a double; its result is rounded to the tensor's type.</param>
public sealed class Elementwise(Func<double, double> of) : GraphOp
{
    /// <summary>The slope of LeakyRelu, for who recognises it.</summary>
    public float Alpha { get; init; }

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Type == TensorType.Text) throw new GraphFaultException("texts cannot be computed with");
        Span<double> result = outputs[0].Reset(x.Type, x.Shape);
        for (int i = 0; i < result.Length; i++) result[i] = Tensor.Round(x.Type, of(x.Values[i]));
    }
}
