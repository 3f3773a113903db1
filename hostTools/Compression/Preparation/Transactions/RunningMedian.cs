namespace Endcap.Compression.Preparation.Transactions;

/// <summary>The median of all numbers so far, by two heaps: O(log n) a number.</summary>
internal sealed class RunningMedian
{
    private readonly PriorityQueue<double, double> _low = new(); // the smaller half, the largest first
    private readonly PriorityQueue<double, double> _high = new(); // the larger half, the smallest first

    /// <summary>The middle, or the mean of the two in the middle; NaN before the first number.</summary>
    public double Value => _low.Count == 0 ? double.NaN : _low.Count > _high.Count ? _low.Peek() : (_low.Peek() + _high.Peek()) / 2;

    /// <summary>Adds a finite number.</summary>
    public void Add(double number)
    {
        if (_low.Count == 0 || number <= _low.Peek()) _low.Enqueue(number, -number);
        else _high.Enqueue(number, number);
        if (_low.Count > _high.Count + 1) Move(_low, _high, 1);
        else if (_high.Count > _low.Count) Move(_high, _low, -1);
    }

    private static void Move(PriorityQueue<double, double> from, PriorityQueue<double, double> to, int sign)
    {
        double number = from.Dequeue();
        to.Enqueue(number, sign * number);
    }
}
