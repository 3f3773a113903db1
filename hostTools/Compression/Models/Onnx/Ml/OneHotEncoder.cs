using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>A last dimension with a 1 at the number's category; all zeros for others.</summary>
/// <param name="categories">Whole numbers.</param>
/// <param name="zeros">Whether unknown categories are allowed.</param>
internal sealed class OneHotEncoder(long[] categories, bool zeros) : GraphOp
{
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        Span<double> result = outputs[0].Reset(TensorType.SinglePrecision, [.. x.Shape, categories.Length]);
        result.Clear();
        for (int i = 0; i < x.Count; i++)
        {
            int found = double.IsNaN(x.Values[i]) ? -1 : Array.IndexOf(categories, (long)x.Values[i]);
            if (found >= 0) result[i * categories.Length + found] = 1;
            else if (!zeros) throw new GraphFaultException($"{x.Values[i]} is no category");
        }
    }
}
