using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Compression.Search;

/// <summary>The number that a compression may not worsen by more than its floor.</summary>
/// <param name="Name">ndcg5, auc or rmse.</param>
/// <param name="Of">The metric of scores on data.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
public sealed record QualityMetric(string Name, Func<double[], BinnedDataset, double> Of, bool HigherIsBetter)
{
    private const int Cutoff = 5;

    /// <summary>NDCG@5 where rows come in groups and are ranked, else AUC, and RMSE for estimates.</summary>
    public static QualityMetric For(BinModel model, BinnedDataset data) => model.Objective == Objective.Squared.Name()
        ? new("rmse", (scores, rows) => RegressionMetrics.Rmse(scores, rows.Labels), false)
        : data.Schema.Group is not null
            ? new("ndcg5", (scores, rows) => RankingMetrics.Ndcg(scores, rows.Labels, rows.GroupStarts, Cutoff), true)
            : new("auc", (scores, rows) => BinaryMetrics.Auc(scores, rows.Labels), true);

    /// <summary>Relative loss against a reference.</summary>
    public double Loss(double quality, double reference) =>
        (HigherIsBetter ? reference - quality : quality - reference) / Math.Max(Math.Abs(reference), double.Epsilon);
}

/// <summary>Measures candidates as a label sees them: every group of held-out rows becomes a shelf's blob, ranked by the firmware's kernel.</summary>
public sealed class ShelfMeasure
{
    // Shelves on which operations are counted.
    private const int CostShelves = 16;

    private readonly BinnedDataset _data;
    private readonly double _reference;
    private readonly int _seed;
    private readonly Func<double, double>? _milliseconds;
    private readonly CancellationToken _cancellation;

    /// <summary>Prepares; the input model's float scores are the reference.</summary>
    /// <param name="model">The input model.</param>
    /// <param name="data">Held-out rows, already sampled; see <see cref="Sample"/>.</param>
    /// <param name="seed">Seed of the shelf build.</param>
    /// <param name="milliseconds">From weighted IL cost to milliseconds, or null: not counted.</param>
    /// <param name="cancellation">Stops between shelves.</param>
    public ShelfMeasure(BinModel model, BinnedDataset data, int seed, Func<double, double>? milliseconds, CancellationToken cancellation)
    {
        (_data, _seed, _milliseconds, _cancellation) = (data, seed, milliseconds, cancellation);
        Metric = QualityMetric.For(model, data);
        _reference = Metric.Of(ModelScores.Of(model, data, null, cancellation), data);
    }

    /// <summary>What quality is.</summary>
    public QualityMetric Metric { get; }

    /// <summary>The input model's quality in floating point.</summary>
    public double Reference => _reference;

    /// <summary>
    /// At most so many groups, chosen by the seed. Rows of a schema without groups become groups of one: a label that scores
    /// one thing at a time.
    /// </summary>
    public static BinnedDataset Sample(BinnedDataset data, int most, int seed)
    {
        if (data.Schema.Group is null)
            data = new BinnedDataset(data.Schema, data.Columns, data.Labels, [.. Enumerable.Range(0, data.RowCount + 1)]) { Source = data.Source };
        return data.GroupCount <= most ? data : ValidationSplit.HoldOut(data, (double)most / data.GroupCount, seed).Validation;
    }

    /// <summary>Measures a candidate; <see cref="Measurement.Impossible"/> where a shelf does not fit the format.</summary>
    public Measurement Of(TreeCandidate candidate) => Of(candidate.Model, candidate.Tolerance);

    /// <summary>Measures a model of any family; <paramref name="tolerance"/>: <see cref="ShelfOptions.Tolerance"/>.</summary>
    public Measurement Of(BinModel model, double tolerance)
    {
        try
        {
            return Measure(model, tolerance);
        }
        catch (AggregateException failures) when (failures.Flatten().InnerExceptions.All(failure => failure is UserErrorException))
        {
            return Measurement.Impossible;
        }
    }

    private Measurement Measure(BinModel model, double tolerance)
    {
        var options = new ShelfOptions { Tolerance = tolerance, Seed = _seed, ErrorAmong = LargestError.NotWanted };
        var bytes = new int[_data.GroupCount];
        var scores = new double[_data.RowCount];
        int most = Math.Min(bytes.Length, CostShelves);
        var shelves = new RankedShelf[most];
        Parallel.For(0, bytes.Length, new ParallelOptions { CancellationToken = _cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new GroupRanker(model, _data, options), (group, _, ranker) =>
            {
                RankedShelf shelf = ranker.Rank(group);
                bytes[group] = shelf.Blob.Length;
                shelf.Scores.CopyTo(scores, _data.GroupStarts[group]);
                if (group < most) shelves[group] = shelf;
                return ranker;
            }, _ => { });
        double quality = Metric.Of(scores, _data);
        double? milliseconds = _milliseconds is null ? null : _milliseconds(shelves.Average(CostOf));
        return new Measurement(bytes.Average(), bytes.Max(), quality, Metric.Loss(quality, _reference), milliseconds);
    }

    private static double CostOf(RankedShelf shelf)
    {
        using var meter = new KernelMeter();
        meter.MeasureRead(shelf.Blob);
        return meter.MeasureRank(shelf.Profile.Shared, shelf.Profile.Listed, shelf.Profile.ListedCount, shelf.Scores.Length).Weighted;
    }
}
