using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>
/// Reads one tree (src/tree/tree_model.cc, multi_target_tree_model.cc). A number goes left where it is less than the threshold; a category
/// goes right where it is in the node's set, so such a node's "yes" child is the right one.
/// </summary>
internal sealed class TreeReader(int features, int width)
{
    private readonly CategorySplits _splits = new();

    /// <summary>[feature]: whether a tree that was read asks for its category.</summary>
    public bool[] IsCategory { get; } = new bool[features];

    /// <summary>Values per leaf. Errors: E261.</summary>
    public static int WidthOf(Located tree) => Math.Max(1, tree["tree_param"].Find("size_leaf_vector")?.Count(0, int.MaxValue) ?? 1);

    /// <summary>The tree, its leaves multiplied by <paramref name="weight"/> in float32. Errors: E261.</summary>
    public DecisionTree Read(Located tree, float weight)
    {
        Located lefts = tree["left_children"], rights = tree["right_children"], indices = tree["split_indices"];
        int n = lefts.Numbers.Length;
        if (n == 0 || tree["tree_param"]["num_nodes"].Count(1, int.MaxValue) != n) throw lefts.Malformed($"{n} nodes, which is not num_nodes");
        if (WidthOf(tree) != width) throw tree.Malformed($"size_leaf_vector is {WidthOf(tree)} where {width} is needed");
        double[] condition = tree["split_conditions"].NumbersOf(n), defaultLeft = tree["default_left"].NumbersOf(n), feature = indices.NumbersOf(n);
        int[] left = lefts.Whole(lefts.Numbers, -1, n - 1), right = rights.Whole(rights.NumbersOf(n), -1, int.MaxValue);
        bool[] reached = Walk(tree, left, right);
        var read = new DecisionTree
        {
            Feature = new int[n],
            Test = new NodeTest[n],
            Threshold = new double[n],
            Missing = new MissingRule[n],
            Yes = left,
            No = right,
            Categories = _splits.Read(tree, n),
            Value = new LeafValues(tree, condition, width).Read(left, right, reached, weight),
        };
        for (int i = 0; i < n; i++)
        {
            read.Feature[i] = DecisionTree.Leaf;
            if (!reached[i] || left[i] < 0) continue;
            if (!(feature[i] >= 0 && feature[i] < features)) throw indices.Malformed($"node {i} asks for feature {feature[i]} of {features}");
            Split(read, i, (int)feature[i], condition[i], defaultLeft[i] != 0, tree);
        }

        return read;
    }

    private void Split(DecisionTree tree, int i, int feature, double condition, bool defaultLeft, Located place)
    {
        tree.Feature[i] = feature;
        if (tree.Categories?[i] is null)
        {
            if (double.IsNaN(condition)) throw place.Malformed($"node {i} compares with NaN");
            tree.Threshold[i] = (float)condition;
            tree.Missing[i] = defaultLeft ? MissingRule.Yes : MissingRule.No;
            return;
        }

        IsCategory[feature] = true;
        tree.Test[i] = NodeTest.InCategories;
        (tree.Yes[i], tree.No[i]) = (tree.No[i], tree.Yes[i]);
        tree.Missing[i] = defaultLeft ? MissingRule.No : MissingRule.Yes;
    }

    // Every node is reached once, but for those that pruning has deleted.
    private static bool[] Walk(Located tree, int[] left, int[] right)
    {
        var reached = new bool[left.Length];
        var open = new Stack<int>([0]);
        int count = 0;
        while (open.TryPop(out int node))
        {
            if (reached[node]) throw tree.Malformed($"node {node} has two parents");
            reached[node] = true;
            count++;
            if (left[node] < 0) continue;
            if ((uint)right[node] >= (uint)left.Length) throw tree.Malformed($"node {node} has no right child");
            open.Push(right[node]);
            open.Push(left[node]);
        }

        int deleted = tree["tree_param"].Find("num_deleted")?.Count(0, int.MaxValue) ?? 0;
        if (left.Length - count != deleted) throw tree.Malformed($"{left.Length - count} nodes cannot be reached where {deleted} are deleted");
        return reached;
    }
}
