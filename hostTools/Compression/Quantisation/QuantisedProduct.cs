using Endcap.Compression.Blobs;

namespace Endcap.Compression.Quantisation;

/// <summary>One int8 table of a product. Cells count 2^Shift steps.</summary>
public sealed record QuantisedTable(int F, int G, int CutsF, int CutsG, int Shift, sbyte[] Cells)
{
    /// <summary>Number of columns.</summary>
    public int Columns => CutMask.Parts(CutsG);

    /// <summary>The table's part of a score, in steps. <paramref name="bins"/>: [run-time number].</summary>
    public int Lookup(ReadOnlySpan<byte> bins) =>
        Cells[CutMask.PartOf(CutsF, bins[F]) * Columns + (G < 0 ? 0 : CutMask.PartOf(CutsG, bins[G]))] << Shift;

    /// <summary>The same integers with equal neighbouring rows and columns joined.</summary>
    public QuantisedTable Joined()
    {
        int columns = Columns, rows = Cells.Length / columns;
        int keepF = 0, keepG = 0;
        for (int row = 1; row < rows; row++)
            if (!Cells.AsSpan((row - 1) * columns, columns).SequenceEqual(Cells.AsSpan(row * columns, columns))) keepF |= Cut(CutsF, row);
        for (int column = 1; column < columns; column++)
            for (int at = column; at < Cells.Length; at += columns)
                if (Cells[at] != Cells[at - 1]) keepG |= Cut(CutsG, column);
        if (keepF == CutsF && keepG == CutsG) return this;
        sbyte[] cells = new sbyte[CutMask.Parts(keepF) * CutMask.Parts(keepG)];
        for (int row = 0; row < CutMask.Parts(keepF); row++)
            for (int column = 0; column < CutMask.Parts(keepG); column++)
                cells[row * CutMask.Parts(keepG) + column] = Cells[CutMask.PartOf(CutsF, CutTable.FirstBin(keepF, row)) * columns
                    + CutMask.PartOf(CutsG, CutTable.FirstBin(keepG, column))];
        return this with { CutsF = keepF, CutsG = keepG, Cells = cells };
    }

    // The cut in front of a row or column.
    private static int Cut(int cuts, int part)
    {
        for (; part > 1; part--) cuts &= cuts - 1;
        return cuts & -cuts;
    }
}

/// <summary>A product's integer score: base + tables, in steps of the shelf's scale.</summary>
/// <param name="Base">Steps.</param>
/// <param name="Tables">The tables.</param>
public sealed record QuantisedProduct(int Base, IReadOnlyList<QuantisedTable> Tables)
{
    /// <summary>The score of a profile in steps, without residual trees.</summary>
    public int Score(ReadOnlySpan<byte> bins)
    {
        int sum = Base;
        for (int t = 0; t < Tables.Count; t++) sum += Tables[t].Lookup(bins);
        return sum;
    }
}
