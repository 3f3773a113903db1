using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Search.Dense;

/// <summary>What compressing a network found.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Reference">The input model's metric in floating point.</param>
/// <param name="Start">The input model as blobs.</param>
/// <param name="Front">Points that no other dominates, smallest first.</param>
/// <param name="Chosen">The smallest that keeps all limits, or null.</param>
/// <param name="Sensitivity">What features and tensors carry.</param>
/// <param name="Tried">Candidates tried.</param>
/// <param name="Groups">Held-out groups measured.</param>
/// <param name="Interrupted">Whether the search was stopped early.</param>
/// <param name="Request">What was looked for; its floor as a relative loss.</param>
public sealed record DenseCompressionResult(string Metric, double Reference, SearchPoint<DenseCandidate> Start,
    IReadOnlyList<SearchPoint<DenseCandidate>> Front, SearchPoint<DenseCandidate>? Chosen, DenseSensitivity Sensitivity, int Tried, int Groups,
    bool Interrupted, CompressionRequest Request);

/// <summary>Compresses a dense network: sensitivity analysis, then a Pareto search over the methods.</summary>
public static class DenseCompression
{
    /// <summary>Searches. Parameters as <see cref="TreeCompression.Run"/>.</summary>
    public static DenseCompressionResult Run(DenseModel model, BinnedDataset train, BinnedDataset held, CompressionRequest request,
        IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        BinnedDataset sample = TreeCompression.Sample(held, request);
        var measure = new ShelfMeasure(model, sample, request.Seed, request.Milliseconds, cancellation);
        if (!double.IsFinite(measure.Reference)) throw Catalogue.QualityUnknown(held.Source?.File ?? "the data", measure.Metric.Name);
        request = request.Against(measure.Reference);
        DenseSensitivity sensitivity = DenseSensitivity.Of(model, train, sample, measure.Metric, cancellation);
        var steps = new DenseSteps(model, train, request.Seed, cancellation);
        IReadOnlyList<SearchAxis> axes = DenseSteps.Axes(request.Methods, model, sensitivity, request.MaxLoss);
        var search = new ParetoSearch<DenseCandidate>(axes, steps.Apply, candidate => measure.Of(candidate.Model, new ShelfOptions().Tolerance));
        SearchResult<DenseCandidate> found = search.Run(new DenseCandidate(model, model), request.Evaluations, request.MaxLoss, progress, cancellation);
        return new DenseCompressionResult(measure.Metric.Name, measure.Reference, found.Start, found.Front,
            found.Front.FirstOrDefault(point => TreeCompression.Missed(point.Measured, request) is null), sensitivity, found.Tried, sample.GroupCount,
            found.Interrupted, request);
    }

    /// <summary>Makes a recipe's model again.</summary>
    public static DenseModel Replay(DenseModel model, BinnedDataset train, CompressionRecipe recipe, CancellationToken cancellation = default)
    {
        var steps = new DenseSteps(model, train, recipe.Seed, cancellation);
        return recipe.Steps.Aggregate(new DenseCandidate(model, model), steps.Apply).Model;
    }
}
