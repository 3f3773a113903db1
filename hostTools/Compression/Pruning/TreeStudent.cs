using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Training;

namespace Endcap.Compression.Pruning;

/// <summary>Distillation (Hinton, Vinyals and Dean 2015) of an ensemble into a smaller one that collapses to tables.</summary>
public static class TreeStudent
{
    /// <summary>Trains a student by squared error on the teacher's scores; of rankers each group's mean is taken off first.</summary>
    /// <param name="teacher">Any ensemble.</param>
    /// <param name="data">Training rows; their labels are not used.</param>
    /// <param name="trees">Trees of the student.</param>
    /// <param name="depth">Its depth.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="cancellation">Stops between rounds.</param>
    public static TreeEnsemble Learn(TreeEnsemble teacher, BinnedDataset data, int trees, int depth, int seed, CancellationToken cancellation = default)
    {
        double[] targets = ModelScores.Of(teacher, data, null, cancellation);
        if (ObjectiveNames.Parse(teacher.Objective).IsRanking()) DistilledTrees.Centre(targets, data.GroupStarts);
        var soft = new BinnedDataset(data.Schema, data.Columns, [.. targets.Select(target => (float)target)], data.GroupStarts) { Source = data.Source };
        var options = new TrainerOptions { Objective = Objective.Squared, Trees = trees, Depth = depth, Seed = seed };
        TreeEnsemble student = GradientBoosting.Train(soft, null, options, cancel: cancellation).Model;
        return new TreeEnsemble(teacher.Schema, teacher.Objective, student.BaseScore, student.Trees) { BinCounts = teacher.BinCounts ?? data.CountBins() };
    }
}
