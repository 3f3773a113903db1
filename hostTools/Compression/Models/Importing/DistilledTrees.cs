using Endcap.Compression.Datasets;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>Distillation (Hinton, Vinyals and Dean 2015): a model that collapses to tables learns the teacher's raw scores.</summary>
internal static class DistilledTrees
{
    // Held out to say what the student loses on rows it has not seen.
    private const double HeldOut = 0.2;

    /// <summary>Trains a student by squared error on the scores; of rankers each group's mean is taken off first.</summary>
    /// <param name="data">The rows and the teacher's scores.</param>
    /// <param name="request">Trees and seed.</param>
    /// <param name="objective">What the score means.</param>
    /// <param name="progress">Told the fraction done, or null.</param>
    /// <param name="cancellation">Stops between rounds.</param>
    /// <returns>The student, and the rows it has not seen; groups are kept together.</returns>
    public static (TreeEnsemble Student, ImportData HeldOut) Learn(ImportData data, ImportRequest request, Objective objective,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        double[] targets = [.. data.Scores];
        if (objective.IsRanking() && data.Rows.GroupCount > 1) Centre(targets, data.Rows.GroupStarts);
        var soft = new BinnedDataset(data.Rows.Schema, data.Rows.Columns, [.. targets.Select(target => (float)target)], data.Rows.GroupStarts)
        {
            Source = data.Rows.Source! with { Lines = [.. Enumerable.Range(0, targets.Length)] },
        };
        (BinnedDataset train, BinnedDataset held) = ValidationSplit.HoldOut(soft, HeldOut, request.Seed);
        var options = new TrainerOptions { Objective = Objective.Squared, Trees = request.StudentTrees, Depth = 6, Seed = request.Seed };
        TreeEnsemble model = GradientBoosting.Train(train, null, options, null, progress is null ? null : new RoundFraction(progress), cancellation).Model;
        var student = new TreeEnsemble(model.Schema, objective.Name(), model.BaseScore, model.Trees) { BinCounts = data.Rows.CountBins() };
        return (student, data.Part(held));
    }

    /// <summary>Takes each group's mean off.</summary>
    public static void Centre(double[] values, int[] starts)
    {
        for (int group = 0; group + 1 < starts.Length; group++)
        {
            Span<double> part = values.AsSpan(starts[group]..starts[group + 1]);
            double sum = 0;
            foreach (double value in part) sum += value;
            for (int i = 0; i < part.Length; i++) part[i] -= sum / part.Length;
        }
    }
}
