using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Builds one tree of nodes that know each other by id.</summary>
internal sealed class TreeBuilder(string path, List<Node> nodes, int features, int width)
{
    private const int LeafBehaviour = 6;

    // In the order of the format's behaviours 0–5.
    private static readonly NodeTest[] Tests =
        [NodeTest.LessOrEqual, NodeTest.Less, NodeTest.GreaterOrEqual, NodeTest.Greater, NodeTest.Equal, NodeTest.NotEqual];

    private readonly Dictionary<ulong, int> _at = []; // [id]: position in nodes

    /// <summary>The tree, its root first. Errors: E261.</summary>
    public DecisionTree Read()
    {
        for (int i = 0; i < nodes.Count; i++)
            if (!_at.TryAdd(nodes[i].Node_, i)) throw Malformed(nodes[i], "its id stands there twice");
        List<Node> order = Walk(FindRoot());
        int n = order.Count;
        var place = new Dictionary<ulong, int>();
        foreach (Node node in order) place.Add(node.Node_, place.Count);
        var tree = new DecisionTree
        {
            Feature = new int[n], Test = new NodeTest[n], Threshold = new double[n], Missing = new MissingRule[n],
            Yes = new int[n], No = new int[n], Value = new double[n * width],
        };
        for (int i = 0; i < n; i++)
        {
            if (order[i].Behaviour == LeafBehaviour) Leaf(tree, i, order[i]);
            else Split(tree, i, order[i], place);
        }

        return tree;
    }

    private void Leaf(DecisionTree tree, int i, Node node)
    {
        tree.Feature[i] = DecisionTree.Leaf;
        foreach (Node.Types.Evaluation evaluation in node.Evaluations)
        {
            if (evaluation.Index >= (ulong)width || !double.IsFinite(evaluation.Value)) throw Malformed(node, "its value has no place or is no finite number");
            tree.Value[i * width + (int)evaluation.Index] += evaluation.Value;
        }
    }

    private void Split(DecisionTree tree, int i, Node node, Dictionary<ulong, int> place)
    {
        if (node.Behaviour < 0 || node.Behaviour >= Tests.Length) throw Malformed(node, $"behaviour {node.Behaviour} is unknown");
        if (node.Feature >= (ulong)features) throw Malformed(node, $"it asks for feature {node.Feature} of {features}");
        if (double.IsNaN(node.Threshold)) throw Malformed(node, "it compares with NaN");
        tree.Feature[i] = (int)node.Feature;
        tree.Test[i] = Tests[node.Behaviour];
        tree.Threshold[i] = node.Threshold;
        tree.Missing[i] = node.MissingIsYes ? MissingRule.Yes : MissingRule.No;
        tree.Yes[i] = place[node.Yes];
        tree.No[i] = place[node.No];
    }

    // The one node that is nobody's child.
    private Node FindRoot()
    {
        HashSet<ulong> children = [.. nodes.Where(node => node.Behaviour != LeafBehaviour).SelectMany(node => new[] { node.Yes, node.No })];
        Node[] roots = [.. nodes.Where(node => !children.Contains(node.Node_)).Take(2)];
        return roots.Length == 1 ? roots[0] : throw Malformed(nodes[0], roots.Length == 0 ? "its tree has no root" : "its tree has two roots");
    }

    private List<Node> Walk(Node root)
    {
        var order = new List<Node>();
        var seen = new HashSet<ulong>();
        var open = new Stack<Node>([root]);
        while (open.TryPop(out Node? node))
        {
            if (!seen.Add(node.Node_)) throw Malformed(node, "it has two parents");
            order.Add(node);
            if (node.Behaviour == LeafBehaviour) continue;
            open.Push(Child(node, node.No));
            open.Push(Child(node, node.Yes));
        }

        return order.Count == nodes.Count ? order : throw Malformed(root, $"{nodes.Count - order.Count} nodes of its tree cannot be reached");
    }

    private Node Child(Node node, ulong id) => _at.TryGetValue(id, out int child) ? nodes[child] : throw Malformed(node, $"its child {id} is missing");

    private UserErrorException Malformed(Node node, string what) => Catalogue.ModelMalformed(path, $"tree {node.Tree}, node {node.Node_}", what);
}
