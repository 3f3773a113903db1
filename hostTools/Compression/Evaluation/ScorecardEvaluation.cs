using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>What the label makes of a model that scores single rows (risks, prices): one blob of one product for all rows.</summary>
public sealed class ScorecardReport
{
    /// <summary>The blob and what it was made from.</summary>
    public required ShelfBlob Built { get; init; }

    /// <summary>[row]: the label's score, scaled back.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Largest difference between float and label score over the rows.</summary>
    public required double LargestError { get; init; }

    /// <summary>Mean weighted IL cost of a score over the first rows (int add = 1).</summary>
    public required double IlCostMean { get; init; }

    /// <summary>Weighted IL cost of loading the blob.</summary>
    public required double IlCostLoad { get; init; }
}

/// <summary>Scores rows with the firmware's kernel, and turns the integers back into values by the blob's own Numbers section.</summary>
public static class ScorecardEvaluation
{
    // Rows whose cost is counted; tables cost the same for every row.
    private const int CostRows = 64;

    /// <summary>Whether rows can be scored without products: no feature describes an item.</summary>
    public static bool Fits(Schema schema) => schema.Features.All(feature => feature.Scope != FeatureScope.Item);

    /// <summary>Runs the evaluation.</summary>
    /// <param name="model">A model that <see cref="Fits"/>.</param>
    /// <param name="data">Rows; each is one shopper.</param>
    /// <param name="floatScores">[row]: the model's scores.</param>
    /// <param name="options">How the blob is built.</param>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="UserErrorException">The model cannot be a blob, or not within the budget.</exception>
    public static ScorecardReport Run(BinModel model, BinnedDataset data, double[] floatScores, ShelfOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ShelfSource builder = ShelfSource.For(model, options);
        Product product = Shelf.Scorecard(model.Schema).Products[0];
        ShelfBlob built = builder.Build([product.ItemBins], [new ProductText(product.Sku, product.Name)]);
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) is not BlobFault.None and int fault)
            throw new InvalidOperationException($"fault {fault}");
        var scores = new double[data.RowCount];
        double largest = 0, cost = 0;
        using var meter = new KernelMeter();
        double load = meter.MeasureRead(built.Blob).Weighted;
        int costRows = Math.Min(CostRows, scores.Length);
        for (int row = 0; row < scores.Length; row++)
        {
            if (row % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((double)row / scores.Length);
            }

            LabelProfile profile = ProfileOf(builder.Features, data, row);
            scores[row] = Score(image!, profile);
            largest = Math.Max(largest, Math.Abs(scores[row] - floatScores[row]));
            if (row < costRows) cost += meter.MeasureRank(profile.Shared, profile.Listed, profile.ListedCount, 1).Weighted;
        }

        return new ScorecardReport { Built = built, Scores = scores, LargestError = largest, IlCostMean = cost / costRows, IlCostLoad = load };
    }

    private static double Score(BlobImage image, LabelProfile profile)
    {
        LoadedShelf shelf = image.Shelf;
        if (!Ranker.Accepts(shelf, profile.Shared, profile.Listed, profile.ListedCount))
            throw new InvalidOperationException("The kernel does not accept the profile of a data row.");
        Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, 1);
        ScoreNumbers numbers = image.Content.Numbers!.Value;
        return numbers.Offset + numbers.Step * (double)(shelf.Scores[0] - shelf.Bias);
    }

    private static LabelProfile ProfileOf(RuntimeFeatures features, BinnedDataset data, int row)
    {
        byte[] bins = [.. features.SchemaIndex.Select(index => data.Columns[index][row])];
        return LabelProfile.Of(features, bins.AsSpan(0, features.SharedCount), [bins[features.SharedCount..]]);
    }
}
