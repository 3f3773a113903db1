using Endcap.Compression.Datasets;

namespace Endcap.Compression.Evaluation.Factors;

/// <summary>
/// How well missing products are guessed. A ranking holds all products that are not in the history, best first; a test's rank is
/// the place of the product that was taken out.
/// </summary>
/// <param name="Tests">Number of tests.</param>
/// <param name="Recall10">Share of tests with rank ≤ 10.</param>
/// <param name="Recall20">Share of tests with rank ≤ 20.</param>
/// <param name="Ndcg5">As <paramref name="Ndcg10"/>, 0 beyond 5: for a shelf of about ten.</param>
/// <param name="Ndcg10">Mean of 1 / log2(1 + rank), 0 beyond 10: one relevant product, so the ideal is 1.</param>
/// <param name="Mrr">Mean of 1 / rank; 0 for one that is not in the ranking at all.</param>
/// <param name="Coverage10">Share of all products that are among the first 10 of at least one test.</param>
public sealed record ItemGuesses(int Tests, double Recall10, double Recall20, double Ndcg5, double Ndcg10, double Mrr, double Coverage10)
{
    /// <summary>Measures rankings.</summary>
    /// <param name="tests">The tests, at least one.</param>
    /// <param name="products">Number of products.</param>
    /// <param name="rankings">[test]: products, best first; those of the history are passed over.</param>
    public static ItemGuesses Of(IReadOnlyList<HeldOutItem> tests, int products, IReadOnlyList<int[]> rankings)
    {
        double recall10 = 0, recall20 = 0, ndcg5 = 0, ndcg10 = 0, mrr = 0;
        var shown = new HashSet<int>();
        for (int test = 0; test < tests.Count; test++)
        {
            int rank = 0, found = 0;
            foreach (int product in rankings[test])
            {
                if (tests[test].History.AsSpan().BinarySearch(product) >= 0) continue;
                if (++rank <= 10) shown.Add(product);
                if (product == tests[test].Target) found = rank;
                if (found > 0 && rank >= 10) break;
            }

            if (found == 0) continue;
            mrr += 1.0 / found;
            if (found <= 20) recall20++;
            if (found > 10) continue;
            recall10++;
            ndcg10 += 1 / Math.Log2(1 + found);
            if (found <= 5) ndcg5 += 1 / Math.Log2(1 + found);
        }

        double all = tests.Count;
        return new ItemGuesses(tests.Count, recall10 / all, recall20 / all, ndcg5 / all, ndcg10 / all, mrr / all, (double)shown.Count / products);
    }
}
