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
            if (tolerance > 0) table = JoinColumns(JoinRows(table, tolerance, calibration), tolerance, calibration);
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

    private static CutTable JoinColumns(CutTable table, double tolerance, Calibration calibration)
    {
        if (table.G < 0) return table;
        CutTable turned = JoinRows(Turn(table), tolerance, calibration);
        return turned.CutsF == table.CutsG ? table : Turn(turned);
    }

    private static CutTable Turn(CutTable table)
    {
        double[] cells = new double[table.Cells.Length];
        for (int r = 0; r < table.Rows; r++)
            for (int c = 0; c < table.Columns; c++) cells[c * table.Rows + r] = table.Cells[r * table.Columns + c];
        return new CutTable(table.G, table.F, table.CutsG, table.CutsF, cells);
    }

    // Joins neighbouring rows, the most alike first, while no original cell moves by more than the tolerance.
    private static CutTable JoinRows(CutTable table, double tolerance, Calibration calibration)
    {
        int columns = table.Columns;
        List<double> weight = [.. Weights(calibration.Frequency(table.F), table.CutsF)];
        List<double[]> low = [], high = [], mean = [];
        List<int> cut = [];
        int cuts = table.CutsF;
        for (int r = 0; r < table.Rows; r++)
        {
            double[] row = table.Cells.AsSpan(r * columns, columns).ToArray();
            low.Add(row);
            high.Add(row);
            mean.Add(row);
            cut.Add(cuts & -cuts);
            cuts &= cuts - 1;
        }

        while (mean.Count > 1)
        {
            int best = -1;
            double smallest = 2 * tolerance;
            for (int r = 0; r + 1 < mean.Count; r++)
            {
                double spread = Spread(low[r], high[r], low[r + 1], high[r + 1]);
                if (spread > smallest) continue;
                smallest = spread;
                best = r;
            }

            if (best < 0) break;
            Join(best);
        }

        if (mean.Count == table.Rows) return table;
        int kept = 0;
        for (int r = 0; r + 1 < mean.Count; r++) kept |= cut[r];
        return new CutTable(table.F, table.G, kept, table.CutsG, [.. mean.SelectMany(row => row)]);

        void Join(int r)
        {
            double both = weight[r] + weight[r + 1];
            double share = weight[r] / both;
            (low[r], high[r], mean[r]) = (Combine(low[r], low[r + 1], Math.Min), Combine(high[r], high[r + 1], Math.Max),
                Combine(mean[r], mean[r + 1], (a, b) => a * share + b * (1 - share)));
            // The weighted mean must stay within the tolerance of both ends.
            for (int c = 0; c < columns; c++) mean[r][c] = Within(mean[r][c], high[r][c] - tolerance, low[r][c] + tolerance);
            weight[r] = both;
            cut[r] = cut[r + 1];
            low.RemoveAt(r + 1);
            high.RemoveAt(r + 1);
            mean.RemoveAt(r + 1);
            weight.RemoveAt(r + 1);
            cut.RemoveAt(r + 1);
        }
    }

    // Ends exactly two tolerances apart leave one value, which rounding may have turned around.
    private static double Within(double value, double least, double most) =>
        least > most ? (least + most) / 2 : Math.Clamp(value, least, most);

    private static double[] Combine(double[] first, double[] second, Func<double, double, double> combine)
    {
        double[] result = new double[first.Length];
        for (int c = 0; c < result.Length; c++) result[c] = combine(first[c], second[c]);
        return result;
    }

    private static double Spread(double[] low, double[] high, double[] nextLow, double[] nextHigh)
    {
        double largest = 0;
        for (int c = 0; c < low.Length; c++)
            largest = Math.Max(largest, Math.Max(high[c], nextHigh[c]) - Math.Min(low[c], nextLow[c]));
        return largest;
    }
}
