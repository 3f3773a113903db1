using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>Divides each row by its largest number, its sum of absolute values or its length; rows of zeros stay. In float32.</summary>
/// <param name="norm">"MAX", "L1" or "L2".</param>
internal sealed class Normalizer(string norm) : GraphOp
{
    public string Norm => norm;

    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Rank is < 1 or > 2) throw new GraphFaultException("a tensor with other than one or two dimensions");
        int columns = x.Shape[^1];
        Span<double> result = outputs[0].Reset(TensorType.SinglePrecision, x.Shape);
        for (int i = 0; i < result.Length; i++) result[i] = (float)x.Values[i];
        for (int start = 0; start < result.Length; start += columns) Normalise(norm, result.Slice(start, columns));
    }

    /// <summary>Normalises one row of float32 numbers in place.</summary>
    public static void Normalise(string norm, Span<double> row)
    {
        float sum = norm == "MAX" ? float.MinValue : 0;
        foreach (double value in row)
        {
            float x = (float)value;
            sum = norm switch { "MAX" => MathF.Max(sum, x), "L1" => sum + MathF.Abs(x), _ => sum + x * x };
        }

        if (sum == 0) return;
        for (int i = 0; i < row.Length; i++)
        {
            float x = (float)row[i];
            row[i] = norm == "L2" ? MathF.CopySign(MathF.Sqrt(x * x / sum), x) : x / sum;
        }
    }
}
