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
/// recall@10 with one product of each basket left out, as endcap evaluate has it. The loss is the larger of the relative losses of
/// recall@10 and NDCG@10 over the baskets' products left out in turn: several times as many tests, since of many candidates the
/// smallest within the floor is likely to be one that few tests flatter.
/// </summary>
public sealed class FactorMeasure
{
    // Rankings whose operations are counted.
    private const int CostTests = 8;

    private const int MostTests = 8000;

    private readonly IReadOnlyList<HeldOutItem> _tests, _inTurn;
    private readonly ItemGuesses _referenceInTurn;
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
        _inTurn = InTurn(tests);
        _referenceInTurn = ItemGuesses.Of(_inTurn, model.Products.Count, FactorRankings.OfModel(model, _inTurn));
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

        ItemGuesses label = ItemGuesses.Of(_tests, candidate.Products.Count, Rank(built.Blob, _tests));
        ItemGuesses inTurn = ItemGuesses.Of(_inTurn, candidate.Products.Count, Rank(built.Blob, _inTurn));
        _figures[candidate] = new FactorFigures(label, built.IntegerBytes);
        double loss = Math.Max(Loss(inTurn.Recall10, _referenceInTurn.Recall10), Loss(inTurn.Ndcg10, _referenceInTurn.Ndcg10));
        return new Measurement(built.Blob.Length, built.Blob.Length, label.Recall10, loss, _milliseconds?.Invoke(CostOf(built.Blob)));
    }

    private static double Loss(double quality, double reference) => (reference - quality) / Math.Max(reference, double.Epsilon);

    /// <summary>Each product of each test's basket left out in turn; at most 8,000 tests, evenly chosen.</summary>
    public static IReadOnlyList<HeldOutItem> InTurn(IReadOnlyList<HeldOutItem> tests)
    {
        HeldOutItem[] all = [.. tests.SelectMany(test =>
        {
            int[] basket = [.. test.History.Append(test.Target).Order()];
            return basket.Select(target => test with { History = [.. basket.Where(product => product != target)], Target = target });
        })];
        int every = (all.Length + MostTests - 1) / MostTests;
        return [.. all.Where((_, i) => i % every == 0)];
    }

    private int[][] Rank(byte[] blob, IReadOnlyList<HeldOutItem> tests)
    {
        int[][] rankings = new int[tests.Count][];
        Parallel.For(0, rankings.Length, new ParallelOptions { CancellationToken = _cancellation }, () => Read(blob), (test, _, image) =>
        {
            rankings[test] = FactorRankings.OfBlob(image, tests[test]);
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
