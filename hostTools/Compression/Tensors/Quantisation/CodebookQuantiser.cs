namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Non-linear levels: each block's values are clustered by k-means, and codes index the centres (Han, Mao and Dally 2016,
/// "Deep compression").
/// </summary>
public static class CodebookQuantiser
{
    /// <summary>Quantises a matrix.</summary>
    /// <param name="weights">The matrix.</param>
    /// <param name="levels">Values per codebook, 2 … 256. Up to 4 take 2 bits per weight, up to 16 take 4, more take 8.</param>
    /// <param name="granularity">Which cells share a codebook; a codebook costs 4 bytes per value.</param>
    /// <param name="importance">Weight of each cell's squared error (for example the inputs' second moments), or null: all alike.</param>
    /// <exception cref="ArgumentException">A weight is not finite, or an importance is negative or not finite.</exception>
    public static QuantisedMatrix Run(Matrix weights, int levels, Granularity granularity, Matrix? importance = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 256);
        importance?.RequireSameShape(weights);
        int blocks = granularity.Blocks(weights.Rows, weights.Columns);
        byte[] codes = new byte[weights.Data.Length];
        float[] codebook = new float[blocks * levels];
        for (int block = 0; block < blocks; block++)
        {
            (int start, int length) = granularity.Cells(block, weights.Rows, weights.Columns);
            ReadOnlySpan<float> values = weights.Data.AsSpan(start, length);
            ReadOnlySpan<float> own = importance is null ? default : importance.Data.AsSpan(start, length);
            Span<float> book = codebook.AsSpan(block * levels, levels);
            Fill(book, LineClusters.Centres(values, own, levels));
            for (int i = 0; i < length; i++) codes[start + i] = Nearest(book, values[i]);
        }

        return QuantisedMatrix.WithCodebook(weights.Rows, weights.Columns, BitsFor(levels), granularity, levels, codebook, codes);
    }

    /// <summary>The bits that number this many levels.</summary>
    public static int BitsFor(int levels) => levels <= 4 ? 2 : levels <= 16 ? 4 : 8;

    // Blocks with fewer distinct values than levels repeat the last one.
    private static void Fill(Span<float> book, double[] centres)
    {
        for (int i = 0; i < book.Length; i++) book[i] = (float)centres[Math.Min(i, centres.Length - 1)];
    }

    private static byte Nearest(ReadOnlySpan<float> ascending, float value)
    {
        int above = ascending.BinarySearch(value);
        if (above < 0) above = ~above;
        if (above == 0) return 0;
        if (above == ascending.Length) return (byte)(above - 1);
        return (byte)(value - (double)ascending[above - 1] <= ascending[above] - (double)value ? above - 1 : above);
    }
}
