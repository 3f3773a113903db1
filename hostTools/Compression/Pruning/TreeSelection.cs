using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>
/// Chooses trees by an L1 penalty: each gets a weight, and coordinate descent with Newton steps minimises
/// L(Σ w_t f_t) + l1 Σ w_t · splits_t / mean splits (a Lasso whose price is size). A weight that reaches 0 drops its tree.
/// </summary>
public static class TreeSelection
{
    // Weights above this would make up for many dropped trees by one; a refit does that better.
    private const double MostWeight = 4;

    /// <summary>The trees that earn their price, their leaves multiplied by their weights.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="l1">Price of a tree of mean size, in units of the loss; 0 or more.</param>
    /// <param name="passes">Rounds of coordinate descent.</param>
    /// <param name="cancellation">Stops between trees.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, double l1, int passes = 3, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(l1);
        if (model.Trees.Count == 0) return model;
        var rows = new EnsembleRows(model, data, cancellation);
        double[] weights = [.. Enumerable.Repeat(1.0, model.Trees.Count)];
        double meanSplits = Math.Max(1.0, (double)Ensembles.SplitCount(model) / model.Trees.Count);
        for (int pass = 0; pass < passes; pass++)
        {
            for (int t = 0; t < weights.Length; t++)
            {
                cancellation.ThrowIfCancellationRequested();
                Tree tree = model.Trees[t];
                double weight = BestWeight(rows, t, tree, weights[t], l1 * (tree.NodeCount / 2) / meanSplits, out int[] leaves);
                rows.Move(leaves, [.. tree.Value.Select(value => (weight - weights[t]) * value)]);
                weights[t] = weight;
            }
        }

        return Ensembles.Cleaned(model, model.BaseScore, model.Trees.Select((tree, t) =>
            new Tree(tree.Feature, tree.Left, tree.Right, [.. tree.Value.Select(value => weights[t] * value)])));
    }

    // argmin over w ≥ 0 of G (w − w₀) + ½ H (w − w₀)² + price w, G and H along the tree's own scores
    private static double BestWeight(EnsembleRows rows, int number, Tree tree, double weight, double price, out int[] leaves)
    {
        rows.Derive();
        leaves = rows.LeavesOf(number);
        double slope = 0, curve = 0;
        for (int row = 0; row < leaves.Length; row++)
        {
            double value = tree.Value[leaves[row]];
            slope += rows.Gradient[row] * value;
            curve += rows.Hessian[row] * value * value;
        }

        return curve > 0 ? Math.Clamp((curve * weight - slope - price) / curve, 0, MostWeight) : 0;
    }
}
