using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Tensors.Pruning;

namespace Endcap.Compression.Pruning;

/// <summary>
/// Prunes in several sweeps with a refit after each, along a <see cref="PolynomialSchedule"/>: much at first, little at the
/// end, so that later decisions see the leaves as they will be.
/// </summary>
public static class GradualPruning
{
    /// <summary>Prunes to a share of the splits.</summary>
    /// <param name="model">The ensemble.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="saliency">What is cheap.</param>
    /// <param name="unit">What is taken away at a time.</param>
    /// <param name="keep">Share of the splits to keep, 0 … 1.</param>
    /// <param name="sweeps">Sweeps, 1 or more; each ends with a refit.</param>
    /// <param name="refit">The refit.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    public static TreeEnsemble Run(TreeEnsemble model, BinnedDataset data, TreeSaliency saliency, PruneUnit unit, double keep, int sweeps,
        RefitOptions refit, CancellationToken cancellation = default)
    {
        int splits = Ensembles.SplitCount(model);
        return Along(model, keep, sweeps, (current, share) =>
        {
            TreeEnsemble pruned = SubtreePruning.Run(current, data, saliency, unit, Kept(splits, share), cancellation: cancellation);
            return LeafRefit.Run(pruned, data, refit, cancellation);
        }, cancellation);
    }

    /// <summary>Prunes to a share of the tables, as <see cref="TablePruning"/>. Parameters: as of the other.</summary>
    public static TreeEnsemble Tables(TreeEnsemble model, BinnedDataset data, TreeSaliency saliency, double keep, int sweeps,
        RefitOptions refit, CancellationToken cancellation = default)
    {
        int tables = TablePruning.TableCount(model);
        return Along(model, keep, sweeps, (current, share) =>
        {
            TreeEnsemble pruned = TablePruning.Run(current, data, saliency, Kept(tables, share), cancellation: cancellation);
            return LeafRefit.Run(pruned, data, refit, cancellation);
        }, cancellation);
    }

    private static int Kept(int count, double sparsity) => (int)Math.Round(count * (1 - sparsity), MidpointRounding.AwayFromZero);

    private static TreeEnsemble Along(TreeEnsemble model, double keep, int sweeps, Func<TreeEnsemble, double, TreeEnsemble> sweep,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        var schedule = new PolynomialSchedule(0, 1 - keep, 0, sweeps);
        for (int step = 1; step <= sweeps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            model = sweep(model, schedule.SparsityAt(step));
        }

        return model;
    }
}
