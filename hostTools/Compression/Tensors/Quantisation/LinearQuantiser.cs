namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>Rounds each weight to the nearest level of its block's grid.</summary>
public static class LinearQuantiser
{
    /// <summary>Quantises a matrix.</summary>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public static QuantisedMatrix Run(Matrix weights, QuantisationOptions options) => Run(weights, options, options.Grids(weights));

    /// <summary>Quantises a matrix on given grids.</summary>
    /// <param name="weights">The matrix.</param>
    /// <param name="options">Bits, granularity and symmetry of the grids.</param>
    /// <param name="grids">[block].</param>
    public static QuantisedMatrix Run(Matrix weights, QuantisationOptions options, LinearGrid[] grids)
    {
        byte[] codes = new byte[weights.Data.Length];
        for (int block = 0; block < grids.Length; block++)
        {
            (int start, int length) = options.Granularity.Cells(block, weights.Rows, weights.Columns);
            for (int i = start; i < start + length; i++) codes[i] = grids[block].Code(weights.Data[i]);
        }

        return QuantisedMatrix.Linear(weights.Rows, weights.Columns, options, grids, codes);
    }
}
