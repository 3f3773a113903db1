using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>Reads TreeEnsembleRegressor and TreeEnsembleClassifier (ai.onnx.ml 1 and 3): parallel lists of nodes with ids.</summary>
internal sealed class OldEnsembleReader
{
    private readonly OnnxNodeView _node;
    private readonly EnsembleBuilder _builder;
    private readonly long[] _trees, _ids, _yes, _no, _features, _missing;
    private readonly NodeTest?[] _tests; // null: a leaf
    private readonly double[] _values;
    private readonly Dictionary<(long Tree, long Id), int> _index = [];
    private readonly int[] _weightStart;

    public OldEnsembleReader(OnnxNodeView node, bool isSingle, int targets, string prefix)
    {
        _node = node;
        _builder = new EnsembleBuilder(node) { Targets = targets, IsSingle = isSingle };
        (_trees, _ids, _yes, _no) = (node.Ints("nodes_treeids"), node.Ints("nodes_nodeids"), node.Ints("nodes_truenodeids"), node.Ints("nodes_falsenodeids"));
        (_features, _missing) = (node.Ints("nodes_featureids"), node.Ints("nodes_missing_value_tracks_true"));
        _tests = [.. node.Texts("nodes_modes").Select(Test)];
        _values = Rounded(node.Numbers("nodes_values"));
        int count = _trees.Length;
        if (_ids.Length != count || _yes.Length != count || _no.Length != count || _features.Length != count || _tests.Length != count || _values.Length != count)
            throw node.Malformed("the lists of its nodes have different lengths");
        if (_missing.Length != 0 && _missing.Length != count) throw node.Malformed("nodes_missing_value_tracks_true has another length than the nodes");
        for (int n = 0; n < count; n++)
            if (!_index.TryAdd((_trees[n], _ids[n]), n)) throw node.Malformed($"node {_ids[n]} of tree {_trees[n]} is there twice");
        _weightStart = ReadWeights(prefix);
    }

    public static OnnxEnsemble Regressor(OnnxNodeView node, bool isSingle)
    {
        long targets = node.Int("n_targets", 0);
        if (targets is < 1 or > 1 << 16) throw node.Malformed($"n_targets is {targets}");
        var reader = new OldEnsembleReader(node, isSingle, (int)targets, "target");
        double[] bases = reader.Rounded(node.Numbers("base_values"));
        if (bases.Length != 0 && bases.Length != targets) throw node.Malformed($"{bases.Length} base values for {targets} targets");
        reader.ReadTrees();
        return reader._builder.Build(node.Text("aggregate_function", "SUM"), bases, (int)targets, new OnnxTreeTransform { Post = node.Transform() });
    }

    public static OnnxEnsemble Classifier(OnnxNodeView node, bool isSingle)
    {
        string[] texts = node.Texts("classlabels_strings");
        double[] labels = texts.Length > 0 ? [.. Enumerable.Range(0, texts.Length).Select(k => (double)k)] : [.. node.Ints("classlabels_int64s").Select(label => (double)label)];
        if (labels.Length < 2) throw node.Unsupported($"{labels.Length} class labels", "A classifier needs two classes or more: train it again on data with both.");
        var reader = new OldEnsembleReader(node, isSingle, labels.Length, "class");
        reader.ReadTrees();
        return new ClassifierShape(node, reader._builder, labels, texts.Length > 0 ? texts : null).Build(reader.Rounded(node.Numbers("base_values")));
    }

    private static NodeTest? TestOf(string mode) => mode switch
    {
        "BRANCH_LEQ" => NodeTest.LessOrEqual,
        "BRANCH_LT" => NodeTest.Less,
        "BRANCH_GTE" => NodeTest.GreaterOrEqual,
        "BRANCH_GT" => NodeTest.Greater,
        "BRANCH_EQ" => NodeTest.Equal,
        "BRANCH_NEQ" => NodeTest.NotEqual,
        _ => null,
    };

    private NodeTest? Test(string mode) =>
        mode == "LEAF" ? null : TestOf(mode) ?? throw _node.Malformed($"a node's mode is {OnnxNodeView.Short(mode)}");

    private double[] Rounded(double[] values) => _builder.IsSingle ? [.. values.Select(value => (double)(float)value)] : values;

    // Sorts the weights by node, in the file's order within one; weights of splits are ignored, as ONNX Runtime does.
    private int[] ReadWeights(string prefix)
    {
        long[] trees = _node.Ints(prefix + "_treeids"), ids = _node.Ints(prefix + "_nodeids"), targets = _node.Ints(prefix + "_ids");
        double[] values = Rounded(_node.Numbers(prefix + "_weights"));
        if (ids.Length != trees.Length || targets.Length != trees.Length || values.Length != trees.Length)
            throw _node.Malformed("the lists of its weights have different lengths");
        var owner = new int[trees.Length];
        var start = new int[_trees.Length + 1];
        for (int w = 0; w < owner.Length; w++)
        {
            if (!_index.TryGetValue((trees[w], ids[w]), out owner[w])) throw _node.Malformed($"a weight of node {ids[w]} in tree {trees[w]}, which is not there");
            start[owner[w] + 1]++;
        }

        for (int n = 0; n < _trees.Length; n++) start[n + 1] += start[n];
        int[] order = [.. Enumerable.Range(0, owner.Length).OrderBy(w => owner[w])];
        foreach (int w in order) _builder.Weights.Add(_builder.Weight(targets[w], values[w]));
        return start;
    }

    private void ReadTrees()
    {
        var done = new HashSet<long>();
        for (int start = 0, end; start < _trees.Length; start = end)
        {
            end = start + 1;
            while (end < _trees.Length && _trees[end] == _trees[start]) end++;
            if (!done.Add(_trees[start])) throw _node.Malformed($"the nodes of tree {_trees[start]} are not together");
            _builder.Trees.Add(ReadTree(start, end));
        }
    }

    private TreeDraft ReadTree(int start, int end)
    {
        var tree = new TreeDraft();
        for (int n = start; n < end; n++) tree.Nodes.Add(Node(n, start));
        var seen = new bool[end - start];
        var open = new Stack<(int Node, int Depth)>([(0, 0)]);
        int reached = 0;
        while (open.TryPop(out (int Node, int Depth) at))
        {
            if (seen[at.Node]) throw _node.Malformed($"node {_ids[start + at.Node]} of tree {_trees[start]} has two parents");
            seen[at.Node] = true;
            reached++;
            if (tree.Nodes[at.Node].IsLeaf) continue;
            open.Push((tree.Nodes[at.Node].Yes, _builder.Deeper(at.Depth)));
            open.Push((tree.Nodes[at.Node].No, _builder.Deeper(at.Depth)));
        }

        if (reached != seen.Length) throw _node.Malformed($"{seen.Length - reached} nodes of tree {_trees[start]} are not below its first one");
        return tree;
    }

    private DraftNode Node(int n, int start)
    {
        if (_tests[n] is not { } test) return DraftNode.Leaf(_weightStart[n], _weightStart[n + 1] - _weightStart[n]);
        return DraftNode.Split(_builder.Feature(_features[n]), test, _values[n], _missing.Length > 0 && _missing[n] == 1, Child(n, _yes[n]) - start, Child(n, _no[n]) - start);
    }

    private int Child(int n, long id) =>
        _index.TryGetValue((_trees[n], id), out int found) ? found : throw _node.Malformed($"node {_ids[n]} of tree {_trees[n]} has a child {id}, which is not there");
}
