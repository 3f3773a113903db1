namespace Endcap.Compression.Quantisation;

/// <summary>
/// Joins neighbouring rows (or columns) of a table, the most alike first, while no original cell moves by more than the
/// tolerance.
/// </summary>
internal sealed class RowJoiner
{
    private readonly CutTable _table;
    private readonly double _tolerance;

    // [row that is left]: its weight, the ends and the weighted mean of its original cells, and the cut after it.
    private readonly List<double> _weight;
    private readonly List<double[]> _low = [], _high = [], _mean = [];
    private readonly List<int> _cut = [];

    private RowJoiner(CutTable table, double tolerance, Calibration calibration)
    {
        _table = table;
        _tolerance = tolerance;
        _weight = [.. Simplify.Weights(calibration.Frequency(table.F), table.CutsF)];
        int cuts = table.CutsF;
        for (int r = 0; r < table.Rows; r++)
        {
            double[] row = table.Cells.AsSpan(r * table.Columns, table.Columns).ToArray();
            _low.Add(row);
            _high.Add(row);
            _mean.Add(row);
            _cut.Add(cuts & -cuts);
            cuts &= cuts - 1;
        }
    }

    /// <summary>Joins rows; the tolerance is in score units. A table without rows to join is answered as it is.</summary>
    public static CutTable Rows(CutTable table, double tolerance, Calibration calibration) =>
        new RowJoiner(table, tolerance, calibration).Run();

    /// <summary>Joins columns; see <see cref="Rows"/>.</summary>
    public static CutTable Columns(CutTable table, double tolerance, Calibration calibration)
    {
        if (table.G < 0) return table;
        CutTable turned = Rows(Turn(table), tolerance, calibration);
        return turned.CutsF == table.CutsG ? table : Turn(turned);
    }

    private static CutTable Turn(CutTable table)
    {
        double[] cells = new double[table.Cells.Length];
        for (int r = 0; r < table.Rows; r++)
            for (int c = 0; c < table.Columns; c++) cells[c * table.Rows + r] = table.Cells[r * table.Columns + c];
        return new CutTable(table.G, table.F, table.CutsG, table.CutsF, cells);
    }

    private CutTable Run()
    {
        for (int best = FindAlike(); best >= 0; best = FindAlike()) Join(best);
        if (_mean.Count == _table.Rows) return _table;
        int kept = 0;
        for (int r = 0; r + 1 < _mean.Count; r++) kept |= _cut[r];
        return new CutTable(_table.F, _table.G, kept, _table.CutsG, [.. _mean.SelectMany(row => row)]);
    }

    // The row most like the next one, or −1 when none may be joined.
    private int FindAlike()
    {
        int best = -1;
        double smallest = 2 * _tolerance;
        for (int r = 0; r + 1 < _mean.Count; r++)
        {
            double spread = Spread(_low[r], _high[r], _low[r + 1], _high[r + 1]);
            if (spread > smallest) continue;
            smallest = spread;
            best = r;
        }

        return best;
    }

    private void Join(int r)
    {
        double both = _weight[r] + _weight[r + 1];
        double share = _weight[r] / both;
        _low[r] = Combine(_low[r], _low[r + 1], Math.Min);
        _high[r] = Combine(_high[r], _high[r + 1], Math.Max);
        _mean[r] = Combine(_mean[r], _mean[r + 1], (a, b) => a * share + b * (1 - share));
        // The weighted mean must stay within the tolerance of both ends.
        for (int c = 0; c < _table.Columns; c++)
            _mean[r][c] = Within(_mean[r][c], _high[r][c] - _tolerance, _low[r][c] + _tolerance);
        _weight[r] = both;
        _cut[r] = _cut[r + 1];
        _low.RemoveAt(r + 1);
        _high.RemoveAt(r + 1);
        _mean.RemoveAt(r + 1);
        _weight.RemoveAt(r + 1);
        _cut.RemoveAt(r + 1);
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
