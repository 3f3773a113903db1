using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>How leaves are fitted again.</summary>
public sealed record RefitOptions
{
    /// <summary>How often each tree gets its turn; 1 or more.</summary>
    public int Passes { get; init; } = 2;

    /// <summary>L2 pull towards the values at the start, in units of the Hessian; 0 or more. Keeps a refit from undoing shrinkage.</summary>
    public double Anchor { get; init; } = 20;

    /// <summary>L1 penalty on leaf values; leaves that do not earn it become 0, and equal leaves join.</summary>
    public double L1 { get; init; }

    /// <summary>Share of each Newton step that is made; above 0 to 1.</summary>
    public double Rate { get; init; } = 1;
}

/// <summary>
/// Fits the leaf values of a given structure to the training objective: tree by tree (block coordinate descent), one Newton
/// step each; the leaves of a tree share no row, so their step is exact in the second-order model. Minimises
/// L(scores) + Σ ½ anchor (v − v₀)² + l1 |v|.
/// </summary>
public static class LeafRefit
{
    /// <summary>The ensemble with leaf values fitted again.</summary>
    /// <param name="model">The ensemble; its objective says the loss.</param>
    /// <param name="data">Training rows, binned by the model's schema.</param>
    /// <param name="options">See there.</param>
    /// <param name="cancellation">Stops between trees.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, RefitOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Passes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Anchor);
        ArgumentOutOfRangeException.ThrowIfNegative(options.L1);
        var rows = new EnsembleRows(model, data, cancellation);
        double[][] values = [.. model.Trees.Select(tree => (double[])tree.Value.Clone())];
        for (int pass = 0; pass < options.Passes; pass++)
        {
            for (int t = 0; t < values.Length; t++)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(rows, t, model.Trees[t], values[t], options);
            }
        }

        IEnumerable<Tree> trees = model.Trees.Select((tree, t) => new Tree(tree.Feature, tree.Left, tree.Right, values[t]));
        return Ensembles.Cleaned(model, model.BaseScore, trees);
    }

    /// <summary>The value that minimises G d + ½ H d² + ½ anchor (v − start)² + l1 |v| over v = value + d.</summary>
    internal static double BestValue(LeafSum leaf, double start, double anchor, double l1)
    {
        double curve = leaf.Hessian + anchor;
        if (curve <= 0) return leaf.Value;
        double pull = leaf.Pull + anchor * start;
        return Math.Sign(pull) * Math.Max(0, Math.Abs(pull) - l1) / curve;
    }

    private static void Step(EnsembleRows rows, int number, Tree tree, double[] values, RefitOptions options)
    {
        rows.Derive();
        int[] leaves = rows.LeavesOf(number);
        LeafSum[] sums = rows.SumsOf(number, leaves);
        var change = new double[values.Length];
        for (int node = 0; node < values.Length; node++)
        {
            if (tree.Feature[node] >= 0 || sums[node].Rows == 0) continue;
            double best = BestValue(sums[node] with { Value = values[node] }, tree.Value[node], options.Anchor, options.L1);
            double to = best == 0 && options.Rate == 1 ? 0 : values[node] + options.Rate * (best - values[node]);
            change[node] = to - values[node];
            values[node] = to;
        }

        rows.Move(leaves, change);
    }
}
