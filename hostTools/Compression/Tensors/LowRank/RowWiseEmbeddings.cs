using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>
/// Embeddings with one scale per vector, the range of each chosen for the least squared error (Guan et al. 2019,
/// "Post-training 4-bit quantization on embedding tables"). Symmetric, so a product of two rows is an integer product times
/// two scales.
/// </summary>
public static class RowWiseEmbeddings
{
    /// <summary>Quantises embeddings.</summary>
    /// <param name="embeddings">[vector][dimension].</param>
    /// <param name="bits">8, 4 or 2.</param>
    public static QuantisedMatrix Run(Matrix embeddings, int bits) =>
        LinearQuantiser.Run(embeddings, new QuantisationOptions(bits, Granularity.Row, Symmetric: true, Calibrator.SquaredError));

    /// <summary>[vector]: product with a query row of another table of the same width, by integers until the last step.</summary>
    /// <exception cref="ArgumentException">A table is not row-wise and symmetric, or the widths differ.</exception>
    public static float[] Products(QuantisedMatrix embeddings, QuantisedMatrix queries, int query)
    {
        if (embeddings.Columns != queries.Columns)
            throw new ArgumentException($"{embeddings.Columns} and {queries.Columns} dimensions.", nameof(queries));
        Require(embeddings);
        Require(queries);
        byte[] codes = embeddings.Codes(), other = queries.Codes();
        float[] products = new float[embeddings.Rows];
        for (int row = 0; row < products.Length; row++)
        {
            int sum = 0;
            for (int d = 0; d < embeddings.Columns; d++)
                sum += (codes[row * embeddings.Columns + d] - embeddings.ZeroPoints[row])
                    * (other[query * queries.Columns + d] - queries.ZeroPoints[query]);
            products[row] = sum * embeddings.Scales[row] * queries.Scales[query];
        }

        return products;
    }

    private static void Require(QuantisedMatrix matrix)
    {
        if (!matrix.Symmetric || matrix.Granularity != Granularity.Row)
            throw new ArgumentException("Integer products need one symmetric scale per row.", nameof(matrix));
    }
}
