using Endcap.Compression.Datasets;

namespace Endcap.Compression.Search;

/// <summary>
/// How sure a measured loss is. The held-out groups are cut into blocks of neighbours (the groups of a shopper mostly stand
/// together, and are not independent); the block means of the paired difference between candidate and input model vary, and
/// from that follows the standard error of their mean. Of many candidates the smallest within a floor is easily one that the
/// held-out rows flatter; asking for the loss and a margin of standard errors (after the "one-standard-error rule": Breiman,
/// Friedman, Olshen and Stone, Classification and Regression Trees, 1984, 3.4.3) takes most of that back.
/// </summary>
public sealed class LossBlocks
{
    /// <summary>Blocks at most.</summary>
    public const int Most = 25;

    private const int LeastGroupsOfABlock = 8;

    private readonly QualityMetric _metric;
    private readonly double _reference;
    private readonly int[] _firstRow; // [block + 1]
    private readonly BinnedDataset[] _parts;
    private readonly double[] _losses; // [block]: of the input model's own scores

    /// <summary>Prepares.</summary>
    /// <param name="data">Held-out rows.</param>
    /// <param name="metric">What quality is.</param>
    /// <param name="scores">[row]: the input model's scores in floating point.</param>
    public LossBlocks(BinnedDataset data, QualityMetric metric, double[] scores)
    {
        (_metric, _reference) = (metric, metric.Of(scores, data));
        int blocks = Math.Min(Most, data.GroupCount / LeastGroupsOfABlock);
        int[] groups = [.. Enumerable.Range(0, blocks + 1).Select(block => blocks == 0 ? 0 : (int)((long)data.GroupCount * block / blocks))];
        _firstRow = [.. groups.Select(group => data.GroupStarts[group])];
        _parts = [.. Enumerable.Range(0, blocks).Select(block => Part(data, groups[block], groups[block + 1]))];
        _losses = Losses(scores);
    }

    /// <summary>The standard error of a candidate's relative loss; 0 where the groups are too few to say.</summary>
    /// <param name="scores">[row]: the candidate's scores.</param>
    public double ErrorOf(double[] scores)
    {
        double[] losses = Losses(scores);
        return StandardError([.. losses.Select((loss, block) => loss - _losses[block]).Where(double.IsFinite)]);
    }

    /// <summary>The standard error of the mean of independent values: √(Σ(x − mean)² / (n − 1) / n); 0 for fewer than two.</summary>
    public static double StandardError(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return 0;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }

    private double[] Losses(double[] scores) =>
        [.. _parts.Select((part, block) => _metric.Loss(_metric.Of(scores[_firstRow[block].._firstRow[block + 1]], part), _reference))];

    // Metrics look at labels and groups only.
    private static BinnedDataset Part(BinnedDataset data, int from, int to)
    {
        int first = data.GroupStarts[from], end = data.GroupStarts[to];
        return new BinnedDataset(data.Schema, [], data.Labels[first..end], [.. data.GroupStarts[from..(to + 1)].Select(row => row - first)]);
    }
}
