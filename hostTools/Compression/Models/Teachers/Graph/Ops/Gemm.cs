namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>alpha · A′ · B′ + beta · C. Products are summed in double and rounded once.</summary>
/// <param name="alpha">Factor of the product.</param>
/// <param name="beta">Factor of C.</param>
/// <param name="transposeA">Whether A stands transposed.</param>
/// <param name="transposeB">Whether B stands transposed.</param>
public sealed class Gemm(float alpha, float beta, bool transposeA, bool transposeB) : GraphOp
{
    /// <summary>Whether this is x · B + c with x as it stands.</summary>
    public bool IsPlain => alpha == 1 && beta == 1 && !transposeA;

    /// <summary>Whether B stands as [output, input].</summary>
    public bool IsTransposedB => transposeB;

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor a = Need(inputs, 0), b = Need(inputs, 1);
        if (a.Rank != 2 || b.Rank != 2) throw new GraphFaultException("a matrix with other than two dimensions");
        int rows = a.Shape[transposeA ? 1 : 0], inner = a.Shape[transposeA ? 0 : 1], columns = b.Shape[transposeB ? 0 : 1];
        if (b.Shape[transposeB ? 1 : 0] != inner) throw new GraphFaultException($"{inner} columns against {b.Shape[transposeB ? 1 : 0]} rows");
        outputs[0].Work((long)rows * inner * columns);
        Span<int> shape = [rows, columns];
        Span<double> result = outputs[0].Reset(a.Type, shape);
        Span<double> x = a.Values, w = b.Values;
        int aRow = transposeA ? 1 : inner, aStep = transposeA ? rows : 1, bColumn = transposeB ? inner : 1, bStep = transposeB ? 1 : columns;
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            int p = i / columns * aRow, q = i % columns * bColumn;
            for (int k = 0; k < inner; k++, p += aStep, q += bStep) sum += x[p] * w[q];
            result[i] = alpha * sum;
        }

        AddBias(Find(inputs, 2), result, shape);
        for (int i = 0; i < result.Length; i++) result[i] = Tensor.Round(a.Type, result[i]);
    }

    private void AddBias(Tensor? bias, Span<double> result, ReadOnlySpan<int> shape)
    {
        if (bias is null) return;
        Span<int> common = stackalloc int[Math.Max(bias.Rank, 2)];
        Broadcast.Shape(bias.Shape, shape, common);
        if (!common.SequenceEqual(shape)) throw new GraphFaultException("a bias that is larger than the product");
        for (int i = 0; i < result.Length; i++) result[i] += beta * bias.Values[Broadcast.Index(i, shape, bias.Shape)];
    }
}
