using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation.Factors;

/// <summary>What a label makes of a two-tower model: ranked, compared and counted with the firmware's kernel.</summary>
/// <param name="Guesses">Metrics of the label's rankings.</param>
/// <param name="Top1Agreement">Share of tests in which float and label put the same product first.</param>
/// <param name="WorstError">Largest |float score − (offset + step · integer score)| of a product in any test.</param>
/// <param name="IlCostMean">Weighted IL cost of a ranking, mean of the first tests.</param>
/// <param name="IlCostMax">The largest of them.</param>
/// <param name="IlCostLoad">Weighted IL cost of reading the blob.</param>
public sealed record FactorLabelReport(ItemGuesses Guesses, double Top1Agreement, double WorstError, double IlCostMean, double IlCostMax, double IlCostLoad)
{
    // Costs differ only with the size of the history.
    private const int CountedTests = 100;

    /// <summary>Ranks all tests.</summary>
    /// <param name="built">A blob of the tests' products.</param>
    /// <param name="tests">At least one.</param>
    /// <param name="progress">Told the fraction done, or null.</param>
    /// <param name="cancellation">Stops between tests.</param>
    public static FactorLabelReport Run(BuiltFactors built, IReadOnlyList<HeldOutItem> tests, IProgress<double>? progress, CancellationToken cancellation)
    {
        TwoTowerModel model = built.Factors.Model;
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) != BlobFault.None) throw new ArgumentException("The blob has a fault.", nameof(built));
        using var meter = new KernelMeter();
        double load = meter.MeasureRead(built.Blob).Weighted, worst = 0, sum = 0, most = 0;
        int agreed = 0, counted = Math.Min(CountedTests, tests.Count);
        int[][] rankings = new int[tests.Count][];
        LoadedShelf shelf = image!.Shelf;
        for (int test = 0; test < tests.Count; test++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((double)test / tests.Count);
            rankings[test] = FactorRankings.OfBlob(image, tests[test]);
            double[] exact = model.Scores(model.User(tests[test].Bins, tests[test].History));
            for (int p = 0; p < exact.Length; p++)
                worst = Math.Max(worst, Math.Abs(exact[p] - built.Factors.Offset - built.Factors.Step * (double)(shelf.Scores[p] - shelf.Bias)));
            if (exact[rankings[test][0]] == exact.Max()) agreed++;
            if (test >= counted) continue;
            LabelProfile profile = FactorRankings.Profile(shelf, tests[test].Bins, tests[test].History);
            double cost = meter.MeasureRank(profile.Shared, profile.Listed, profile.ListedCount, BlobCost.RanksOf(shelf)).Weighted;
            sum += cost;
            most = Math.Max(most, cost);
        }

        return new FactorLabelReport(ItemGuesses.Of(tests, model.Products.Count, rankings), (double)agreed / tests.Count, worst, sum / counted, most, load);
    }
}
