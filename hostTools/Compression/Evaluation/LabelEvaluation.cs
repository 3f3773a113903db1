using System.Diagnostics;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models;

namespace Endcap.Compression.Evaluation;

/// <summary>Builds each group's shelf, ranks it with the firmware's kernel and compares with the float model.</summary>
public static class LabelEvaluation
{
    // Shelves built before the clock starts: the first ones wait for the compiler.
    private const int WarmUp = 64;

    /// <summary>Runs the evaluation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Groups of rows; a group's rows are the products of one shelf.</param>
    /// <param name="floatScores">[row]: the model's scores.</param>
    /// <param name="options">How shelves are built.</param>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between shelves.</param>
    /// <exception cref="UserErrorException">A group cannot be a shelf.</exception>
    public static LabelReport Run(BinModel model, BinnedDataset data, double[] floatScores, ShelfOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        int groups = data.GroupCount;
        options = options with { ErrorAmong = options.ErrorAmong ?? new LargestError() };
        var shelves = new RankedShelf[groups];
        ForEachGroup(Math.Min(groups, WarmUp), () => new GroupRanker(model, data, options), (ranker, group) => ranker.Rank(group), cancellation);
        long started = Stopwatch.GetTimestamp();
        int done = 0;
        ForEachGroup(groups, () => new GroupRanker(model, data, options), (ranker, group) =>
        {
            shelves[group] = ranker.Rank(group);
            progress?.Report(0.8 * Interlocked.Increment(ref done) / groups);
        }, cancellation);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] costs = new double[groups], loads = new double[groups];
        ForEachGroup(groups, () => new KernelMeter(), (meter, group) =>
        {
            RankedShelf shelf = shelves[group];
            loads[group] = meter.MeasureRead(shelf.Blob).Weighted;
            costs[group] = meter.MeasureRank(shelf.Profile.Shared, shelf.Profile.Listed, shelf.Profile.ListedCount, shelf.Scores.Length).Weighted;
        }, cancellation);
        return Summarise(data, floatScores, shelves, costs, loads, groups / seconds);
    }

    private static LabelReport Summarise(BinnedDataset data, double[] floatScores, RankedShelf[] shelves, double[] costs, double[] loads,
        double perSecond)
    {
        double[] scores = new double[data.RowCount];
        double tau = 0;
        int agree = 0;
        for (int g = 0; g < shelves.Length; g++)
        {
            int start = data.GroupStarts[g];
            ReadOnlySpan<double> label = shelves[g].Scores, floats = floatScores.AsSpan(start, label.Length);
            label.CopyTo(scores.AsSpan(start));
            tau += RankAgreement.KendallTau(floats, label);
            if (RankAgreement.Best(floats) == RankAgreement.Best(label)) agree++;
        }

        return new LabelReport
        {
            Scores = scores,
            Top1Agreement = (double)agree / shelves.Length,
            KendallTau = tau / shelves.Length,
            BlobBytesMean = shelves.Average(shelf => shelf.Blob.Length),
            BlobBytesMax = shelves.Max(shelf => shelf.Blob.Length),
            IlCostMean = costs.Average(),
            IlCostMax = costs.Max(),
            IlCostLoadMean = loads.Average(),
            ShelvesPerSecond = perSecond,
            WorstErrorMax = shelves.Max(shelf => shelf.WorstError),
        };
    }

    private static void ForEachGroup<TLocal>(int groups, Func<TLocal> create, Action<TLocal, int> run, CancellationToken cancellation)
    {
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, groups, options, create, (group, _, local) =>
            {
                run(local, group);
                return local;
            }, local => (local as IDisposable)?.Dispose());
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<UserErrorException>().FirstOrDefault() is { } error)
        {
            throw error;
        }
    }
}
