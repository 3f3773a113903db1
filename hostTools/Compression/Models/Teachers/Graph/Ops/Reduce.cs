namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Sums (or means, …) over dimensions.</summary>
/// <param name="axes">The dimensions where they are an attribute; null: input 1, or all.</param>
/// <param name="keep">Whether the dimensions stay as 1.</param>
/// <param name="noopWithoutAxes">Whether no axes mean that nothing is done.</param>
/// <param name="kind">What is done.</param>
public sealed class Reduce(long[]? axes, bool keep, bool noopWithoutAxes, ReduceKind kind) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        long[] over = axes ?? (Find(inputs, 1) is { } given ? Integers(given) : []);
        if (over.Length == 0 && noopWithoutAxes)
        {
            outputs[0].CopyFrom(x, x.Shape);
            return;
        }

        bool[] reduced = new bool[x.Rank];
        if (over.Length == 0) Array.Fill(reduced, true);
        foreach (long axis in over) reduced[Tensor.Axis(axis, x.Rank)] = true;
        int[] kept = [.. x.Shape.Select((size, d) => reduced[d] ? 1 : size)];
        Span<double> result = outputs[0].Reset(x.Type, keep ? kept : [.. x.Shape.Where((_, d) => !reduced[d])]);
        Accumulate(x, kept, result);
    }

    private void Accumulate(Tensor x, int[] kept, Span<double> result)
    {
        if (x.Count == 0 || result.Length == 0) throw new GraphFaultException("nothing to sum");
        result.Fill(kind == ReduceKind.Most ? double.NegativeInfinity : 0);
        for (int i = 0; i < x.Count; i++)
        {
            ref double into = ref result[Broadcast.Index(i, x.Shape, kept)];
            double value = x.Values[i];
            into = kind switch { ReduceKind.Most => Math.Max(into, value), ReduceKind.Norm => into + value * value, _ => into + value };
        }

        double each = x.Count / result.Length;
        for (int i = 0; i < result.Length; i++)
        {
            double value = kind switch { ReduceKind.Mean => result[i] / each, ReduceKind.Norm => Math.Sqrt(result[i]), _ => result[i] };
            result[i] = x.Type == TensorType.Whole ? Math.Truncate(value) : Tensor.Round(x.Type, value);
        }
    }
}
