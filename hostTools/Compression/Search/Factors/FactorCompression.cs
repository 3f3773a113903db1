using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Search.Factors;

/// <summary>What compressing a two-tower model found.</summary>
/// <param name="Reference">The input model in floating point.</param>
/// <param name="Start">The input model as a blob.</param>
/// <param name="Front">Points that no other dominates, smallest first.</param>
/// <param name="Chosen">The smallest that keeps all limits, or null.</param>
/// <param name="Figures">More of what was measured, of each model of the front and of the start.</param>
/// <param name="Tried">Candidates tried.</param>
/// <param name="Tests">Held-out baskets.</param>
/// <param name="Interrupted">Whether the search was stopped early.</param>
public sealed record FactorCompressionResult(ItemGuesses Reference, SearchPoint<TwoTowerModel> Start, IReadOnlyList<SearchPoint<TwoTowerModel>> Front,
    SearchPoint<TwoTowerModel>? Chosen, Func<TwoTowerModel, FactorFigures> Figures, int Tried, int Tests, bool Interrupted);

/// <summary>Compresses a two-tower model by a Pareto search over the methods of <see cref="FactorSteps"/>.</summary>
public static class FactorCompression
{
    private const string Metric = "recall@10";

    /// <summary>Searches. Errors: E213, E287.</summary>
    /// <param name="model">The input model.</param>
    /// <param name="train">Baskets that methods may learn from.</param>
    /// <param name="tests">Baskets that candidates are judged by.</param>
    /// <param name="request">What to look for; its methods are those of <see cref="FactorSteps.Methods"/>.</param>
    /// <param name="file">The data's name, for messages.</param>
    /// <param name="progress">Told after each candidate, or null.</param>
    /// <param name="cancellation">Ends the search; before the first candidate is measured with an <see cref="OperationCanceledException"/>.</param>
    public static FactorCompressionResult Run(TwoTowerModel model, Baskets train, IReadOnlyList<HeldOutItem> tests, CompressionRequest request, string file,
        IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        var measure = new FactorMeasure(model, tests, request.Milliseconds, cancellation);
        if (!(measure.Reference.Recall10 > 0)) throw Catalogue.QualityUnknown(file, Metric);
        var steps = new FactorSteps(train, request.Seed, cancellation);
        var search = new ParetoSearch<TwoTowerModel>(FactorSteps.Axes(request.Methods, model), steps.Apply, measure.Of);
        SearchResult<TwoTowerModel> found = search.Run(model, request.Evaluations, request.MaxLoss, progress, cancellation);
        return new FactorCompressionResult(measure.Reference, found.Start, found.Front,
            found.Front.FirstOrDefault(point => TreeCompression.Missed(point.Measured, request) is null), measure.FiguresOf, found.Tried, tests.Count, found.Interrupted);
    }

    /// <summary>Makes a recipe's model again. Errors: E213, E242, E280.</summary>
    public static TwoTowerModel Replay(TwoTowerModel model, Baskets train, CompressionRecipe recipe, CancellationToken cancellation = default)
    {
        var steps = new FactorSteps(train, recipe.Seed, cancellation);
        return recipe.Steps.Aggregate(model, steps.Apply);
    }

    /// <summary>The error that says which limit no point of the front keeps. <paramref name="model"/>, <paramref name="board"/>: names.</summary>
    public static UserErrorException WhyNone(FactorCompressionResult result, CompressionRequest request, string model, string board)
    {
        if (result.Front.Count == 0) return Catalogue.FactorsWithoutScores(model);
        Measurement[] good = [.. result.Front.Select(point => point.Measured).Where(measured => measured.Loss <= request.MaxLoss)];
        if (good.Length == 0) return Catalogue.NoneWithinFloor(request.MaxLoss, result.Front.Min(point => point.Measured.Loss));
        if (request.BudgetBytes is { } budget && good.All(measured => measured.Bytes > budget))
            return Catalogue.NoneWithinBudget(budget, good.Min(measured => measured.Bytes), request.MaxLoss);
        return Catalogue.NoneFastEnough(request.MaxMilliseconds!.Value, board, good.Min(measured => measured.Milliseconds!.Value));
    }
}
