using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Pruning;

/// <summary>Copies of trees with something taken away. Trees themselves never change.</summary>
internal static class TreeEdit
{
    /// <summary>The tree with some subtrees replaced by leaves. <paramref name="leafInstead"/>: [node] the leaf's value, or null to keep the node.</summary>
    public static Tree Collapse(Tree tree, double?[] leafInstead) =>
        Rebuild(tree, node => leafInstead[node] is { } value ? (-1, value) : (node, tree.Value[node]));

    /// <summary>The tree with some splits replaced by one of their children. <paramref name="child"/>: [node] the node that takes its place.</summary>
    public static Tree Shortcut(Tree tree, int[] child) => Rebuild(
        tree,
        node =>
        {
            while (child[node] != node) node = child[node];
            return (node, tree.Value[node]);
        });

    /// <summary>The tree with other bins going left. <paramref name="left"/>: [node] the bins.</summary>
    public static Tree Resplit(Tree tree, BinSet[] left) => new(tree.Feature, left, tree.Right, tree.Value);

    /// <summary>The same function without splits that an ancestor has decided already and without splits between equal leaves.</summary>
    public static Tree Clean(Tree tree, Schema schema)
    {
        var reach = schema.Features.Select(feature => BinSet.FirstBins(feature.BinCount)).ToArray();
        var child = new int[tree.NodeCount];
        Visit(0);
        return MergeEqual(Shortcut(tree, child));

        void Visit(int node)
        {
            child[node] = node;
            int feature = tree.Feature[node];
            if (feature < 0) return;
            BinSet before = reach[feature], left = before.And(tree.Left[node]), right = before.Without(tree.Left[node]);
            if (left.IsEmpty) child[node] = tree.Right[node];
            else if (right.IsEmpty) child[node] = node + 1;
            reach[feature] = left.IsEmpty ? before : left;
            Visit(node + 1);
            reach[feature] = right.IsEmpty ? before : right;
            Visit(tree.Right[node]);
            reach[feature] = before;
        }
    }

    /// <summary>Joins leaves of one value below a split, from the bottom up.</summary>
    private static Tree MergeEqual(Tree tree)
    {
        var only = new double?[tree.NodeCount]; // [node]: the value of all leaves below, or null
        for (int node = tree.NodeCount - 1; node >= 0; node--)
        {
            if (tree.Feature[node] < 0) only[node] = tree.Value[node];
            else if (only[node + 1] is { } left && only[tree.Right[node]] == left) only[node] = left;
        }

        return Collapse(tree, only);
    }

    // Preorder copy; resolve says which node stands where another stood: −1 for a new leaf.
    private static Tree Rebuild(Tree tree, Func<int, (int Node, double Value)> resolve)
    {
        List<short> feature = [];
        List<BinSet> sets = [];
        List<int> right = [];
        List<double> value = [];
        Copy(0);
        return new Tree([.. feature], [.. sets], [.. right], [.. value]);

        void Copy(int from)
        {
            (int node, double leaf) = resolve(from);
            int here = feature.Count;
            bool split = node >= 0 && tree.Feature[node] >= 0;
            feature.Add(split ? tree.Feature[node] : Tree.Leaf);
            sets.Add(split ? tree.Left[node] : BinSet.Empty);
            right.Add(0);
            value.Add(split ? 0 : leaf);
            if (!split) return;
            Copy(node + 1);
            right[here] = feature.Count;
            Copy(tree.Right[node]);
        }
    }
}
