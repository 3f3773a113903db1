using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>Maps numbers to numbers or texts; NaN is a key of its own.</summary>
/// <param name="keys">Numbers.</param>
/// <param name="values">[key]: a number, or the number of a text.</param>
/// <param name="otherwise">The value of what is no key.</param>
/// <param name="type">The type of the values.</param>
/// <param name="texts">The texts where values are texts.</param>
internal sealed class LabelEncoder(double[] keys, double[] values, double otherwise, TensorType type, string[]? texts) : GraphOp
{
    private readonly Dictionary<double, double> _map = MapOf(keys, values);

    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Type == TensorType.Text) throw new GraphFaultException("texts as keys");
        Span<double> result = outputs[0].Reset(type, x.Shape);
        outputs[0].Texts = texts;
        for (int i = 0; i < result.Length; i++) result[i] = _map.GetValueOrDefault(x.Values[i], otherwise);
    }

    private static Dictionary<double, double> MapOf(double[] keys, double[] values)
    {
        var map = new Dictionary<double, double>(keys.Length);
        for (int i = 0; i < keys.Length; i++) map.TryAdd(keys[i], values[i]);
        return map;
    }
}
