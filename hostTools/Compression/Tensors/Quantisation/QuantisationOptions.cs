namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>How to round a matrix to evenly spaced levels.</summary>
/// <param name="Bits">8, 4 or 2.</param>
/// <param name="Granularity">Which cells share a scale.</param>
/// <param name="Symmetric">Zero in the middle of the levels: no zero-point to store or to multiply with.</param>
/// <param name="Calibrator">Chooses each block's range; null is <see cref="Quantisation.Calibrator.MinMax"/>.</param>
public sealed record QuantisationOptions(int Bits, Granularity Granularity, bool Symmetric = true, Calibrator? Calibrator = null)
{
    /// <summary>[block]: the grid of each block of a matrix.</summary>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public LinearGrid[] Grids(Matrix weights)
    {
        var grids = new LinearGrid[Granularity.Blocks(weights.Rows, weights.Columns)];
        for (int block = 0; block < grids.Length; block++)
        {
            (int start, int length) = Granularity.Cells(block, weights.Rows, weights.Columns);
            ClippingRange range = (Calibrator ?? Quantisation.Calibrator.MinMax).Range(weights.Data.AsSpan(start, length), Bits, Symmetric);
            grids[block] = LinearGrid.Over(range, Bits, Symmetric);
        }

        return grids;
    }
}
