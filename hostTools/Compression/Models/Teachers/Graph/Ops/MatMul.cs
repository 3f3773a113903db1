namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>Matrix product over the last two dimensions; the others repeat as in <see cref="Broadcast"/>. Vectors count as one row or column.</summary>
public sealed class MatMul : GraphOp
{
    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor a = Need(inputs, 0), b = Need(inputs, 1);
        if (a.Rank == 0 || b.Rank == 0) throw new GraphFaultException("a single number instead of a matrix");
        int rows = a.Rank == 1 ? 1 : a.Shape[^2], inner = a.Shape[^1], columns = b.Rank == 1 ? 1 : b.Shape[^1];
        if (inner != b.Shape[b.Rank == 1 ? ^1 : ^2]) throw new GraphFaultException($"{inner} columns against {b.Shape[b.Rank == 1 ? ^1 : ^2]} rows");
        ReadOnlySpan<int> batchA = a.Shape.AsSpan(0, Math.Max(0, a.Rank - 2)), batchB = b.Shape.AsSpan(0, Math.Max(0, b.Rank - 2));
        int[] batch = new int[Math.Max(batchA.Length, batchB.Length)];
        Broadcast.Shape(batchA, batchB, batch);
        List<int> shape = [.. batch];
        if (a.Rank > 1) shape.Add(rows);
        if (b.Rank > 1) shape.Add(columns);
        Span<double> result = outputs[0].Reset(a.Type, shape.ToArray());
        outputs[0].Work((long)result.Length * inner);
        int each = rows * columns;
        for (int n = 0; each > 0 && n < result.Length / each; n++)
        {
            Span<double> x = a.Values[(Broadcast.Index(n, batch, batchA) * rows * inner)..], w = b.Values[(Broadcast.Index(n, batch, batchB) * inner * columns)..];
            Multiply(x, w, result.Slice(n * each, each), inner, columns, a.Type);
        }
    }

    private static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> result, int inner, int columns, TensorType type)
    {
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int k = 0, p = i / columns * inner, q = i % columns; k < inner; k++, p++, q += columns) sum += x[p] * w[q];
            result[i] = Tensor.Round(type, sum);
        }
    }
}
