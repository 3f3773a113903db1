using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>(x − offset) · scale in float32, per column or for all.</summary>
/// <param name="offset">One number, or one per column.</param>
/// <param name="scale">One number, or one per column.</param>
internal sealed class Scaler(float[] offset, float[] scale) : GraphOp
{
    public float[] Offset => offset;
    public float[] Scale => scale;

    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        int columns = x.Rank == 0 ? 1 : x.Shape[^1];
        if ((offset.Length != 1 && offset.Length != columns) || (scale.Length != 1 && scale.Length != columns))
            throw new GraphFaultException($"{offset.Length} offsets and {scale.Length} scales for {columns} columns");
        Span<double> result = outputs[0].Reset(TensorType.SinglePrecision, x.Shape);
        for (int i = 0; i < result.Length; i++)
        {
            int c = i % columns;
            result[i] = ((float)x.Values[i] - offset[offset.Length == 1 ? 0 : c]) * scale[scale.Length == 1 ? 0 : c];
        }
    }
}
