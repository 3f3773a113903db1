using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation.Dense;

namespace Endcap.Compression.Evaluation;

/// <summary>Two products whose order may differ between label and float model, as far as the blob alone can tell.</summary>
/// <param name="First">Product number.</param>
/// <param name="Second">Product number.</param>
/// <param name="Low">Smallest integer score of the first minus that of the second, in steps.</param>
/// <param name="High">Largest such difference.</param>
/// <param name="CertainlyClose">True when a profile whose scores are so close that they could swap exists for certain.</param>
public sealed record OpenPair(int First, int Second, double Low, double High, bool CertainlyClose);

/// <summary>
/// What a blob says about its own order, without the model: every score is within the stored worst-case error E of the
/// float model's, so two products can only swap where their scores differ by at most 2·E. The range of the difference
/// over all profiles is computed on the integer tables (exactly, unless MaxSum says otherwise); residual trees and networks
/// count with bounds of their range. With the model at hand <see cref="ScoreProof"/> is sharper.
/// </summary>
public sealed class BlobProof
{
    private readonly BlobContent _content;
    private readonly int _sharedCount, _affinityCount;
    private readonly double _within;
    private readonly List<(TableGroup Group, BlobTable Table)>[] _tables;

    /// <summary>Prepares a proof.</summary>
    /// <param name="content">A blob with numbers.</param>
    public BlobProof(BlobContent content)
    {
        ScoreNumbers numbers = content.Numbers ?? throw new ArgumentException("The blob has no numbers.", nameof(content));
        _content = content;
        _affinityCount = content.Features.Count(feature => feature.Scope == 2);
        _sharedCount = content.Features.Count - _affinityCount;
        _within = 2.0 * numbers.WorstError / Math.Abs(numbers.Step);
        _tables = [.. content.Base.Select(_ => new List<(TableGroup, BlobTable)>())];
        foreach (TableGroup group in content.Tables?.Groups ?? [])
            foreach (BlobTable table in group.Tables) _tables[table.Product].Add((group, table));
    }

    /// <summary>The pairs that could swap; every other pair never does, whatever the profile.</summary>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    public List<OpenPair> OpenPairs(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        ProductPairs.Select(_content.Base.Length, PairOf, progress, cancellation);

    private OpenPair? PairOf(int p, int q)
    {
        var difference = new TableSum(_sharedCount, _affinityCount);
        AddTables(difference, p, 1);
        AddTables(difference, q, -1);
        (double lowP, double highP) = RangeOfTrees(p);
        (double lowQ, double highQ) = RangeOfTrees(q);
        Interval networkP = DenseRange.Of(_content, p), networkQ = DenseRange.Of(_content, q);
        double restLow = lowP - highQ + networkP.Low - networkQ.High, restHigh = highP - lowQ + networkP.High - networkQ.Low;
        bool exact = lowP == highP && lowQ == highQ && networkP.Low == networkP.High && networkQ.Low == networkQ.High;
        difference.Range(out double low, out double high, quick: true);
        // Not a number (a damaged step) must not pass for a proof.
        if (low + restLow > _within || high + restHigh < -_within) return null;
        exact &= difference.Range(out low, out high);
        low += restLow;
        high += restHigh;
        if (low > _within || high < -_within) return null;
        return new OpenPair(p, q, low, high, exact && (Math.Abs(low) <= _within || Math.Abs(high) <= _within));
    }

    private void AddTables(TableSum sum, int product, int sign)
    {
        sum.Add(sign * _content.Base[product]);
        foreach ((TableGroup group, BlobTable table) in _tables[product])
            sum.Add(product, group.F, group.G, table.CutsF, table.CutsG, sign * (1 << table.Shift),
                Array.ConvertAll(table.Cells, cell => (double)cell));
    }

    private (double Low, double High) RangeOfTrees(int product)
    {
        double low = 0, high = 0;
        foreach (BlobTree tree in _content.Trees?.Trees ?? [])
        {
            if (tree.Product >= 0 && tree.Product != product) continue;
            IEnumerable<int> leaves = tree.Nodes.Where(node => node.Feature < 0).Select(node => node.Value << tree.Shift);
            low += leaves.Min();
            high += leaves.Max();
        }

        return (low, high);
    }
}
