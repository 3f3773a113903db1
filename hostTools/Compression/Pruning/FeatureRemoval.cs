using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>Takes features out of an ensemble: at their splits every row goes where most training rows go.</summary>
public static class FeatureRemoval
{
    /// <summary>The ensemble without splits on some features.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="features">Numbers in the schema.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, IReadOnlyCollection<int> features) =>
        Run(model, RowsAt(model, data), features);

    /// <summary>The same, of rows that were counted before.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="reached">What <see cref="RowsAt"/> answered.</param>
    /// <param name="features">Numbers in the schema.</param>
    public static TreeEnsemble Run(TreeEnsemble model, int[][] reached, IReadOnlyCollection<int> features) =>
        Ensembles.Cleaned(model, model.BaseScore, model.Trees.Select((tree, t) => Without(tree, reached[t], features)));

    /// <summary>[tree][node]: rows that reach the node.</summary>
    public static int[][] RowsAt(TreeEnsemble model, BinnedDataset data)
    {
        var reached = new int[model.Trees.Count][];
        Parallel.For(0, reached.Length, t => reached[t] = CountRows(model.Trees[t], data));
        return reached;
    }

    private static Tree Without(Tree tree, int[] reached, IReadOnlyCollection<int> features)
    {
        if (!tree.Feature.Any(feature => feature >= 0 && features.Contains(feature))) return tree;
        var child = new int[tree.NodeCount];
        for (int node = 0; node < child.Length; node++)
        {
            child[node] = node;
            if (tree.Feature[node] < 0 || !features.Contains(tree.Feature[node])) continue;
            child[node] = reached[tree.Right[node]] > reached[node + 1] ? tree.Right[node] : node + 1;
        }

        return TreeEdit.Shortcut(tree, child);
    }

    private static int[] CountRows(Tree tree, BinnedDataset data)
    {
        var reached = new int[tree.NodeCount];
        for (int row = 0; row < data.RowCount; row++)
        {
            int node = 0;
            for (int f; (f = tree.Feature[node]) >= 0;)
            {
                reached[node]++;
                node = tree.Left[node].Contains(data.Columns[f][row]) ? node + 1 : tree.Right[node];
            }

            reached[node]++;
        }

        return reached;
    }
}
