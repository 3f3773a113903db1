using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>
/// Reads one tree. LightGBM numbers splits and leaves apart, and a child below 0 is leaf ~child; here splits keep their numbers
/// and the leaves follow them.
/// </summary>
internal sealed class LightGbmTree
{
    // Bits of decision_type: a test of categories, missing values go left, and two for what counts as missing.
    private const int Categorical = 1, DefaultLeft = 2, MissingShift = 2;
    private const int MissingNone = 0, MissingZero = 1, MissingNaN = 2;

    private readonly LightGbmFields _fields;
    private readonly int _inputs, _leaves, _splits;

    private LightGbmTree(LightGbmFields fields, int inputs)
    {
        (_fields, _inputs, _leaves) = (fields, inputs, fields.Int("num_leaves"));
        if (_leaves < 1) throw fields.Malformed("num_leaves", $"is {_leaves}");
        _splits = _leaves - 1;
    }

    /// <summary>Reads and checks a tree: E261.</summary>
    public static DecisionTree Read(LightGbmFields fields, int inputs) => new LightGbmTree(fields, inputs).Read();

    private DecisionTree Read()
    {
        double[] leafValues = _fields.Doubles("leaf_value", _leaves);
        (CategorySet[] sets, int[] decisions) = ReadDecisions();
        int nodes = _splits + _leaves;
        var tree = new DecisionTree
        {
            Feature = ReadFeatures(),
            Test = new NodeTest[nodes],
            Threshold = new double[nodes],
            Missing = new MissingRule[nodes],
            Yes = ReadChildren("left_child", nodes),
            No = ReadChildren("right_child", nodes),
            Categories = sets.Length > 0 ? new CategorySet?[nodes] : null,
            Value = new double[nodes],
            Linear = IsLinear ? ReadLinearLeaves(nodes) : null,
        };
        leafValues.CopyTo(tree.Value, _splits);
        if (_splits == 0) return tree;
        FillTests(tree, decisions, sets);
        CheckShape(tree);
        return tree;
    }

    private bool IsLinear => _fields.Has("is_linear") && _fields.Int("is_linear") != 0;

    private int[] ReadFeatures()
    {
        int[] features = new int[_splits + _leaves];
        Array.Fill(features, DecisionTree.Leaf);
        if (_splits == 0) return features;
        _fields.Ints("split_feature", _splits).CopyTo(features, 0);
        foreach (int feature in features.AsSpan(0, _splits)) CheckInput("split_feature", feature);
        return features;
    }

    private int[] ReadChildren(string key, int nodes)
    {
        int[] children = new int[nodes];
        if (_splits == 0) return children;
        int[] read = _fields.Ints(key, _splits);
        for (int n = 0; n < _splits; n++)
        {
            children[n] = read[n] >= 0 ? read[n] : _splits + ~read[n];
            bool inside = read[n] >= 0 ? read[n] > 0 && read[n] < _splits : ~read[n] < _leaves;
            if (!inside) throw _fields.Malformed(key, $"{read[n]} at split {n} is no split but the first and no leaf");
        }

        return children;
    }

    private (CategorySet[] Sets, int[] Decisions) ReadDecisions()
    {
        int[] decisions = _splits > 0 && _fields.Has("decision_type") ? _fields.Ints("decision_type", _splits) : new int[_splits];
        int count = _splits == 0 ? 0 : _fields.Int("num_cat");
        if (count == 0) return ([], decisions);
        if (count < 0 || count > _splits) throw _fields.Malformed("num_cat", $"is {count}, with {_splits} splits");
        int[] bounds = _fields.Ints("cat_boundaries", count + 1);
        if (bounds[0] != 0 || bounds.Zip(bounds.Skip(1)).Any(pair => pair.First > pair.Second))
            throw _fields.Malformed("cat_boundaries", "should begin with 0 and rise");
        uint[] words = _fields.Bits("cat_threshold", bounds[^1]);
        return ([.. bounds.Zip(bounds.Skip(1), (from, to) => new CategorySet(words[from..to]))], decisions);
    }

    private void FillTests(DecisionTree tree, int[] decisions, CategorySet[] sets)
    {
        double[] thresholds = _fields.Doubles("threshold", _splits);
        for (int n = 0; n < _splits; n++)
        {
            int decision = decisions[n], missing = decision >> MissingShift;
            if (decision < 0 || missing > MissingNaN) throw _fields.Malformed("decision_type", $"{decision} at split {n} is unknown");
            tree.Threshold[n] = thresholds[n];
            tree.Test[n] = NodeTest.LessOrEqual;
            tree.Missing[n] = RuleOf(missing, (decision & DefaultLeft) != 0);
            if ((decision & Categorical) == 0) continue;
            if (!(thresholds[n] >= 0 && thresholds[n] < sets.Length))
                throw _fields.Malformed("threshold", $"{thresholds[n]} at split {n} is not one of the {sets.Length} sets of categories");
            tree.Test[n] = NodeTest.InCategories;
            tree.Missing[n] = MissingRule.No; // whatever the other bits say
            tree.Categories![n] = sets[(int)thresholds[n]];
            tree.Threshold[n] = 0;
        }
    }

    private static MissingRule RuleOf(int missing, bool left) => missing switch
    {
        MissingNone => MissingRule.AsZero,
        MissingZero => left ? MissingRule.ZeroOrNaNYes : MissingRule.ZeroOrNaNNo,
        _ => left ? MissingRule.Yes : MissingRule.No,
    };

    // A leaf without features is its constant, not its leaf_value.
    private LinearLeaf?[] ReadLinearLeaves(int nodes)
    {
        double[] constants = _fields.Doubles("leaf_const", _leaves);
        int[] counts = _fields.Ints("num_features", _leaves);
        long total = 0;
        foreach (int count in counts) total += count >= 0 ? count : throw _fields.Malformed("num_features", $"{count} is below 0");
        if (total > int.MaxValue) throw _fields.Malformed("num_features", $"the sum is {total}");
        int[] features = _fields.Ints("leaf_features", (int)total);
        double[] coefficients = _fields.Doubles("leaf_coeff", (int)total);
        foreach (int feature in features) CheckInput("leaf_features", feature);
        var linear = new LinearLeaf?[nodes];
        for (int leaf = 0, from = 0; leaf < _leaves; from += counts[leaf++])
        {
            int to = from + counts[leaf];
            linear[_splits + leaf] = new LinearLeaf(constants[leaf], features[from..to], coefficients[from..to]);
        }

        return linear;
    }

    private void CheckInput(string key, int feature)
    {
        if (feature < 0 || feature >= _inputs) throw _fields.Malformed(key, $"{feature} is no feature; there are {_inputs}");
    }

    // From the root every node is reached once: so walks end, and nothing is left over.
    private void CheckShape(DecisionTree tree)
    {
        var seen = new bool[tree.NodeCount];
        var open = new Stack<int>([0]);
        int count = 0;
        while (open.TryPop(out int node))
        {
            if (seen[node]) throw _fields.Malformed("left_child", $"node {node} has two parents");
            seen[node] = true;
            count++;
            if (node >= _splits) continue;
            open.Push(tree.No[node]);
            open.Push(tree.Yes[node]);
        }

        if (count != tree.NodeCount) throw _fields.Malformed("left_child", $"{tree.NodeCount - count} nodes are not below the root");
    }
}
