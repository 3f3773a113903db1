using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>
/// Product quantisation of embeddings (Jégou, Douze and Schmid 2011): each vector is cut into parts of equal width, and each
/// part becomes the number of the nearest of a few centres of its own codebook.
/// </summary>
public static class ProductQuantiser
{
    /// <summary>Learns the codebooks and codes all rows.</summary>
    /// <param name="embeddings">[vector][dimension].</param>
    /// <param name="parts">Number of parts; divides the number of dimensions.</param>
    /// <param name="centres">Centres per part, 2 … 256; up to 4 take 2 bits per code, up to 16 take 4, more take 8.</param>
    /// <param name="seed">The same seed gives the same codes.</param>
    /// <param name="codebook">How to round the centres themselves (a row is one centre), or null: floats.</param>
    /// <exception cref="ArgumentException">Parts do not divide the dimensions, or there are no vectors.</exception>
    public static ProductCodes Run(Matrix embeddings, int parts, int centres, int seed, QuantisationOptions? codebook = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(centres, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(centres, 256);
        if (embeddings.Rows == 0 || embeddings.Columns % parts != 0)
            throw new ArgumentException($"{parts} parts do not divide {embeddings.Rows} vectors of {embeddings.Columns}.", nameof(parts));
        int width = embeddings.Columns / parts;
        centres = Math.Min(centres, embeddings.Rows);
        var random = new Random(seed);
        var books = new Matrix(parts * centres, width);
        for (int part = 0; part < parts; part++)
            VectorClusters.Run(Part(embeddings, part, width), centres, random, new int[embeddings.Rows])
                .Data.CopyTo(books.Data, part * centres * width);
        QuantisedMatrix? rounded = codebook is null ? null : LinearQuantiser.Run(books, codebook);
        if (rounded is not null) books = rounded.Dequantise();
        int bits = CodebookQuantiser.BitsFor(centres);
        byte[] packed = BitPacking.Pack(Codes(embeddings, books, parts), parts, bits);
        return new ProductCodes(embeddings.Rows, parts, centres, width, bits, packed, books, rounded?.ByteSize ?? 4 * books.Data.Length);
    }

    // The centres as they will be used: the nearest rounded one may be another than the nearest exact one.
    private static byte[] Codes(Matrix embeddings, Matrix books, int parts)
    {
        byte[] codes = new byte[embeddings.Rows * parts];
        int centres = books.Rows / parts;
        int[] nearest = new int[embeddings.Rows];
        for (int part = 0; part < parts; part++)
        {
            var own = new Matrix(centres, books.Columns, books.Data[(part * centres * books.Columns)..((part + 1) * centres * books.Columns)]);
            VectorClusters.Assign(Part(embeddings, part, books.Columns), own, nearest, new float[embeddings.Rows]);
            for (int row = 0; row < embeddings.Rows; row++) codes[row * parts + part] = (byte)nearest[row];
        }

        return codes;
    }

    private static Matrix Part(Matrix embeddings, int part, int width)
    {
        var result = new Matrix(embeddings.Rows, width);
        for (int row = 0; row < result.Rows; row++) embeddings.Row(row).Slice(part * width, width).CopyTo(result.Row(row));
        return result;
    }
}
