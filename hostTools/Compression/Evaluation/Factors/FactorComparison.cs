using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation.Factors;

/// <summary>Float model and label side by side on the same held-out baskets.</summary>
/// <param name="Metrics">Of both.</param>
/// <param name="Agreement">Of their orders and scores; groups are baskets.</param>
/// <param name="Errors">Label minus float score, of all products of evenly chosen baskets.</param>
public sealed record FactorComparison(IReadOnlyList<MetricPair> Metrics, Agreement Agreement, double[] Errors)
{
    // Kendall's tau looks at all pairs of products.
    private const long MostPairs = 60_000_000, MostErrors = 300_000;

    /// <summary>Compares.</summary>
    /// <param name="built">The blob.</param>
    /// <param name="model">The float model: what the blob was built from, or what that was compressed from; of the same products and shopper features.</param>
    /// <param name="tests">At least one.</param>
    /// <param name="progress">Told the fraction done, or null.</param>
    /// <param name="cancellation">Stops between baskets.</param>
    public static FactorComparison Run(BuiltFactors built, TwoTowerModel model, IReadOnlyList<HeldOutItem> tests, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (BlobImage.TryRead(built.Blob, out BlobImage? image) != 0) throw new ArgumentException("The blob has a fault.", nameof(built));
        long products = model.Products.Count, everyTau = 1 + tests.Count * products * products / 2 / MostPairs, everyError = 1 + tests.Count * products / MostErrors;
        int[][] rankings = new int[tests.Count][];
        double tau = 0, sum = 0, squares = 0, largest = 0;
        int taus = 0, swaps = 0;
        List<double> errors = [];
        for (int test = 0; test < tests.Count; test++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((double)test / tests.Count);
            rankings[test] = FactorRankings.OfBlob(image!, tests[test]);
            double[] exact = model.Scores(model.User(tests[test].Bins, tests[test].History));
            double[] label = [.. Enumerable.Range(0, exact.Length).Select(p => built.Factors.Offset + built.Factors.Step * (double)(image!.Shelf.Scores[p] - image.Shelf.Bias))];
            if (exact[rankings[test][0]] != exact.Max()) swaps++;
            if (test % everyTau == 0)
            {
                tau += RankAgreement.KendallTau(exact, label);
                taus++;
            }

            if (test % everyError != 0) continue;
            for (int p = 0; p < exact.Length; p++)
            {
                double error = label[p] - exact[p];
                errors.Add(error);
                sum += error;
                squares += error * error;
                largest = Math.Max(largest, Math.Abs(error));
            }
        }

        ItemGuesses before = ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfModel(model, tests)), after = ItemGuesses.Of(tests, model.Products.Count, rankings);
        return new FactorComparison(Pairs(before, after),
            new Agreement(tau / taus, tests.Count, swaps, sum / errors.Count, Math.Sqrt(squares / errors.Count), largest), [.. errors]);
    }

    private static MetricPair[] Pairs(ItemGuesses before, ItemGuesses after) =>
    [
        new("recall10", "recall@10", before.Recall10, after.Recall10),
        new("recall20", "recall@20", before.Recall20, after.Recall20),
        new("ndcg5", "NDCG@5", before.Ndcg5, after.Ndcg5),
        new("ndcg10", "NDCG@10", before.Ndcg10, after.Ndcg10),
        new("mrr", "MRR", before.Mrr, after.Mrr),
        new("coverage10", "coverage@10", before.Coverage10, after.Coverage10),
    ];
}
