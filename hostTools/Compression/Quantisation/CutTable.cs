using Endcap.Compression.Blobs;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Quantisation;

/// <summary>A table over runs of bins: only as many rows and columns as the cells differ. Immutable.</summary>
/// <param name="F">Row feature (run-time number).</param>
/// <param name="G">Column feature, or −1.</param>
/// <param name="CutsF">Cuts between rows.</param>
/// <param name="CutsG">Cuts between columns.</param>
/// <param name="Cells">[row · Columns + column]: score.</param>
public sealed record CutTable(int F, int G, int CutsF, int CutsG, double[] Cells)
{
    /// <summary>Number of rows.</summary>
    public int Rows { get; } = CutMask.Parts(CutsF);

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = CutMask.Parts(CutsG);

    /// <summary>Largest minus smallest cell.</summary>
    public double Range => Cells.Length == 0 ? 0 : Cells.Max() - Cells.Min();

    /// <summary>Whether the table has the feature.</summary>
    public bool Has(int feature) => F == feature || G == feature;

    /// <summary>The same function with rows and columns that are equal to their neighbours joined. Exact.</summary>
    public static CutTable Of(PairTable table)
    {
        int cutsF = 0, cutsG = 0;
        for (int row = 1; row < table.Rows; row++)
            if (!Row(table, row - 1).SequenceEqual(Row(table, row))) cutsF |= 1 << (row - 1);
        for (int column = 1; column < table.Columns; column++)
            if (!SameColumn(table, column - 1, column)) cutsG |= 1 << (column - 1);
        int rows = CutMask.Parts(cutsF), columns = CutMask.Parts(cutsG);
        double[] cells = new double[rows * columns];
        for (int row = 0; row < table.Rows; row++)
            for (int column = 0; column < table.Columns; column++)
                cells[CutMask.PartOf(cutsF, row) * columns + CutMask.PartOf(cutsG, column)] = table.Cells[row * table.Columns + column];
        return new CutTable(table.F, table.G, cutsF, cutsG, cells);
    }

    /// <summary>How many cells more the table would have with these cuts of a feature.</summary>
    public int Growth(int feature, int cuts) => feature == F
        ? (CutMask.Parts(CutsF | cuts) - Rows) * Columns
        : (CutMask.Parts(CutsG | cuts) - Columns) * Rows;

    /// <summary>The table plus a function of one of its features.</summary>
    /// <param name="feature">F or G.</param>
    /// <param name="cuts">Cuts of the function.</param>
    /// <param name="values">[run]: the function.</param>
    public CutTable Plus(int feature, int cuts, double[] values)
    {
        int cutsF = feature == F ? CutsF | cuts : CutsF;
        int cutsG = feature == G ? CutsG | cuts : CutsG;
        int rows = CutMask.Parts(cutsF), columns = CutMask.Parts(cutsG);
        double[] cells = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            int binF = FirstBin(cutsF, row);
            int own = CutMask.PartOf(CutsF, binF) * Columns;
            for (int column = 0; column < columns; column++)
            {
                int binG = FirstBin(cutsG, column);
                double added = values[CutMask.PartOf(cuts, feature == F ? binF : binG)];
                cells[row * columns + column] = Cells[own + CutMask.PartOf(CutsG, binG)] + added;
            }
        }

        return new CutTable(F, G, cutsF, cutsG, cells);
    }

    /// <summary>The first bin of a run.</summary>
    public static int FirstBin(int cuts, int part)
    {
        for (; part > 1; part--) cuts &= cuts - 1;
        return part == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(cuts) + 1;
    }

    private static ReadOnlySpan<double> Row(PairTable table, int row) => table.Cells.AsSpan(row * table.Columns, table.Columns);

    private static bool SameColumn(PairTable table, int first, int second)
    {
        for (int at = 0; at < table.Cells.Length; at += table.Columns)
            if (table.Cells[at + first] != table.Cells[at + second]) return false;
        return true;
    }
}
