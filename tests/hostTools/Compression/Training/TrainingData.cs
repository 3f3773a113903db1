using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Small data sets for the trainer's tests.</summary>
internal static class TrainingData
{
    /// <summary>A numeric feature whose value bins are the numbers 0 … bins − 1.</summary>
    public static Feature Numeric(string name, int bins, FeatureScope scope = FeatureScope.Item, bool missing = false, int monotone = 0) =>
        new(name, scope, FeatureKind.Numeric, [.. Enumerable.Range(1, bins - 1).Select(edge => (double)edge)], [], missing, 0, monotone);

    /// <summary>A categorical feature with the categories c0, c1, …</summary>
    public static Feature Categorical(string name, int categories, FeatureScope scope = FeatureScope.Item) =>
        new(name, scope, FeatureKind.Categorical, [], [.. Enumerable.Range(0, categories).Select(i => $"c{i}")], false);

    /// <summary>One feature, one group.</summary>
    public static BinnedDataset OneFeature(Feature feature, byte[] bins, float[] labels) =>
        new(new Schema("label", null, [], [feature]), [bins], labels, [0, labels.Length]);

    /// <summary>
    /// Random bins; the label is a noisy sum with interactions of all features, so deep trees want every feature.
    /// Ranking data gets one positive per group of <paramref name="groupSize"/> rows; else labels are 0/1 by threshold or the sum.
    /// </summary>
    public static BinnedDataset Random(int seed, int rows, int groupSize = 0, bool binary = false, int monotone = 0)
    {
        var random = new Random(seed);
        Feature[] features =
        [
            Categorical("product", 7), Numeric("price", 40, monotone: monotone), Numeric("size", 3),
            Numeric("bought", 6, FeatureScope.Affinity), Numeric("income", 9, FeatureScope.Shopper, missing: true),
            Numeric("family", 4, FeatureScope.Shopper), Numeric("hour", 8, FeatureScope.Context), Categorical("town", 5, FeatureScope.Shopper),
        ];
        byte[][] columns = [.. features.Select(feature => Bins(random, rows, feature.BinCount))];
        float[] score = [.. Enumerable.Range(0, rows).Select(row => Score(columns, row) + (float)random.NextDouble())];
        int[] starts = groupSize == 0 ? [0, rows] : [.. Enumerable.Range(0, rows / groupSize + 1).Select(g => g * groupSize)];
        float[] labels = score;
        if (groupSize > 0) labels = BestOfGroups(score, starts);
        else if (binary) labels = [.. score.Select(value => value > 2 ? 1f : 0f)];
        return new BinnedDataset(new Schema("label", groupSize > 0 ? "group" : null, [], features), columns, labels, starts);
    }

    /// <summary>Raw scores of all rows.</summary>
    public static double[] Scores(TreeEnsemble model, BinnedDataset data)
    {
        var bins = new byte[data.Columns.Length];
        var scores = new double[data.RowCount];
        for (int row = 0; row < data.RowCount; row++)
        {
            for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][row];
            scores[row] = model.Score(bins);
        }

        return scores;
    }

    /// <summary>A hash of everything that makes up a model: equal models, and only they, have equal ones.</summary>
    public static string Fingerprint(TreeEnsemble model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(model.BaseScore));
        foreach (Tree tree in model.Trees)
        {
            hash.AppendData(MemoryMarshal.AsBytes<short>(tree.Feature));
            hash.AppendData(MemoryMarshal.AsBytes<BinSet>(tree.Left));
            hash.AppendData(MemoryMarshal.AsBytes<int>(tree.Right));
            hash.AppendData(MemoryMarshal.AsBytes<double>(tree.Value));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The features of each root-to-leaf path of a tree.</summary>
    public static IEnumerable<HashSet<int>> Paths(Tree tree, int node = 0)
    {
        if (tree.Feature[node] < 0) return [[]];
        IEnumerable<HashSet<int>> below = Paths(tree, node + 1).Concat(Paths(tree, tree.Right[node]));
        return below.Select(path => new HashSet<int>(path) { tree.Feature[node] });
    }

    private static byte[] Bins(Random random, int rows, int count) => [.. Enumerable.Range(0, rows).Select(_ => (byte)random.Next(count))];

    private static float Score(byte[][] columns, int row)
    {
        int At(int feature) => columns[feature][row];
        float interactions = (At(0) % 3 == 1 ? 1 : 0) * (At(5) - 1.5f) + (At(3) > 2 ? 1 : 0) * (At(4) > 4 ? 1 : -1) * (At(6) < 4 ? 1 : -1);
        return 2 - 0.05f * At(1) + 0.3f * At(2) + interactions + (At(7) % 2) * (At(3) - 2) * 0.5f;
    }

    private static float[] BestOfGroups(float[] score, int[] starts)
    {
        var labels = new float[score.Length];
        for (int g = 0; g + 1 < starts.Length; g++)
        {
            int best = Enumerable.Range(starts[g], starts[g + 1] - starts[g]).MaxBy(row => score[row]);
            labels[best] = 1;
        }

        return labels;
    }
}
