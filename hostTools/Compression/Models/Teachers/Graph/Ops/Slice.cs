namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>A part of a tensor: inputs starts, ends, axes and steps.</summary>
/// <param name="given">starts, ends and axes where old files have them as attributes; null: inputs.</param>
public sealed class Slice((long[] Starts, long[] Ends, long[]? Axes)? given) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        long[] starts = given?.Starts ?? Integers(Need(inputs, 1)), ends = given?.Ends ?? Integers(Need(inputs, 2));
        long[]? axes = given is { } old ? old.Axes : Find(inputs, 3) is { } a ? Integers(a) : null;
        long[]? steps = Find(inputs, 4) is { } s ? Integers(s) : null;
        if (starts.Length > x.Rank || ends.Length != starts.Length || (axes?.Length ?? starts.Length) != starts.Length || (steps?.Length ?? starts.Length) != starts.Length)
            throw new GraphFaultException("starts, ends, axes and steps of different lengths");
        int[] first = new int[x.Rank], stride = [.. x.Shape.Select(_ => 1)], shape = [.. x.Shape];
        for (int i = 0; i < starts.Length; i++)
        {
            int d = Tensor.Axis(axes?[i] ?? i, x.Rank);
            (first[d], stride[d], shape[d]) = Range(starts[i], ends[i], steps?[i] ?? 1, x.Shape[d]);
        }

        Span<double> result = outputs[0].Reset(x.Type, shape);
        outputs[0].Texts = x.Texts;
        for (int i = 0; i < result.Length; i++) result[i] = x.Values[Source(i, shape, x.Shape, first, stride)];
    }

    private static (int First, int Step, int Count) Range(long start, long end, long step, int size)
    {
        if (step == 0 || Math.Abs((double)step) > int.MaxValue) throw new GraphFaultException($"a step of {step}");
        long low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
        long from = Math.Clamp(start < 0 ? start + size : start, 0, step > 0 ? size : Math.Max(0, size - 1));
        long to = Math.Clamp(end < 0 ? Math.Max(end, -1L - size) + size : end, low, high);
        long count = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step;
        return ((int)from, (int)step, size == 0 ? 0 : (int)Math.Max(0, count));
    }

    private static int Source(int index, int[] shape, int[] old, int[] first, int[] stride)
    {
        int found = 0, size = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            found += (first[d] + index % shape[d] * stride[d]) * size;
            index /= shape[d];
            size *= old[d];
        }

        return found;
    }
}
