using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>Reads TreeEnsemble (ai.onnx.ml 5): splits and leaves in lists of their own, numbers in tensors.</summary>
internal sealed class NewEnsembleReader
{
    private const byte Member = 6;
    private readonly OnnxNodeView _node;
    private readonly EnsembleBuilder _builder;
    private readonly long[] _features, _yes, _no, _yesLeaf, _noLeaf, _missing;
    private readonly double[] _modes, _splits, _weights;
    private readonly bool[] _seen;
    private readonly CategorySet?[] _sets;

    private NewEnsembleReader(OnnxNodeView node, bool isSingle, int targets)
    {
        _node = node;
        _builder = new EnsembleBuilder(node) { Targets = targets, IsSingle = isSingle };
        _features = node.Ints("nodes_featureids");
        (_yes, _no, _yesLeaf, _noLeaf) = (node.Ints("nodes_truenodeids"), node.Ints("nodes_falsenodeids"), node.Ints("nodes_trueleafs"), node.Ints("nodes_falseleafs"));
        _missing = node.Ints("nodes_missing_value_tracks_true");
        (_modes, _splits, _weights) = (Numbers("nodes_modes"), Numbers("nodes_splits"), Numbers("leaf_weights"));
        int count = _features.Length;
        if (_yes.Length != count || _no.Length != count || _yesLeaf.Length != count || _noLeaf.Length != count || _modes.Length != count || _splits.Length != count)
            throw node.Malformed("the lists of its nodes have different lengths");
        if (_missing.Length != 0 && _missing.Length != count) throw node.Malformed("nodes_missing_value_tracks_true has another length than the nodes");
        _seen = new bool[count];
        _sets = ReadSets();
    }

    public static OnnxEnsemble Read(OnnxNodeView node, bool isSingle)
    {
        long targets = node.Int("n_targets", 0);
        if (targets is < 1 or > 1 << 16) throw node.Malformed($"n_targets is {targets}");
        long post = node.Int("post_transform", 0), aggregate = node.Int("aggregate_function", 1);
        if (post is < 0 or > 4) throw node.Malformed($"post_transform is {post}");
        if (aggregate is < 0 or > 3) throw node.Malformed($"aggregate_function is {aggregate}");
        var reader = new NewEnsembleReader(node, isSingle, (int)targets);
        reader.ReadLeaves();
        foreach (long root in node.Ints("tree_roots")) reader._builder.Trees.Add(reader.ReadTree(root));
        string name = aggregate switch { 0 => "AVERAGE", 1 => "SUM", 2 => "MIN", _ => "MAX" };
        return reader._builder.Build(name, [], (int)targets, new OnnxTreeTransform { Post = (PostTransform)post, IsDouble = !isSingle });
    }

    private double[] Numbers(string name) => _node.FindTensor(name)?.Values.ToArray() ?? throw _node.Malformed($"{name} is missing");

    private void ReadLeaves()
    {
        long[] targets = _node.Ints("leaf_targetids");
        if (targets.Length != _weights.Length) throw _node.Malformed("leaf_targetids and leaf_weights have different lengths");
        for (int leaf = 0; leaf < targets.Length; leaf++) _builder.Weights.Add(_builder.Weight(targets[leaf], _weights[leaf]));
    }

    // A tree that is one leaf is a node whose two children are that leaf.
    private TreeDraft ReadTree(long root)
    {
        var tree = new TreeDraft();
        tree.Nodes.Add(default);
        var open = new Stack<(long Id, bool IsLeaf, int At, int Depth)>([(root, false, 0, 0)]);
        while (open.TryPop(out (long Id, bool IsLeaf, int At, int Depth) next))
        {
            if (next.IsLeaf)
            {
                tree.Nodes[next.At] = Leaf(next.Id);
                continue;
            }

            int n = Split(next.Id);
            if (next.Depth == 0 && _yesLeaf[n] != 0 && _noLeaf[n] != 0 && _yes[n] == _no[n])
            {
                tree.Nodes[0] = Leaf(_yes[n]);
                return tree;
            }

            int yes = tree.Nodes.Count, depth = _builder.Deeper(next.Depth);
            tree.Nodes.Add(default);
            tree.Nodes.Add(default);
            bool missing = _missing.Length > 0 && _missing[n] == 1;
            tree.Nodes[next.At] = DraftNode.Split(_builder.Feature(_features[n]), Test(_modes[n]), _sets[n] is null ? _splits[n] : 0, missing, yes, yes + 1, _sets[n]);
            open.Push((_no[n], _noLeaf[n] != 0, yes + 1, depth));
            open.Push((_yes[n], _yesLeaf[n] != 0, yes, depth));
        }

        return tree;
    }

    private int Split(long id)
    {
        if (id < 0 || id >= _seen.Length) throw _node.Malformed($"node {id} of {_seen.Length}");
        if (_seen[id]) throw _node.Malformed($"node {id} has two parents");
        _seen[id] = true;
        return (int)id;
    }

    private DraftNode Leaf(long id) =>
        id >= 0 && id < _weights.Length ? DraftNode.Leaf((int)id, 1) : throw _node.Malformed($"leaf {id} of {_weights.Length}");

    private NodeTest Test(double mode) => mode switch
    {
        0 => NodeTest.LessOrEqual,
        1 => NodeTest.Less,
        2 => NodeTest.GreaterOrEqual,
        3 => NodeTest.Greater,
        4 => NodeTest.Equal,
        5 => NodeTest.NotEqual,
        Member => NodeTest.Member,
        _ => throw _node.Malformed($"a node's mode is {mode}"),
    };

    // The members of all BRANCH_MEMBER nodes follow one another, each node's ended by NaN.
    private CategorySet?[] ReadSets()
    {
        var sets = new CategorySet?[_modes.Length];
        double[] members = _node.FindTensor("membership_values")?.Values.ToArray() ?? [];
        int at = 0;
        long words = 0, most = 4L * members.Length + 65536;
        for (int n = 0; n < sets.Length; n++)
        {
            if (_modes[n] != Member) continue;
            var set = new List<int>();
            for (; at < members.Length && !double.IsNaN(members[at]); at++) set.Add(Category(members[at]));
            at++;
            sets[n] = CategorySet.Of([.. set]);
            words += sets[n]!.Words.Length;
            if (words > most) throw Catalogue.ModelLimit(_node.File, $"{_node.Title}: words of its sets", words, most);
        }

        return sets;
    }

    private int Category(double member) => member == Math.Floor(member) && member is >= 0 and < 1 << 20
        ? (int)member
        : throw _node.Unsupported($"{member} in membership_values", "Number the categories from 0 before the training.");
}
