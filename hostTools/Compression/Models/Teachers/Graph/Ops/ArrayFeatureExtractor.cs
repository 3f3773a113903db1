namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Takes entries of the last dimension by their numbers (ai.onnx.ml); a vector becomes one row.</summary>
public sealed class ArrayFeatureExtractor : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0), indices = Need(inputs, 1);
        if (x.Rank == 0 || indices.Count == 0) throw new GraphFaultException("nothing to take from, or nothing to take");
        int length = x.Shape[^1], count = indices.Count;
        Span<double> result = outputs[0].Reset(x.Type, x.Rank == 1 ? [1, count] : [.. x.Shape.AsSpan(0, x.Rank - 1), count]);
        outputs[0].Texts = x.Texts;
        for (int i = 0; i < result.Length; i++)
        {
            double index = indices.Values[i % count];
            if (!(index >= 0 && index < length)) throw new GraphFaultException($"number {index} of {length} entries");
            result[i] = x.Values[i / count * length + (int)index];
        }
    }
}
