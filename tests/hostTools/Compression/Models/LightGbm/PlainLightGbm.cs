using System.Globalization;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

/// <summary>LightGBM's rules of prediction (include/LightGBM/tree.h) straight on the file's text, to compare with: slow, no checks.</summary>
internal sealed class PlainLightGbm
{
    private readonly List<Dictionary<string, string[]>> _trees = [];

    public PlainLightGbm(string text)
    {
        foreach (string line in text.Split("end of trees")[0].Split('\n'))
        {
            string[] parts = line.Split('=');
            if (parts[0] == "Tree") _trees.Add([]);
            if (parts[0] == "num_tree_per_iteration") Scores = int.Parse(parts[1], CultureInfo.InvariantCulture);
            if (_trees.Count > 0 && parts.Length == 2) _trees[^1][parts[0]] = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public int Scores { get; } = 1;

    /// <summary>Whether to test &lt; in place of ≤: a mistake that comparisons must find.</summary>
    public bool Strict { get; init; }

    /// <summary>[score]: the sums of the trees.</summary>
    public double[] Raw(double[] row)
    {
        var raw = new double[Scores];
        for (int t = 0; t < _trees.Count; t++) raw[t % Scores] += Tree(_trees[t], row);
        return raw;
    }

    /// <summary>Every threshold of every numeric split, by feature.</summary>
    public IEnumerable<(int Feature, double Threshold)> Thresholds => _trees.Where(tree => tree["num_leaves"][0] != "1").SelectMany(tree =>
        tree["split_feature"].Zip(tree["threshold"], tree["decision_type"])
            .Where(split => (int.Parse(split.Third, CultureInfo.InvariantCulture) & 1) == 0)
            .Select(split => (int.Parse(split.First, CultureInfo.InvariantCulture), double.Parse(split.Second, CultureInfo.InvariantCulture))));

    private double Tree(Dictionary<string, string[]> tree, double[] row)
    {
        int node = tree["num_leaves"][0] == "1" ? -1 : 0;
        while (node >= 0)
        {
            double value = row[Int(tree, "split_feature", node)];
            bool left = (Int(tree, "decision_type", node) & 1) == 1 ? InSet(tree, node, value) : IsLess(tree, node, value);
            node = Int(tree, left ? "left_child" : "right_child", node);
        }

        double leaf = Number(tree, "leaf_value", ~node);
        return tree.TryGetValue("is_linear", out string[]? linear) && linear[0] == "1" ? Linear(tree, ~node, row, leaf) : leaf;
    }

    private bool IsLess(Dictionary<string, string[]> tree, int node, double value)
    {
        int decision = Int(tree, "decision_type", node), missing = (decision >> 2) & 3;
        bool defaultLeft = (decision & 2) != 0;
        if (double.IsNaN(value) && missing != 2) value = 0;
        if (missing == 1 && value >= -(double)1e-35f && value <= (double)1e-35f) return defaultLeft;
        if (missing == 2 && double.IsNaN(value)) return defaultLeft;
        double threshold = Number(tree, "threshold", node);
        return Strict ? value < threshold : value <= threshold;
    }

    private static bool InSet(Dictionary<string, string[]> tree, int node, double value)
    {
        if (double.IsNaN(value) || Math.Abs(value) >= 1L << 31 || (int)value < 0) return false; // out of range is INT_MIN on x86
        int category = (int)value, set = (int)Number(tree, "threshold", node);
        int word = Int(tree, "cat_boundaries", set) + category / 32;
        return word < Int(tree, "cat_boundaries", set + 1) &&
            (uint.Parse(tree["cat_threshold"][word], CultureInfo.InvariantCulture) >> category % 32 & 1) == 1;
    }

    private static double Linear(Dictionary<string, string[]> tree, int leaf, double[] row, double missing)
    {
        int from = Enumerable.Range(0, leaf).Sum(before => Int(tree, "num_features", before));
        double sum = Number(tree, "leaf_const", leaf);
        for (int i = from; i < from + Int(tree, "num_features", leaf); i++)
        {
            double value = row[Int(tree, "leaf_features", i)];
            if (double.IsNaN(value)) return missing;
            sum += Number(tree, "leaf_coeff", i) * value;
        }

        return sum;
    }

    private static int Int(Dictionary<string, string[]> tree, string key, int i) => int.Parse(tree[key][i], CultureInfo.InvariantCulture);

    private static double Number(Dictionary<string, string[]> tree, string key, int i) => double.Parse(tree[key][i], CultureInfo.InvariantCulture);
}
