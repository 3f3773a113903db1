using System.Globalization;
using System.Text;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Models;

/// <summary>One tree as a JSON list of its nodes in preorder; see <see cref="ModelFile"/>.</summary>
internal static class TreeJson
{
    /// <summary>The tree on one line.</summary>
    public static string ToLine(Tree tree, Schema schema)
    {
        var line = new StringBuilder("[");
        var open = new Stack<int>([0]);
        while (open.TryPop(out int node))
        {
            if (line.Length > 1) line.Append(", ");
            int feature = tree.Feature[node];
            if (feature < 0)
            {
                line.Append(tree.Value[node].ToString("R", CultureInfo.InvariantCulture));
                continue;
            }

            string bins = BinList.Format(tree.Left[node], schema.Features[feature].BinCount);
            line.Append(CultureInfo.InvariantCulture, $"[{feature}, \"{bins}\"]");
            open.Push(tree.Right[node]);
            open.Push(node + 1);
        }

        return line.Append(']').ToString();
    }

    /// <summary>Reads a tree: every node is reached exactly once and every child comes after its parent. Errors: E250–E253, E421, E427.</summary>
    public static Tree Read(JsonValue json, Schema schema)
    {
        IReadOnlyList<JsonValue> nodes = json.AsArray();
        int count = nodes.Count;
        var tree = new Tree(new short[count], new BinSet[count], new int[count], new double[count]);
        var leftOpen = new Stack<int>(); // splits whose left subtree is being read
        for (int node = 0; node < count; node++)
        {
            if (ReadNode(nodes[node], schema, tree, node)) leftOpen.Push(node);
            else if (leftOpen.TryPop(out int split)) tree.Right[split] = node + 1;
            else if (node + 1 < count) throw Catalogue.TreeTooLong(nodes[node + 1].Where, count - node - 1);
            else return tree;
        }

        throw Catalogue.TreeUnfinished(json.Where, leftOpen.Count + 1);
    }

    /// <summary>Reads one node; true for a split.</summary>
    private static bool ReadNode(JsonValue json, Schema schema, Tree tree, int node)
    {
        if (json.Kind == JsonValueKind.Number)
        {
            tree.Feature[node] = Tree.Leaf;
            tree.Value[node] = json.AsNumber();
            return false;
        }

        if (json.Kind != JsonValueKind.Array || json.AsArray() is not [JsonValue number, JsonValue bins])
            throw Catalogue.BadNode(json.Where);
        int feature = number.AsInt(0, schema.Features.Count - 1);
        int count = schema.Features[feature].BinCount;
        if (!BinList.TryParse(bins.AsText(), count, out BinSet left))
            throw Catalogue.BadBins(bins.Where, bins.Text, schema.Features[feature].Name, count);
        tree.Feature[node] = (short)feature;
        tree.Left[node] = left;
        return true;
    }
}
