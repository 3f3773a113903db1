using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Tests.HostTools.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Pruning;

/// <summary>Trees small enough to work out by hand, over features of 8 bins.</summary>
internal static class SmallTrees
{
    public static Tree Leaf(double value) => new([Tree.Leaf], [BinSet.Empty], [0], [value]);

    /// <summary>Bins below the cut go left.</summary>
    public static Tree Split(int feature, int cut, Tree left, Tree right) => new(
        [(short)feature, .. left.Feature, .. right.Feature],
        [BinSet.FirstBins(cut), .. left.Left, .. right.Left],
        [1 + left.NodeCount, .. left.Right.Select(node => node + 1), .. right.Right.Select(node => node + 1 + left.NodeCount)],
        [0, .. left.Value, .. right.Value]);

    public static Schema Schema(int features, FeatureScope scope = FeatureScope.Shopper) =>
        new("label", null, [], [.. Enumerable.Range(0, features).Select(f => TrainingData.Numeric($"x{f}", 8, scope))]);

    public static TreeEnsemble Model(Schema schema, double start, params Tree[] trees) => new(schema, "squared", start, trees);

    public static BinnedDataset Data(Schema schema, byte[][] columns, float[] labels) => new(schema, columns, labels, [0, labels.Length]);

    /// <summary>Half the squared error: the training objective.</summary>
    public static double Loss(TreeEnsemble model, BinnedDataset data) =>
        TrainingData.Scores(model, data).Zip(data.Labels, (score, label) => (score - label) * (score - label) / 2).Sum();
}
