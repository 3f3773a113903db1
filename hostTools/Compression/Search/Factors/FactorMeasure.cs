using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Search.Factors;

/// <summary>
/// Measures a candidate: the blob that endcap build makes of it ranks each held-out basket with the firmware's kernel. Quality is
/// recall@10; the loss is the larger of the relative losses of recall@10 and NDCG@10.
/// </summary>
public sealed class FactorMeasure
{
    // Rankings whose operations are counted.
    private const int CostTests = 8;

    private readonly IReadOnlyList<HeldOutItem> _tests;
    private readonly Func<double, double>? _milliseconds;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<TwoTowerModel, FactorFigures> _figures = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares; the input model's float scores are the reference.</summary>
    /// <param name="model">The input model.</param>
    /// <param name="tests">Held-out baskets.</param>
    /// <param name="milliseconds">From weighted IL cost to milliseconds, or null: not counted.</param>
    /// <param name="cancellation">Stops between rankings.</param>
    public FactorMeasure(TwoTowerModel model, IReadOnlyList<HeldOutItem> tests, Func<double, double>? milliseconds, CancellationToken cancellation)
    {
        (_tests, _milliseconds, _cancellation) = (tests, milliseconds, cancellation);
        Reference = ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfModel(model, tests));
    }

    /// <summary>The input model in floating point.</summary>
    public ItemGuesses Reference { get; }

    /// <summary>What was found of a candidate that was measured.</summary>
    public FactorFigures FiguresOf(TwoTowerModel candidate) => _figures[candidate];

    /// <summary>Measures a candidate; <see cref="Measurement.Impossible"/> where it has no blob.</summary>
    public Measurement Of(TwoTowerModel candidate)
    {
        BuiltFactors built;
        try
        {
            built = FactorsBuilder.Build(candidate, new FactorsBuildOptions(), "the candidate");
        }
        catch (UserErrorException)
        {
            return Measurement.Impossible;
        }

        ItemGuesses label = ItemGuesses.Of(_tests, candidate.Products.Count, Rank(built.Blob));
        _figures[candidate] = new FactorFigures(label, built.IntegerBytes);
        double loss = Math.Max(Loss(label.Recall10, Reference.Recall10), Loss(label.Ndcg10, Reference.Ndcg10));
        return new Measurement(built.Blob.Length, built.Blob.Length, label.Recall10, loss, _milliseconds?.Invoke(CostOf(built.Blob)));
    }

    private static double Loss(double quality, double reference) => (reference - quality) / Math.Max(reference, double.Epsilon);

    private int[][] Rank(byte[] blob)
    {
        int[][] rankings = new int[_tests.Count][];
        Parallel.For(0, rankings.Length, new ParallelOptions { CancellationToken = _cancellation }, () => Read(blob), (test, _, image) =>
        {
            rankings[test] = FactorRankings.OfBlob(image, _tests[test]);
            return image;
        }, _ => { });
        return rankings;
    }

    private static BlobImage Read(byte[] blob) => BlobImage.TryRead(blob, out BlobImage? image) == 0 ? image! : throw new InvalidOperationException("The blob just built has a fault.");

    private double CostOf(byte[] blob)
    {
        BlobImage image = Read(blob);
        using var meter = new KernelMeter();
        meter.MeasureRead(blob);
        return _tests.Take(CostTests).Average(test =>
        {
            LabelProfile profile = FactorRankings.Profile(image.Shelf, test.Bins, test.History);
            return meter.MeasureRank(profile.Shared, profile.Listed, profile.ListedCount, image.Shelf.Keys.Length).Weighted;
        });
    }
}

/// <summary>More of what was measured of a candidate.</summary>
/// <param name="Guesses">Metrics of the label's rankings.</param>
/// <param name="IntegerBytes">Bytes of the Factors section and of the base scores.</param>
public sealed record FactorFigures(ItemGuesses Guesses, int IntegerBytes);
