namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Changes the type of numbers; to whole numbers cuts towards 0. Texts stay texts.</summary>
/// <param name="type">The type.</param>
public sealed class CastTo(TensorType type) : GraphOp
{
    /// <summary>The type.</summary>
    public TensorType Type => type;

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Type == TensorType.Text && type == TensorType.Text)
        {
            outputs[0].CopyFrom(x, x.Shape);
            return;
        }

        if (x.Type == TensorType.Text || type == TensorType.Text) throw new GraphFaultException("a cast between texts and numbers");
        Span<double> result = outputs[0].Reset(type, x.Shape);
        for (int i = 0; i < result.Length; i++) result[i] = Cast(x.Values[i]);
    }

    private double Cast(double value) => type switch
    {
        TensorType.Whole => double.IsNaN(value) ? long.MinValue : Math.Truncate(value),
        TensorType.Boolean => value != 0 ? 1 : 0,
        _ => Tensor.Round(type, value),
    };
}
