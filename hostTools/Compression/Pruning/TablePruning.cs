using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Pruning;

/// <summary>
/// Prunes what a label stores: on a shelf, the leaves whose paths test the same run-time features become one table per product.
/// All splits that make paths need one set of features go together, the set with the least second-order saliency first.
/// </summary>
public static class TablePruning
{
    /// <summary>The sets of two or more run-time features that paths of the ensemble test: its tables but the single-feature ones.</summary>
    public static int TableCount(TreeEnsemble model)
    {
        int[] numberOf = new RuntimeFeatures(model.Schema).NumberOf;
        return model.Trees.SelectMany(tree => TopsOf(tree, numberOf).Select(top => top.Key)).Distinct().Count();
    }

    /// <summary>The ensemble with at most so many sets left. Leaves are not refitted: <see cref="LeafRefit"/>.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">What is cheap.</param>
    /// <param name="keep">Sets to keep, 0 or more.</param>
    /// <param name="lambda">L2 penalty of the second-order criterion.</param>
    /// <param name="cancellation">Stops before the sweep.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, TreeSaliency saliency, int keep, double lambda = 1,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        int[] numberOf = new RuntimeFeatures(model.Schema).NumberOf;
        LeafSum[][] sums = new EnsembleRows(model, data, cancellation).AllSums(cancellation);
        var costs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var tops = new List<(string Key, int Tree, int Node, double Value)>();
        for (int t = 0; t < model.Trees.Count; t++)
        {
            foreach ((string key, int node) in TopsOf(model.Trees[t], numberOf))
            {
                (double cost, double value) = TreeSaliencies.Collapse(saliency, [.. LeavesBelow(model.Trees[t], node, sums[t])], lambda);
                costs[key] = costs.GetValueOrDefault(key) + cost;
                tops.Add((key, t, node, value));
            }
        }

        HashSet<string> gone = [.. costs.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(Math.Max(0, costs.Count - keep)).Select(pair => pair.Key)];
        double?[][] leafInstead = [.. model.Trees.Select(tree => new double?[tree.NodeCount])];
        foreach ((string key, int t, int node, double value) in tops)
            if (gone.Contains(key)) leafInstead[t][node] = value;
        return Ensembles.Cleaned(model, model.BaseScore, model.Trees.Select((tree, t) => TreeEdit.Collapse(tree, leafInstead[t])));
    }

    // Splits that bring a path to a new set of at least two run-time features, and that set.
    private static List<(string Key, int Node)> TopsOf(Tree tree, int[] numberOf)
    {
        var found = new List<(string Key, int Node)>();
        Visit(0, []);
        return found;

        void Visit(int node, SortedSet<int> above)
        {
            int feature = tree.Feature[node];
            if (feature < 0) return;
            SortedSet<int> here = above;
            if (numberOf[feature] >= 0 && !above.Contains(feature))
            {
                here = [.. above, feature];
                if (here.Count >= 2) found.Add((string.Join(' ', here), node));
            }

            Visit(node + 1, here);
            Visit(tree.Right[node], here);
        }
    }

    private static IEnumerable<LeafSum> LeavesBelow(Tree tree, int node, LeafSum[] sums) => tree.Feature[node] < 0
        ? [sums[node]]
        : LeavesBelow(tree, node + 1, sums).Concat(LeavesBelow(tree, tree.Right[node], sums));
}
