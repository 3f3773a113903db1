using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>What is taken away at a time.</summary>
public enum PruneUnit
{
    /// <summary>A split whose children are leaves: two leaves become one.</summary>
    Leaves,

    /// <summary>Any subtree, cheapest per split first (weakest link, Breiman et al. 1984).</summary>
    Subtrees,

    /// <summary>Whole trees (structured pruning).</summary>
    Trees,
}

/// <summary>Prunes splits of a whole ensemble, the least salient first, in one sweep at today's scores.</summary>
public sealed class SubtreePruning
{
    private readonly IReadOnlyList<Tree> _trees;
    private readonly TreeSaliency _saliency;
    private readonly PruneUnit _unit;
    private readonly double _lambda;
    private readonly LeafSum[][] _sums; // [tree][node]; nodes that became leaves have their sums
    private readonly double?[][] _leafInstead;
    private readonly int[][] _parent, _version;
    private readonly PriorityQueue<(int Tree, int Node, int Version), (double Cost, int Tree, int Node)> _queue = new();

    private SubtreePruning(TreeEnsemble model, LeafSum[][] sums, TreeSaliency saliency, PruneUnit unit, double lambda)
    {
        (_trees, _sums, _saliency, _unit, _lambda) = (model.Trees, sums, saliency, unit, lambda);
        _leafInstead = [.. _trees.Select(tree => new double?[tree.NodeCount])];
        _version = [.. _trees.Select(tree => new int[tree.NodeCount])];
        _parent = [.. _trees.Select(ParentsOf)];
    }

    /// <summary>The ensemble with at most so many splits. Leaves are not refitted: <see cref="LeafRefit"/>.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">What is cheap.</param>
    /// <param name="unit">What is taken away at a time.</param>
    /// <param name="keepSplits">Splits to keep, 0 or more; whole units go, so fewer may be left.</param>
    /// <param name="lambda">L2 penalty of the second-order criterion.</param>
    /// <param name="cancellation">Stops before the sweep.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, TreeSaliency saliency, PruneUnit unit, int keepSplits,
        double lambda = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keepSplits);
        LeafSum[][] sums = new EnsembleRows(model, data, cancellation).AllSums(cancellation);
        var pruning = new SubtreePruning(model, sums, saliency, unit, lambda);
        pruning.Sweep(Ensembles.SplitCount(model) - keepSplits);
        return Ensembles.Cleaned(model, model.BaseScore, model.Trees.Select((tree, t) => TreeEdit.Collapse(tree, pruning._leafInstead[t])));
    }

    private void Sweep(int remove)
    {
        for (int t = 0; t < _trees.Count; t++)
            for (int node = 0; node < _trees[t].NodeCount; node++) Offer(t, node);
        while (remove > 0 && _queue.TryDequeue(out (int Tree, int Node, int Version) next, out _))
        {
            if (_version[next.Tree][next.Node] != next.Version || IsGone(next.Tree, next.Node)) continue;
            List<LeafSum> leaves = LeavesBelow(next.Tree, next.Node);
            remove -= leaves.Count - 1;
            Replace(next.Tree, next.Node, leaves);
        }
    }

    private void Replace(int t, int node, List<LeafSum> leaves)
    {
        double value = TreeSaliencies.Collapse(_saliency, [.. leaves], _lambda).Value;
        double rows = 0, gradient = 0, hessian = 0;
        foreach (LeafSum leaf in leaves)
        {
            LeafSum moved = leaf.At(value);
            rows += moved.Rows;
            gradient += moved.Gradient;
            hessian += moved.Hessian;
        }

        _sums[t][node] = new LeafSum(rows, gradient, hessian, value);
        _leafInstead[t][node] = value;
        for (int above = _parent[t][node]; above >= 0; above = _parent[t][above]) Offer(t, above);
    }

    // Offers what stands below a node as the next to go; an earlier offer of the node is void.
    private void Offer(int t, int node)
    {
        int version = ++_version[t][node];
        if (IsLeaf(t, node) || (_unit == PruneUnit.Trees && node != 0)) return;
        if (_unit == PruneUnit.Leaves && !(IsLeaf(t, node + 1) && IsLeaf(t, _trees[t].Right[node]))) return;
        List<LeafSum> leaves = LeavesBelow(t, node);
        double cost = TreeSaliencies.Collapse(_saliency, [.. leaves], _lambda).Cost / (leaves.Count - 1);
        _queue.Enqueue((t, node, version), (cost, t, node));
    }

    private bool IsLeaf(int t, int node) => _trees[t].Feature[node] < 0 || _leafInstead[t][node] is not null;

    private bool IsGone(int t, int node)
    {
        for (; node >= 0; node = _parent[t][node])
            if (_leafInstead[t][node] is not null) return true;
        return false;
    }

    private List<LeafSum> LeavesBelow(int t, int node)
    {
        var leaves = new List<LeafSum>();
        Collect(node);
        return leaves;

        void Collect(int at)
        {
            if (IsLeaf(t, at))
            {
                leaves.Add(_sums[t][at]);
                return;
            }

            Collect(at + 1);
            Collect(_trees[t].Right[at]);
        }
    }

    private static int[] ParentsOf(Tree tree)
    {
        var parent = new int[tree.NodeCount];
        parent[0] = -1;
        for (int node = 0; node < parent.Length; node++)
            if (tree.Feature[node] >= 0) parent[node + 1] = parent[tree.Right[node]] = node;
        return parent;
    }
}
