namespace Endcap.Compression.Evaluation;

/// <summary>
/// The largest worst-case error of many shelves, which need no exact answer each: one whose upper bound is not above the largest
/// so far is done. The largest of all does not depend on the order of the shelves. Thread-safe.
/// </summary>
internal sealed class LargestError
{
    private double _value;

    /// <summary>For builds whose errors nobody asks for: nothing is computed, and the blob's number means nothing.</summary>
    public static LargestError NotWanted { get; } = new() { _value = double.PositiveInfinity };

    /// <summary>The largest so far.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>Takes in a shelf's worst error; answers an upper bound of it that is at most the largest of all.</summary>
    public double Take(ScoreProof proof, out bool exact)
    {
        exact = false;
        double seen = Value;
        if (double.IsPositiveInfinity(seen)) return 0;
        double worst = proof.WorstError(out exact, seen);
        while (worst > seen && Interlocked.CompareExchange(ref _value, worst, seen) != seen) seen = Value;
        return worst;
    }
}
