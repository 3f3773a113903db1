using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Blobs;

namespace Endcap.Compression.Search;

/// <summary>What to look for.</summary>
public sealed record CompressionRequest
{
    /// <summary>Largest mean size of a shelf's blob, or null: as small as the floor allows.</summary>
    public int? BudgetBytes { get; init; }

    /// <summary>Relative loss of quality that is allowed.</summary>
    public double MaxLoss { get; init; } = 0.005;

    /// <summary>Absolute loss of quality that is allowed, instead of <see cref="MaxLoss"/>; null: that counts.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>Candidates to try at most, the input model included.</summary>
    public int Evaluations { get; init; } = 80;

    /// <summary>Methods allowed: <see cref="TreeSteps.Methods"/>, or those of the model's family.</summary>
    public IReadOnlyCollection<string> Methods { get; init; } = TreeSteps.Methods;

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>From weighted IL cost to milliseconds on a board, or null: not counted.</summary>
    public Func<double, double>? Milliseconds { get; init; }

    /// <summary>Largest mean time of a ranking in milliseconds, or null.</summary>
    public double? MaxMilliseconds { get; init; }

    /// <summary>Groups measured at most.</summary>
    public int MostGroups { get; init; } = 1000;

    /// <summary>The request with its floor as a relative loss. <paramref name="reference"/>: the input model's metric.</summary>
    public CompressionRequest Against(double reference) =>
        MaxDrop is { } drop ? this with { MaxLoss = drop / Math.Max(Math.Abs(reference), double.Epsilon) } : this;
}

/// <summary>What compressing found.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Reference">The input model's metric in floating point.</param>
/// <param name="Start">The input model as blobs.</param>
/// <param name="Front">Points that no other dominates, smallest first.</param>
/// <param name="Chosen">The smallest that keeps all limits, or null.</param>
/// <param name="Sensitivity">What trees and features carry.</param>
/// <param name="Tried">Candidates tried.</param>
/// <param name="Groups">Held-out groups measured.</param>
/// <param name="Interrupted">Whether the search was stopped early.</param>
/// <param name="Request">What was looked for; its floor as a relative loss.</param>
public sealed record CompressionResult(string Metric, double Reference, SearchPoint<TreeCandidate> Start,
    IReadOnlyList<SearchPoint<TreeCandidate>> Front, SearchPoint<TreeCandidate>? Chosen, Sensitivity Sensitivity, int Tried, int Groups, bool Interrupted,
    CompressionRequest Request);

/// <summary>Compresses a tree ensemble: sensitivity analysis, then a Pareto search over the methods.</summary>
public static class TreeCompression
{
    private const int MostRowsAlone = 20_000; // of data without item features, which needs one blob

    // Groups of the screen. It pays where the full measure has several times as many.
    private const int ScreenGroups = 64, ScreenPaysFrom = 4 * ScreenGroups;

    /// <summary>Searches.</summary>
    /// <param name="model">The input model.</param>
    /// <param name="train">Rows that methods may learn from.</param>
    /// <param name="held">Rows that candidates are judged by.</param>
    /// <param name="request">What to look for.</param>
    /// <param name="progress">Told after each candidate, or null.</param>
    /// <param name="cancellation">Ends the search; before the first candidate is measured with an <see cref="OperationCanceledException"/>.</param>
    public static CompressionResult Run(TreeEnsemble model, BinnedDataset train, BinnedDataset held, CompressionRequest request,
        IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        BinnedDataset sample = Sample(held, request);
        var measure = new ShelfMeasure(model, sample, request.Seed, request.Milliseconds, cancellation);
        if (!double.IsFinite(measure.Reference)) throw Catalogue.QualityUnknown(held.Source?.File ?? "the data", measure.Metric.Name);
        request = request.Against(measure.Reference);
        Sensitivity sensitivity = Sensitivity.Of(model, train, sample, measure.Metric, cancellation);
        var steps = new TreeSteps(train, request.Seed, cancellation);
        IReadOnlyList<SearchAxis> axes = TreeSteps.Axes(request.Methods, sensitivity.Dispensable(model, request.MaxLoss));
        var search = new ParetoSearch<TreeCandidate>(axes, steps.Apply, measure.Of, IsOneBlob(held) ? null : ScreenOf(model, sample, request, cancellation));
        SearchResult<TreeCandidate> found = search.Run(new TreeCandidate(model, new ShelfOptions().Tolerance), request.Evaluations,
            request.MaxLoss, progress, cancellation);
        return new CompressionResult(measure.Metric.Name, measure.Reference, found.Start, found.Front,
            found.Front.FirstOrDefault(point => Missed(point.Measured, request) is null), sensitivity, found.Tried, sample.GroupCount, found.Interrupted, request);
    }

    private static Func<TreeCandidate, Measurement>? ScreenOf(TreeEnsemble model, BinnedDataset sample, CompressionRequest request, CancellationToken cancellation)
    {
        if (sample.GroupCount < ScreenPaysFrom) return null;
        BinnedDataset part = ShelfMeasure.Sample(sample, ScreenGroups, request.Seed);
        return new ShelfMeasure(model, part, request.Seed, null, cancellation).Of;
    }

    /// <summary>The held-out rows that candidates are measured on.</summary>
    internal static BinnedDataset Sample(BinnedDataset held, CompressionRequest request)
    {
        return ShelfMeasure.Sample(held, IsOneBlob(held) ? MostRowsAlone : request.MostGroups, request.Seed);
    }

    private static bool IsOneBlob(BinnedDataset held) =>
        held.Schema.Group is null && held.Schema.Features.All(feature => feature.Scope != FeatureScope.Item);

    /// <summary>Makes a recipe's model again.</summary>
    public static TreeCandidate Replay(TreeEnsemble model, BinnedDataset train, CompressionRecipe recipe, CancellationToken cancellation = default)
    {
        var steps = new TreeSteps(train, recipe.Seed, cancellation);
        return recipe.Steps.Aggregate(new TreeCandidate(model, new ShelfOptions().Tolerance), steps.Apply);
    }

    /// <summary>The error that says which limit no point of the front keeps. <paramref name="model"/>, <paramref name="board"/>: names.</summary>
    public static UserErrorException WhyNone(CompressionResult result, CompressionRequest request, string model, string board) =>
        WhyNone([.. result.Front.Select(point => point.Measured)], request, model, board);

    /// <summary>The same for a front of any family.</summary>
    public static UserErrorException WhyNone(IReadOnlyList<Measurement> front, CompressionRequest request, string model, string board)
    {
        if (front.Count == 0) return Catalogue.NothingFits(model, "every shelf exceeds a limit of the format");
        Measurement[] good = [.. front.Where(measured => measured.Loss <= request.MaxLoss)];
        if (good.Length == 0) return Catalogue.NoneWithinFloor(request.MaxLoss, front.Min(measured => measured.Loss));
        if (request.BudgetBytes is { } budget && good.All(measured => measured.Bytes > budget))
            return Catalogue.NoneWithinBudget(budget, good.Min(measured => measured.Bytes), request.MaxLoss);
        return Catalogue.NoneFastEnough(request.MaxMilliseconds!.Value, board, good.Min(measured => measured.Milliseconds!.Value));
    }

    /// <summary>The first limit that a point misses: floor, budget or latency; null when it keeps all.</summary>
    public static string? Missed(Measurement measured, CompressionRequest request)
    {
        if (!(measured.Loss <= request.MaxLoss)) return "floor";
        if (measured.Bytes > (request.BudgetBytes ?? double.PositiveInfinity)) return "budget";
        return measured.Milliseconds > request.MaxMilliseconds ? "latency" : null;
    }
}
