using System.Text.Json;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>XGBoost's rules for trees, written down plainly on the JSON itself: the other evaluation that tests compare with.</summary>
internal sealed class XGBoostRules
{
    private readonly List<Tree> _trees = [];
    private readonly float[] _start;

    /// <param name="json">The model.</param>
    /// <param name="start">The base margins.</param>
    public XGBoostRules(string json, params float[] start)
    {
        _start = start;
        using JsonDocument document = JsonDocument.Parse(json.Replace("NaN", "0", StringComparison.Ordinal)); // the unused threshold of categories
        JsonElement booster = document.RootElement.GetProperty("learner").GetProperty("gradient_booster");
        float[] weights = booster.TryGetProperty("weight_drop", out JsonElement drop) ? Numbers(drop) : [];
        if (booster.TryGetProperty("gbtree", out JsonElement inner)) booster = inner;
        JsonElement model = booster.GetProperty("model");
        int[] info = [.. model.GetProperty("tree_info").EnumerateArray().Select(item => item.GetInt32())];
        foreach (JsonElement tree in model.GetProperty("trees").EnumerateArray())
            _trees.Add(new Tree(tree, info[_trees.Count], weights.Length > 0 ? weights[_trees.Count] : 1));
    }

    /// <summary>Compares by ≤ instead: the wrong rule that a test must notice.</summary>
    public bool LessOrEqual { get; init; }

    /// <summary>Each split's feature and threshold; NaN for one of categories.</summary>
    public IEnumerable<(int Feature, float Threshold)> Splits => _trees.SelectMany(tree => tree.Splits).Distinct();

    /// <summary>The largest category of any split.</summary>
    public int MostCategory => _trees.Max(tree => tree.Sets.Values.SelectMany(set => set).DefaultIfEmpty(-1).Max());

    public float[] Margins(double[] row)
    {
        float[] margins = [.. _start];
        foreach (Tree tree in _trees)
        {
            float value = tree.Leaf(row, LessOrEqual) * tree.Weight;
            margins[tree.Output] += value;
        }

        return margins;
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetSingle())];

    private sealed class Tree(JsonElement tree, int output, float weight)
    {
        private readonly int[] _left = Whole(tree, "left_children"), _right = Whole(tree, "right_children"), _feature = Whole(tree, "split_indices");
        private readonly int[] _defaultLeft = Whole(tree, "default_left");
        private readonly float[] _condition = Numbers(tree.GetProperty("split_conditions"));

        public int Output { get; } = output;
        public float Weight { get; } = weight;
        public Dictionary<int, int[]> Sets { get; } = ReadSets(tree);

        public IEnumerable<(int, float)> Splits => Enumerable.Range(0, _left.Length).Where(i => _left[i] >= 0)
            .Select(i => (_feature[i], Sets.ContainsKey(i) ? float.NaN : _condition[i]));

        public float Leaf(double[] row, bool lessOrEqual)
        {
            int node = 0;
            while (_left[node] != -1)
            {
                float value = (float)row[_feature[node]];
                bool left = float.IsNaN(value) ? _defaultLeft[node] == 1
                    : Sets.TryGetValue(node, out int[]? set) ? value < 0 || value >= 16777216 || !set.Contains((int)value)
                    : lessOrEqual ? value <= _condition[node] : value < _condition[node];
                node = left ? _left[node] : _right[node];
            }

            return _condition[node];
        }

        private static Dictionary<int, int[]> ReadSets(JsonElement tree)
        {
            int[] nodes = Whole(tree, "categories_nodes"), start = Whole(tree, "categories_segments"), size = Whole(tree, "categories_sizes");
            int[] all = Whole(tree, "categories");
            return Enumerable.Range(0, nodes.Length).ToDictionary(k => nodes[k], k => all[start[k]..(start[k] + size[k])]);
        }

        private static int[] Whole(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];
    }
}
