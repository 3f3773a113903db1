using System.Globalization;
using System.Text;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

/// <summary>Writes LightGBM model files with every kind of split, as LightGBM's Tree::ToString and GBDT::SaveModelToString lay them out.</summary>
internal sealed class RandomLightGbm(Random random)
{
    public int Features { get; init; } = 5;
    public int Trees { get; init; } = 6;
    public int Scores { get; init; } = 1;
    public int MostLeaves { get; init; } = 12;
    public bool Linear { get; init; }
    public bool Average { get; init; }
    public bool Sizes { get; init; } = true;
    public string Version { get; init; } = "v4";
    public string? Objective { get; init; } = "regression";
    public string Tail { get; init; } = "\nfeature_importances:\nA0=3\n\nparameters:\n[boosting: gbdt]\n\nend of parameters\n";

    public string Write()
    {
        string[] trees = [.. Enumerable.Range(0, Trees).Select(t => $"Tree={t}\n{Tree()}\n")];
        var text = new StringBuilder($"tree\nversion={Version}\nnum_class={Scores}\nnum_tree_per_iteration={Scores}\nlabel_index=0\n");
        text.Append(CultureInfo.InvariantCulture, $"max_feature_idx={Features - 1}\n");
        if (Objective is not null) text.Append("objective=").Append(Objective).Append('\n');
        if (Average) text.Append("average_output\n");
        text.Append("feature_names=").AppendJoin(' ', Enumerable.Range(0, Features).Select(f => $"A{f}")).Append('\n');
        text.Append("feature_infos=").AppendJoin(' ', Enumerable.Repeat("[-1:1]", Features)).Append('\n');
        if (Sizes) text.Append("tree_sizes=").AppendJoin(' ', trees.Select(tree => tree.Length)).Append('\n');
        text.Append('\n').AppendJoin("", trees).Append("end of trees\n").Append(Tail);
        return text.ToString();
    }

    private string Tree()
    {
        int leaves = random.Next(1, MostLeaves + 1), splits = leaves - 1;
        (int[] left, int[] right) = Children(leaves);
        var thresholds = new double[splits];
        var decisions = new int[splits];
        var sets = new List<uint[]>();
        for (int n = 0; n < splits; n++)
        {
            bool category = random.Next(3) == 0;
            decisions[n] = (category ? 1 : 0) | random.Next(2) << 1 | random.Next(3) << 2;
            thresholds[n] = category ? sets.Count : Number();
            if (category) sets.Add([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (uint)random.NextInt64(1L << 32))]);
        }

        var text = new StringBuilder();
        Line(text, "num_leaves", leaves);
        Line(text, "num_cat", sets.Count);
        Line(text, "split_feature", [.. left.Select(_ => random.Next(Features))]);
        Line(text, "split_gain", [.. left.Select(_ => 1)]);
        text.Append("threshold=").AppendJoin(' ', thresholds.Select(Text)).Append('\n');
        Line(text, "decision_type", decisions);
        Line(text, "left_child", left);
        Line(text, "right_child", right);
        text.Append("leaf_value=").AppendJoin(' ', Enumerable.Range(0, leaves).Select(_ => Text(Number()))).Append('\n');
        if (sets.Count > 0)
        {
            Line(text, "cat_boundaries", [.. sets.Aggregate(new List<int> { 0 }, (all, set) => [.. all, all[^1] + set.Length])]);
            text.Append("cat_threshold=").AppendJoin(' ', sets.SelectMany(set => set)).Append('\n');
        }

        Line(text, "is_linear", Linear ? 1 : 0);
        if (Linear) AddLinear(text, leaves);
        return text.Append("shrinkage=0.1\n\n").ToString();
    }

    private void AddLinear(StringBuilder text, int leaves)
    {
        int[] counts = [.. Enumerable.Range(0, leaves).Select(_ => random.Next(3))];
        text.Append("leaf_const=").AppendJoin(' ', counts.Select(_ => Text(Number()))).Append('\n');
        Line(text, "num_features", counts);
        text.Append("leaf_features=");
        foreach (int count in counts) text.AppendJoin(' ', Enumerable.Range(0, count).Select(_ => random.Next(Features))).Append("  ");
        text.Append("\nleaf_coeff=");
        foreach (int count in counts) text.AppendJoin(' ', Enumerable.Range(0, count).Select(_ => Text(Number()))).Append("  ");
        text.Append('\n');
    }

    // As LightGBM grows a tree: a split takes the place of a leaf and gives it and a new one as children.
    private (int[] Left, int[] Right) Children(int leaves)
    {
        int[] left = new int[leaves - 1], right = new int[leaves - 1];
        for (int n = 0; n < leaves - 1; n++)
        {
            int leaf = random.Next(n + 1), link = ~leaf;
            for (int parent = 0; parent < n; parent++)
            {
                if (left[parent] == link) left[parent] = n;
                if (right[parent] == link) right[parent] = n;
            }

            (left[n], right[n]) = (link, ~(n + 1));
        }

        return (left, right);
    }

    // Often 0 and its surroundings, where LightGBM treats numbers as missing.
    private double Number() => random.Next(6) switch
    {
        0 => 0,
        1 => 1e-35f * (random.Next(2) * 2 - 1),
        _ => random.NextDouble() * 4 - 2,
    };

    private static void Line(StringBuilder text, string key, params int[] values) => text.Append(key).Append('=').AppendJoin(' ', values).Append('\n');

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
