namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>The same numbers under another shape, which a subclass's function finds.</summary>
/// <param name="shapeOf">Given the data and the second input (or null): the new shape.</param>
public sealed class Reshape(Func<Tensor, Tensor?, int[]> shapeOf) : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        outputs[0].CopyFrom(x, shapeOf(x, Find(inputs, 1)));
    }

    /// <summary>ONNX Reshape: 0 keeps a dimension, −1 takes what is left.</summary>
    public static int[] To(Tensor x, ReadOnlySpan<long> wanted, bool zeroIsZero)
    {
        int open = -1;
        var shape = new int[wanted.Length];
        long known = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            long size = wanted[d] == 0 && !zeroIsZero ? d < x.Rank ? x.Shape[d] : -1 : wanted[d];
            if (size == -1 && open < 0 && wanted[d] == -1)
            {
                open = d;
                continue;
            }

            if (size < 0 || size > GraphBudget.MostNumbers) throw new GraphFaultException($"a dimension of {wanted[d]}");
            shape[d] = (int)size;
            known = Math.Min(known * size, int.MaxValue);
        }

        if (open >= 0) shape[open] = known == 0 ? 0 : (int)(x.Count / known);
        return shape;
    }

    /// <summary>ONNX Flatten: two dimensions, cut before <paramref name="axis"/>.</summary>
    public static int[] Flat(Tensor x, long axis)
    {
        int cut = axis == x.Rank ? x.Rank : Tensor.Axis(axis, x.Rank);
        return [Tensor.CountOf(x.Shape, 0, cut), Tensor.CountOf(x.Shape, cut)];
    }

    /// <summary>ONNX Squeeze: leaves out dimensions of 1.</summary>
    public static int[] Squeeze(Tensor x, long[]? axes)
    {
        int[]? dropped = axes?.Select(axis => Tensor.Axis(axis, x.Rank)).ToArray();
        foreach (int d in dropped ?? [])
        {
            if (x.Shape[d] != 1) throw new GraphFaultException($"a dimension of {x.Shape[d]} cannot be left out");
        }

        return [.. x.Shape.Where((size, d) => dropped is null ? size != 1 : !dropped.Contains(d))];
    }

    /// <summary>ONNX Unsqueeze: puts in dimensions of 1.</summary>
    public static int[] Unsqueeze(Tensor x, long[] axes)
    {
        int rank = x.Rank + axes.Length;
        int[] added = [.. axes.Select(axis => Tensor.Axis(axis, rank)).Distinct()];
        if (added.Length != axes.Length) throw new GraphFaultException("an axis twice");
        int next = 0;
        return [.. Enumerable.Range(0, rank).Select(d => added.Contains(d) ? 1 : x.Shape[next++])];
    }
}
