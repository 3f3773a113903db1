namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Weighted k-means of numbers. Clusters of numbers are intervals, so dynamic programming finds the optimum (Wang and Song
/// 2011, "Ckmeans.1d.dp"); as the best last interval starts never earlier for a longer prefix, each row of the table is
/// filled by halving, in O(k n log n). With more than <see cref="MostExact"/> distinct values it is Lloyd's algorithm
/// (1982) instead, the better of a start at quantiles and a start at evenly spaced levels.
/// </summary>
internal sealed class LineClusters
{
    /// <summary>Distinct values up to which the optimum is found; its table has n · k entries of 4 bytes.</summary>
    public const int MostExact = 20_000;

    private const int LloydRounds = 100;

    private readonly double[] _value; // [distinct value], ascending, minus the origin
    private readonly double _origin; // near the values, so that sums of squares keep their digits
    private readonly double[] _weight, _first, _second; // [distinct value + 1]: sums of w, w·x, w·x² before it

    private LineClusters(ReadOnlySpan<float> values, ReadOnlySpan<float> importance)
    {
        float[] sorted = values.ToArray();
        float[] weights = new float[sorted.Length];
        if (importance.IsEmpty) Array.Fill(weights, 1);
        else importance.CopyTo(weights);
        if (weights.Any(weight => !(weight >= 0 && float.IsFinite(weight))))
            throw new ArgumentException("Importances are finite and not negative.", nameof(importance));
        // No cell may be free: its value still has to be near a level.
        if (weights.Max() == 0) Array.Fill(weights, 1);
        double least = weights.Max() * 1e-6;
        Array.Sort(sorted, weights);
        ClippingRange.Of(sorted);
        _origin = sorted[sorted.Length / 2];
        float[] distinct = [.. sorted.Distinct()];
        _value = [.. distinct.Select(value => value - _origin)];
        _weight = new double[distinct.Length + 1];
        _first = new double[distinct.Length + 1];
        _second = new double[distinct.Length + 1];
        for (int i = 0, at = 0; i < distinct.Length; i++)
        {
            double weight = 0;
            for (; at < sorted.Length && sorted[at] == distinct[i]; at++) weight += Math.Max(weights[at], least);
            _weight[i + 1] = _weight[i] + weight;
            _first[i + 1] = _first[i] + weight * _value[i];
            _second[i + 1] = _second[i] + weight * _value[i] * _value[i];
        }
    }

    /// <summary>The centres, ascending; as many as there are distinct values where those are fewer than <paramref name="count"/>.</summary>
    public static double[] Centres(ReadOnlySpan<float> values, ReadOnlySpan<float> importance, int count)
    {
        if (values.IsEmpty) return [0];
        var line = new LineClusters(values, importance);
        count = Math.Min(count, line._value.Length);
        return line.Centres(line._value.Length <= MostExact ? line.Optimal(count) : line.Lloyd(count));
    }

    /// <summary>The same by Lloyd's algorithm whatever the size; for comparison.</summary>
    internal static double[] LloydCentres(ReadOnlySpan<float> values, int count)
    {
        var line = new LineClusters(values, default);
        return line.Centres(line.Lloyd(Math.Min(count, line._value.Length)));
    }

    // starts: [cluster + 1], first value of each cluster, ending with the number of values.
    private double[] Centres(int[] starts) =>
        [.. Enumerable.Range(0, starts.Length - 1).Where(c => starts[c] < starts[c + 1]).Select(c => Mean(starts[c], starts[c + 1]) + _origin)];

    private double Mean(int from, int to) => (_first[to] - _first[from]) / (_weight[to] - _weight[from]);

    private double Cost(int from, int to)
    {
        double first = _first[to] - _first[from];
        return Math.Max(_second[to] - _second[from] - first * first / (_weight[to] - _weight[from]), 0);
    }

    private int[] Optimal(int count)
    {
        int n = _value.Length;
        double[] before = new double[n + 1], now = new double[n + 1]; // [prefix]: least cost with so many clusters
        for (int to = 1; to <= n; to++) before[to] = Cost(0, to);
        int[][] start = new int[count + 1][]; // [clusters][prefix]: where the last cluster starts
        for (int clusters = 2; clusters <= count; clusters++)
        {
            start[clusters] = new int[n + 1];
            Halve(clusters, n, clusters - 1, n - 1, before, now, start[clusters]);
            (before, now) = (now, before);
        }

        int[] starts = new int[count + 1];
        starts[count] = n;
        for (int clusters = count; clusters >= 2; clusters--) starts[clusters - 1] = start[clusters][starts[clusters]];
        return starts;
    }

    /// <summary>Fills prefixes from … to, whose last cluster starts within low … high.</summary>
    private void Halve(int from, int to, int low, int high, double[] before, double[] now, int[] start)
    {
        if (from > to) return;
        int middle = (from + to) / 2, best = low;
        double least = double.PositiveInfinity;
        for (int split = low; split <= Math.Min(high, middle - 1); split++)
        {
            double cost = before[split] + Cost(split, middle);
            if (cost < least) (least, best) = (cost, split);
        }

        (now[middle], start[middle]) = (least, best);
        Halve(from, middle - 1, low, best, before, now, start);
        Halve(middle + 1, to, best, high, before, now, start);
    }

    private int[] Lloyd(int count)
    {
        double all = _weight[^1], low = _value[0], width = (_value[^1] - low) / Math.Max(count - 1, 1);
        int[] quantiles = Improve([.. Enumerable.Range(0, count).Select(c => At(_weight, (c + 0.5) / count * all))]);
        int[] even = Improve([.. Enumerable.Range(0, count).Select(c => low + c * width)]);
        return Total(quantiles) <= Total(even) ? quantiles : even;
    }

    private double At(double[] sums, double sum)
    {
        int at = Array.BinarySearch(sums, sum);
        return _value[Math.Clamp(at < 0 ? ~at - 1 : at, 0, _value.Length - 1)];
    }

    private double Total(int[] starts)
    {
        double sum = 0;
        for (int c = 0; c + 1 < starts.Length; c++)
            if (starts[c] < starts[c + 1]) sum += Cost(starts[c], starts[c + 1]);
        return sum;
    }

    // Empty clusters keep their centre: in one dimension it stays between its neighbours and may win values back.
    private int[] Improve(double[] centres)
    {
        int[] starts = Borders(centres);
        for (int round = 0; round < LloydRounds; round++)
        {
            for (int c = 0; c < centres.Length; c++)
                if (starts[c] < starts[c + 1]) centres[c] = Mean(starts[c], starts[c + 1]);
            int[] next = Borders(centres);
            if (next.AsSpan().SequenceEqual(starts)) break;
            starts = next;
        }

        return starts;
    }

    private int[] Borders(double[] centres)
    {
        int[] starts = new int[centres.Length + 1];
        starts[^1] = _value.Length;
        for (int c = 1; c < centres.Length; c++)
        {
            int at = Array.BinarySearch(_value, (centres[c - 1] + centres[c]) / 2);
            starts[c] = Math.Max(starts[c - 1], at < 0 ? ~at : at);
        }

        return starts;
    }
}
