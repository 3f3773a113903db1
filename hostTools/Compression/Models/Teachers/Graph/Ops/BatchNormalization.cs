namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>(x − mean) · scale / √(variance + epsilon) + bias per channel (dimension 1), as in inference; inputs: x, scale, bias, mean, variance.</summary>
/// <param name="epsilon">Added to the variance.</param>
public sealed class BatchNormalization(float epsilon) : GraphOp
{
    /// <summary>The factor and the addend of a channel, in float32 as ONNX Runtime folds them.</summary>
    public (float Factor, float Addend) Fold(double scale, double bias, double mean, double variance)
    {
        float factor = (float)scale / MathF.Sqrt((float)variance + epsilon);
        return (factor, (float)bias - (float)mean * factor);
    }

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0), scale = Need(inputs, 1), bias = Need(inputs, 2), mean = Need(inputs, 3), variance = Need(inputs, 4);
        if (x.Rank < 2) throw new GraphFaultException("a tensor without channels");
        int channels = x.Shape[1], inner = Tensor.CountOf(x.Shape, 2);
        if (scale.Count != channels || bias.Count != channels || mean.Count != channels || variance.Count != channels)
            throw new GraphFaultException($"parameters that are not {channels} numbers");
        Span<double> result = outputs[0].Reset(x.Type, x.Shape);
        for (int i = 0; i < result.Length; i++)
        {
            int c = i / inner % channels;
            (float factor, float addend) = Fold(scale.Values[c], bias.Values[c], mean.Values[c], variance.Values[c]);
            result[i] = Tensor.Round(x.Type, Tensor.Round(x.Type, x.Values[i] * factor) + addend);
        }
    }
}
