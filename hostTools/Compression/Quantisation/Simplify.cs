using Endcap.Compression.Blobs;

namespace Endcap.Compression.Quantisation;

/// <summary>
/// Makes a product's tables smaller: single-feature tables join pair tables that have the feature, pairs that are
/// (nearly) sums of two single-feature functions come apart, rows and columns that are (nearly) equal are joined, and
/// tables whose whole range does not matter become a constant. With tolerance 0 all of it is exact.
/// </summary>
public static class Simplify
{
    // Bytes that a table costs besides its cells: cut mask and its share of the group's header.
    private const int TableOverhead = 3;

    /// <summary>Simplifies the tables of one product.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="tolerance">Largest change of a cell by one simplification, in score units.</param>
    /// <param name="calibration">Weights of bins.</param>
    /// <param name="constant">Receives what tables leave behind.</param>
    public static List<CutTable> Run(IReadOnlyList<CutTable> tables, double tolerance, Calibration calibration, ref double constant)
    {
        List<CutTable> result = [.. tables];
        if (tolerance > 0) SplitSums(result, tolerance, calibration);
        FoldSingles(result);
        for (int t = result.Count - 1; t >= 0; t--)
        {
            CutTable table = result[t];
            if (tolerance > 0) table = RowJoiner.Columns(RowJoiner.Rows(table, tolerance, calibration), tolerance, calibration);
            result[t] = table;
            if (table.Range > 2 * tolerance && table.Cells.Length > 1) continue;
            constant += (table.Cells.Max() + table.Cells.Min()) / 2;
            result.RemoveAt(t);
        }

        return result;
    }

    /// <summary>Joins each single-feature table to the pair table where it adds the fewest cells, if that saves bytes.</summary>
    public static void FoldSingles(List<CutTable> tables)
    {
        for (int t = tables.Count - 1; t >= 0; t--)
        {
            CutTable single = tables[t];
            if (single.G >= 0) continue;
            int best = FindHost(tables, single.F, single.CutsF, t, out int growth);
            if (best < 0 || growth > single.Cells.Length + TableOverhead) continue;
            tables[best] = tables[best].Plus(single.F, single.CutsF, single.Cells);
            tables.RemoveAt(t);
        }
    }

    private static int FindHost(List<CutTable> tables, int feature, int cuts, int except, out int growth)
    {
        int best = -1;
        growth = int.MaxValue;
        for (int t = 0; t < tables.Count; t++)
        {
            if (t == except || !tables[t].Has(feature)) continue;
            int cells = tables[t].Growth(feature, cuts);
            if (cells >= growth) continue;
            growth = cells;
            best = t;
        }

        return best;
    }

    private static void SplitSums(List<CutTable> tables, double tolerance, Calibration calibration)
    {
        for (int t = tables.Count - 1; t >= 0; t--)
        {
            CutTable table = tables[t];
            if (table.G < 0) continue;
            double residual = FitSum(table, calibration, out double[] rows, out double[] columns);
            if (residual > tolerance) continue;
            int hostF = FindHost(tables, table.F, table.CutsF, t, out int growthF);
            int hostG = FindHost(tables, table.G, table.CutsG, t, out int growthG);
            int costF = Math.Min(hostF < 0 ? int.MaxValue : growthF, rows.Length + TableOverhead);
            int costG = Math.Min(hostG < 0 ? int.MaxValue : growthG, columns.Length + TableOverhead);
            if (costF + costG >= table.Cells.Length + TableOverhead) continue;
            tables.RemoveAt(t);
            Place(tables, table.F, table.CutsF, rows);
            Place(tables, table.G, table.CutsG, columns);
        }
    }

    private static void Place(List<CutTable> tables, int feature, int cuts, double[] values)
    {
        int host = FindHost(tables, feature, cuts, -1, out int growth);
        if (host >= 0 && growth <= values.Length + TableOverhead) tables[host] = tables[host].Plus(feature, cuts, values);
        else tables.Add(new CutTable(feature, -1, cuts, 0, values));
    }

    // The weighted least-squares fit rows + columns to a table (main effects); answers the largest residual.
    private static double FitSum(CutTable table, Calibration calibration, out double[] rows, out double[] columns)
    {
        double[] weightF = Weights(calibration.Frequency(table.F), table.CutsF);
        double[] weightG = Weights(calibration.Frequency(table.G), table.CutsG);
        rows = new double[table.Rows];
        columns = new double[table.Columns];
        double mean = 0;
        for (int r = 0; r < table.Rows; r++)
            for (int c = 0; c < table.Columns; c++)
            {
                double value = table.Cells[r * table.Columns + c];
                rows[r] += weightG[c] * value;
                columns[c] += weightF[r] * value;
                mean += weightF[r] * weightG[c] * value;
            }

        double largest = 0;
        for (int r = 0; r < table.Rows; r++)
            for (int c = 0; c < table.Columns; c++)
                largest = Math.Max(largest, Math.Abs(table.Cells[r * table.Columns + c] - rows[r] - columns[c] + mean));
        for (int c = 0; c < table.Columns; c++) columns[c] -= mean;
        return largest;
    }

    /// <summary>Weights of runs of bins.</summary>
    public static double[] Weights(double[] frequency, int cuts)
    {
        double[] weights = new double[CutMask.Parts(cuts)];
        for (int bin = 0; bin < frequency.Length; bin++) weights[CutMask.PartOf(cuts, bin)] += frequency[bin];
        return weights;
    }
}
