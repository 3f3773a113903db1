namespace Endcap.Compression.Models.Importing;

/// <summary>
/// Joins neighbouring intervals into at most so many bins at the least cost: a bin acts as one of its intervals does, and an
/// interval's cost is its weight × how far the score moves from it to that one. This is k-medians on a line, solved exactly by
/// dynamic programming; costs have the quadrangle inequality, so each layer takes O(n log n).
/// </summary>
internal sealed class BinMedians
{
    // Beyond so many intervals the least important edges go first, unweighed.
    private const int MostIntervals = 1024;

    private readonly double[] _position, _weights, _moments; // sums before interval i
    private readonly int _count;
    private int[] _from = [];

    private BinMedians(double[] steps, double[] weights)
    {
        _count = weights.Length;
        _position = new double[_count];
        for (int i = 1; i < _count; i++) _position[i] = _position[i - 1] + steps[i - 1];
        _weights = new double[_count + 1];
        _moments = new double[_count + 1];
        for (int i = 0; i < _count; i++)
        {
            _weights[i + 1] = _weights[i] + weights[i];
            _moments[i + 1] = _moments[i] + weights[i] * _position[i];
        }
    }

    /// <summary>Chooses the bins.</summary>
    /// <param name="steps">[edge]: how far the score moves across it, above 0; one less than the intervals.</param>
    /// <param name="weights">[interval]: above 0.</param>
    /// <param name="most">Bins, at least 1.</param>
    /// <returns>Per bin its first interval and the one that it acts as.</returns>
    public static (int First, int Acts)[] Join(double[] steps, double[] weights, int most)
    {
        if (weights.Length <= most) return [.. Enumerable.Range(0, weights.Length).Select(i => (i, i))];
        if (weights.Length <= MostIntervals) return new BinMedians(steps, weights).Solve(most);

        int[] kept = [.. Enumerable.Range(0, steps.Length).OrderByDescending(e => steps[e]).Take(MostIntervals - 1).Order()];
        int[] firsts = [0, .. kept.Select(edge => edge + 1)];
        double[] joined = new double[firsts.Length];
        for (int i = 0, part = 0; i < weights.Length; i++)
        {
            if (part + 1 < firsts.Length && firsts[part + 1] == i) part++;
            joined[part] += weights[i];
        }

        return [.. new BinMedians([.. kept.Select(edge => steps[edge])], joined).Solve(most)
            .Select(bin => (firsts[bin.First], firsts[bin.Acts]))];
    }

    private (int First, int Acts)[] Solve(int most)
    {
        double[] before = new double[_count + 1], now = new double[_count + 1]; // cost of the first i intervals
        Array.Fill(before, double.PositiveInfinity);
        before[0] = 0;
        var from = new int[most][];
        for (int bin = 0; bin < most; bin++)
        {
            from[bin] = _from = new int[_count + 1];
            Array.Fill(now, double.PositiveInfinity);
            Layer(before, now, 1, _count, 0, _count - 1);
            (before, now) = (now, before);
        }

        var bins = new (int, int)[most];
        for (int bin = most - 1, end = _count; bin >= 0; end = from[bin--][end])
            bins[bin] = (from[bin][end], Median(from[bin][end], end));
        return bins;
    }

    // now[end] for low ≤ end ≤ high, whose best starts lie in first … last.
    private void Layer(double[] before, double[] now, int low, int high, int first, int last)
    {
        if (low > high) return;
        int middle = (low + high) / 2;
        for (int start = first; start <= Math.Min(last, middle - 1); start++)
        {
            double cost = before[start] + Cost(start, middle);
            if (!(cost < now[middle])) continue;
            now[middle] = cost;
            _from[middle] = start;
        }

        int best = double.IsInfinity(now[middle]) ? first : _from[middle];
        Layer(before, now, low, middle - 1, first, best);
        Layer(before, now, middle + 1, high, best, last);
    }

    private int Median(int first, int end)
    {
        double half = (_weights[first] + _weights[end]) / 2;
        int low = first, high = end - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_weights[middle + 1] >= half) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private double Cost(int first, int end)
    {
        int median = Median(first, end);
        double at = _position[median];
        return at * (_weights[median] - _weights[first]) - (_moments[median] - _moments[first])
            + (_moments[end] - _moments[median]) - at * (_weights[end] - _weights[median]);
    }
}
