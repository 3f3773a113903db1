using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models;

/// <summary>A sum of trees over the bins of a schema. Scores are raw (before any sigmoid).</summary>
public sealed class TreeEnsemble : BinModel
{
    /// <summary>Creates an ensemble.</summary>
    /// <param name="schema">Describes the features.</param>
    /// <param name="objective">The objective it was trained for: logistic, squared, pairwise or lambdarank.</param>
    /// <param name="baseScore">Added to every score.</param>
    /// <param name="trees">The trees, in training order.</param>
    public TreeEnsemble(Schema schema, string objective, double baseScore, IReadOnlyList<Tree> trees)
        : base(schema, objective)
    {
        BaseScore = baseScore;
        Trees = trees;
    }

    /// <summary>Added to every score.</summary>
    public double BaseScore { get; }

    /// <summary>The trees, in training order.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>Number of nodes in all trees, leaves included.</summary>
    public int NodeCount => Trees.Sum(tree => tree.NodeCount);

    /// <inheritdoc/>
    public override double Score(ReadOnlySpan<byte> bins)
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
