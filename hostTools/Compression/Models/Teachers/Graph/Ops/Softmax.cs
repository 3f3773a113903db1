namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>e^(x − max) / Σ e^(x − max) along a dimension, or its logarithm.</summary>
/// <param name="axis">The dimension.</param>
/// <param name="flat">Whether all dimensions from <paramref name="axis"/> on count as one (before opset 13).</param>
/// <param name="log">Whether the logarithm is wanted.</param>
public sealed class Softmax(long axis, bool flat, bool log) : GraphOp
{
    /// <summary>Whether each row of [1, n] is one softmax.</summary>
    public bool IsOverLastOf(int rank) => !log && Tensor.Axis(axis, rank) == rank - 1;

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        int along = Tensor.Axis(axis, x.Rank), inner = flat ? 1 : Tensor.CountOf(x.Shape, along + 1);
        int length = flat ? Tensor.CountOf(x.Shape, along) : x.Shape[along];
        Span<double> result = outputs[0].Reset(x.Type, x.Shape);
        if (length == 0) return;
        for (int n = 0; n < x.Count / length; n++)
        {
            int start = n / inner * length * inner + n % inner;
            double most = double.NegativeInfinity, sum = 0;
            for (int k = 0; k < length; k++) most = Math.Max(most, x.Values[start + k * inner]);
            for (int k = 0; k < length; k++) sum += Math.Exp(x.Values[start + k * inner] - most);
            for (int k = 0; k < length; k++)
            {
                double above = x.Values[start + k * inner] - most;
                result[start + k * inner] = Tensor.Round(x.Type, log ? above - Math.Log(sum) : Math.Exp(above) / sum);
            }
        }
    }
}
