using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;

namespace Endcap.Compression.Search;

/// <summary>How much quality, in floating point and on held-out rows, each tree and each feature of an ensemble carries.</summary>
/// <param name="Trees">[tree]: relative loss without it.</param>
/// <param name="Features">[schema feature]: relative loss without it, nothing refitted; 0 for unused ones.</param>
public sealed record Sensitivity(double[] Trees, double[] Features)
{
    /// <summary>Measures.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="train">Says which way most rows go at a removed split.</param>
    /// <param name="held">Held-out rows.</param>
    /// <param name="metric">What quality is.</param>
    /// <param name="cancellation">Stops between trees and features.</param>
    public static Sensitivity Of(TreeEnsemble model, BinnedDataset train, BinnedDataset held, QualityMetric metric, CancellationToken cancellation)
    {
        double[] scores = ModelScores.Of(model, held, null, cancellation);
        double reference = metric.Of(scores, held);
        var options = new ParallelOptions { CancellationToken = cancellation };
        var trees = new double[model.Trees.Count];
        var bins = (int row) => held.Columns.Select(column => column[row]).ToArray();
        byte[][] rows = [.. Enumerable.Range(0, held.RowCount).Select(bins)];
        Parallel.For(0, trees.Length, options, t =>
        {
            Tree tree = model.Trees[t];
            double[] without = [.. rows.Select((row, i) => scores[i] - tree.Value[tree.FindLeaf(row)])];
            trees[t] = metric.Loss(metric.Of(without, held), reference);
        });
        HashSet<short> used = [.. model.Trees.SelectMany(tree => tree.Feature)];
        int[][] reached = FeatureRemoval.RowsAt(model, train);
        var features = new double[model.Schema.Features.Count];
        Parallel.For(0, features.Length, options, f =>
        {
            if (!used.Contains((short)f)) return;
            TreeEnsemble without = FeatureRemoval.Run(model, reached, [f]);
            features[f] = metric.Loss(metric.Of([.. rows.Select(row => without.Score(row))], held), reference);
        });
        return new Sensitivity(trees, features);
    }

    /// <summary>Run-time features whose removal costs at most a relative loss, the least first; item features cost no byte on a shelf.</summary>
    public IReadOnlyList<int> Dispensable(TreeEnsemble model, double maxLoss)
    {
        HashSet<short> used = [.. model.Trees.SelectMany(tree => tree.Feature)];
        return [.. Enumerable.Range(0, Features.Length)
            .Where(f => model.Schema.Features[f].Scope != FeatureScope.Item && used.Contains((short)f) && Features[f] <= maxLoss)
            .OrderBy(f => Features[f]).ThenBy(f => f)];
    }
}
