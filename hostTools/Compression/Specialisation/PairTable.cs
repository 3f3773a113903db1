namespace Endcap.Compression.Specialisation;

/// <summary>A table over one or two run-time features in their full bins: what a product's trees collapse to.</summary>
/// <param name="F">Run-time number of the row feature.</param>
/// <param name="G">Run-time number of the column feature, or −1.</param>
/// <param name="Rows">Bins of F.</param>
/// <param name="Columns">Bins of G, or 1.</param>
/// <param name="Cells">[row · Columns + column]: score.</param>
public sealed record PairTable(int F, int G, int Rows, int Columns, double[] Cells)
{
    /// <summary>The cell of a profile. <paramref name="bins"/>: [run-time number].</summary>
    public double Lookup(ReadOnlySpan<byte> bins) => Cells[bins[F] * Columns + (G < 0 ? 0 : bins[G])];
}
