using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models;

/// <summary>A sum of trees over the bins of a schema. Scores are raw (before any sigmoid).</summary>
public sealed class TreeEnsemble
{
    /// <summary>Creates an ensemble.</summary>
    /// <param name="schema">Describes the features.</param>
    /// <param name="objective">The objective it was trained for: logistic, squared, pairwise or lambdarank.</param>
    /// <param name="baseScore">Added to every score.</param>
    /// <param name="trees">The trees, in training order.</param>
    public TreeEnsemble(Schema schema, string objective, double baseScore, IReadOnlyList<Tree> trees)
    {
        Schema = schema;
        Objective = objective;
        BaseScore = baseScore;
        Trees = trees;
    }

    /// <summary>Describes the features.</summary>
    public Schema Schema { get; }

    /// <summary>logistic, squared, pairwise or lambdarank.</summary>
    public string Objective { get; }

    /// <summary>Added to every score.</summary>
    public double BaseScore { get; }

    /// <summary>The trees, in training order.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>[schema feature][bin]: how often each bin occurred in training, or null. The shelf build weighs bins by it.</summary>
    public IReadOnlyList<double[]>? BinCounts { get; init; }

    /// <summary>Number of nodes in all trees, leaves included.</summary>
    public int NodeCount => Trees.Sum(tree => tree.NodeCount);

    /// <summary>The raw score of one row. <paramref name="bins"/>: [feature].</summary>
    public double Score(ReadOnlySpan<byte> bins)
    {
        double sum = BaseScore;
        for (int t = 0; t < Trees.Count; t++)
        {
            Tree tree = Trees[t];
            sum += tree.Value[tree.FindLeaf(bins)];
        }

        return sum;
    }
}
