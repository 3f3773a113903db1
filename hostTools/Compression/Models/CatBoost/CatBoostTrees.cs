using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>Collects the nodes of one tree. In both kinds of tree a test that holds leads to the larger leaf number or to the right.</summary>
internal sealed class CatBoostTrees(CatBoostFeatures features)
{
    private readonly List<int> _feature = [], _yes = [], _no = [];
    private readonly List<NodeTest> _test = [];
    private readonly List<double> _threshold = [];
    private readonly List<(int Node, double[] Values)> _leaves = [];
    private readonly List<MissingRule> _missing = [];
    private readonly List<CategorySet?> _sets = [];

    /// <summary>Values per leaf; 0 until the first leaf.</summary>
    public int Width { get; private set; }

    /// <summary>
    /// A tree with one test per level, test i being bit i of the leaf's number: the last test becomes the root, so that leaves stay in
    /// order. Nodes are numbered like a heap's. E261, E262.
    /// </summary>
    public DecisionTree Oblivious(CatBoostNode tree)
    {
        CatBoostNode[] splits = [.. tree.Items("splits")];
        double[] values = tree["leaf_values"].AsNumbers();
        // A file that means 2⁶⁰ leaves cannot hold their values.
        if (splits.Length > 30 || values.Length == 0 || values.Length % (1 << splits.Length) != 0)
            throw tree.Malformed($"{splits.Length} splits need 2^{splits.Length} leaves, but there are {values.Length} leaf_values");
        CheckWidth(tree, values.Length >> splits.Length);
        int parents = (1 << splits.Length) - 1;
        for (int level = 0; level < splits.Length; level++)
        {
            for (int n = (1 << level) - 1; n < (2 << level) - 1; n++) AddSplit(splits[^(level + 1)], no: 2 * n + 1, yes: 2 * n + 2);
        }

        for (int leaf = 0; leaf <= parents; leaf++) AddLeaf(values[(leaf * Width)..((leaf + 1) * Width)]);
        return Finish();
    }

    /// <summary>A tree of nested objects, read without recursion. E261, E262.</summary>
    public DecisionTree Nested(CatBoostNode tree)
    {
        var open = new Stack<(CatBoostNode Node, int Parent, bool IsYes)>([(tree, -1, false)]);
        while (open.TryPop(out var next))
        {
            int number = _feature.Count;
            if (next.Parent >= 0) (next.IsYes ? _yes : _no)[next.Parent] = number;
            if (next.Node.Optional("value") is { } value)
            {
                double[] values = value.AsNumbers();
                CheckWidth(value, values.Length);
                AddLeaf(values);
                continue;
            }

            AddSplit(next.Node["split"], 0, 0);
            open.Push((next.Node["right"], number, true));
            open.Push((next.Node["left"], number, false));
        }

        return Finish();
    }

    private void CheckWidth(CatBoostNode place, int width)
    {
        if (width == 0 || (Width != 0 && width != Width)) throw place.Malformed($"a leaf has {width} values, others have {Width}");
        Width = width;
    }

    private void AddSplit(CatBoostNode split, int no, int yes)
    {
        string type = split.Optional("split_type")?.AsText() ?? "FloatFeature";
        if (type == "FloatFeature")
        {
            (int input, float border, MissingRule missing) = features.Float(split);
            Add(input, NodeTest.Greater, border, missing, null);
        }
        else if (type == "OneHotFeature")
        {
            (int input, int code, MissingRule missing) = features.OneHot(split);
            Add(input, NodeTest.InCategories, 0, missing, CategorySet.Of([code]));
        }
        else
        {
            throw features.Unsupported(type);
        }

        _no.Add(no);
        _yes.Add(yes);
    }

    private void AddLeaf(double[] values)
    {
        _leaves.Add((_feature.Count, values));
        Add(DecisionTree.Leaf, NodeTest.Greater, 0, MissingRule.No, null);
        _no.Add(0);
        _yes.Add(0);
    }

    private void Add(int feature, NodeTest test, double threshold, MissingRule missing, CategorySet? set)
    {
        _feature.Add(feature);
        _test.Add(test);
        _threshold.Add(threshold);
        _missing.Add(missing);
        _sets.Add(set);
    }

    // The width is not known before the first leaf, so values find their places at the end.
    private DecisionTree Finish()
    {
        var values = new double[_feature.Count * Width];
        foreach ((int node, double[] leaf) in _leaves) leaf.CopyTo(values, node * Width);
        var tree = new DecisionTree
        {
            Feature = [.. _feature],
            Test = [.. _test],
            Threshold = [.. _threshold],
            Missing = [.. _missing],
            Yes = [.. _yes],
            No = [.. _no],
            Categories = _sets.Any(set => set is not null) ? [.. _sets] : null,
            Value = values,
        };
        foreach (System.Collections.IList list in new System.Collections.IList[] { _feature, _test, _threshold, _missing, _yes, _no, _sets, _leaves }) list.Clear();
        return tree;
    }
}
