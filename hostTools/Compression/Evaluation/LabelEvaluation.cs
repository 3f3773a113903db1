using System.Diagnostics;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>What the label makes of a model: every group of a data set as a shelf of its own.</summary>
public sealed class LabelReport
{
    /// <summary>[row]: the label's score, scaled back.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Share of groups in which float model and label agree on the best product.</summary>
    public required double Top1Agreement { get; init; }

    /// <summary>Mean Kendall tau-b between float and label order over groups.</summary>
    public required double KendallTau { get; init; }

    /// <summary>Mean size of the blobs in bytes.</summary>
    public required double BlobBytesMean { get; init; }

    /// <summary>Size of the largest blob in bytes.</summary>
    public required int BlobBytesMax { get; init; }

    /// <summary>Mean weighted IL cost of one full ranking (int add = 1).</summary>
    public required double IlCostMean { get; init; }

    /// <summary>Largest weighted IL cost of one full ranking.</summary>
    public required double IlCostMax { get; init; }

    /// <summary>Mean weighted IL cost of loading a blob.</summary>
    public required double IlCostLoadMean { get; init; }

    /// <summary>Shelves built, loaded and ranked per second on all processors, once the program is compiled (after 64 shelves).</summary>
    public required double ShelvesPerSecond { get; init; }

    /// <summary>Largest worst-case score error of a shelf.</summary>
    public required double WorstErrorMax { get; init; }
}

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
    public static LabelReport Run(TreeEnsemble model, BinnedDataset data, double[] floatScores, ShelfOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        int groups = data.GroupCount;
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

/// <summary>One group as a ranked shelf.</summary>
/// <param name="Blob">Its blob.</param>
/// <param name="Profile">The shopper.</param>
/// <param name="Scores">[product]: the label's scores, scaled back.</param>
/// <param name="WorstError">Worst-case score error of the shelf.</param>
public sealed record RankedShelf(byte[] Blob, LabelProfile Profile, double[] Scores, double WorstError);

/// <summary>Builds and ranks groups one after the other; one per thread.</summary>
public sealed class GroupRanker
{
    private readonly BinnedDataset _data;
    private readonly ShelfBuilder _builder;
    private readonly LoadedShelf _shelf = new();

    /// <summary>Prepares for a data set.</summary>
    public GroupRanker(TreeEnsemble model, BinnedDataset data, ShelfOptions options)
    {
        _data = data;
        _builder = new ShelfBuilder(model, options);
    }

    /// <summary>Builds the group's shelf and ranks it with the kernel.</summary>
    public RankedShelf Rank(int group)
    {
        int start = _data.GroupStarts[group], count = _data.GroupStarts[group + 1] - start;
        var items = new byte[count][];
        var texts = new ProductText[count];
        for (int p = 0; p < count; p++)
        {
            items[p] = [.. _data.Columns.Select(column => column[start + p])];
            texts[p] = new ProductText((p + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), "");
        }

        BuiltShelf built = _builder.Build(items, texts);
        LabelProfile profile = ProfileOf(items);
        int fault = BlobReader.Read(built.Blob, built.Blob.Length, _shelf, BlobImage.HostHeapLimit);
        if (fault != BlobFault.None) throw new InvalidOperationException($"fault {fault}");
        if (!Ranker.Accepts(_shelf, profile.Shared, profile.Listed, profile.ListedCount))
            throw new InvalidOperationException("The kernel does not accept the profile of a data row.");
        Ranker.Rank(_shelf, profile.Shared, profile.Listed, profile.ListedCount, count);
        double[] scores = new double[count];
        for (int p = 0; p < count; p++) scores[p] = built.Numbers.Offset + built.Numbers.Step * (double)(_shelf.Scores[p] - _shelf.Bias);
        return new RankedShelf(built.Blob, profile, scores, built.WorstError);
    }

    // Shared features are those of the group's first row: one shopper stands before the shelf.
    private LabelProfile ProfileOf(byte[][] rows)
    {
        RuntimeFeatures features = _builder.Features;
        byte[] shared = [.. features.SchemaIndex.Take(features.SharedCount).Select(index => rows[0][index])];
        return LabelProfile.Of(features, shared,
            [.. rows.Select(row => features.SchemaIndex.Skip(features.SharedCount).Select(index => row[index]).ToArray())]);
    }
}
