namespace Endcap.Compression.Demo;

/// <summary>What the best possible ranking reaches on generated purchases, and how close a given one comes to it.</summary>
/// <param name="Purchases">Number of purchases measured.</param>
/// <param name="BestTop1">Share of purchases in which the truly likeliest product was the one bought.</param>
/// <param name="BestNdcg5">NDCG@5 of the ranking by true probability, the bought product being the relevant one.</param>
/// <param name="BestChance">Mean true probability of the truly best product: the expectation of <paramref name="BestTop1"/>.</param>
/// <param name="TrueBestFound">Share of purchases in which the ranking's first product is the truly best one.</param>
/// <param name="RankingChance">Mean true probability of the ranking's first product.</param>
public sealed record StoreTruth(int Purchases, double BestTop1, double BestNdcg5, double BestChance, double TrueBestFound, double RankingChance)
{
    /// <summary>How much of what can be known the ranking's first place captures: 1 is the truth itself.</summary>
    public double Captured => RankingChance / BestChance;

    /// <summary>Measures a ranking's first places.</summary>
    /// <param name="purchases">Purchases of a generated store, such as the held-out ones; at least one.</param>
    /// <param name="first">The product a ranking puts first in a purchase, 0 … products − 1.</param>
    public static StoreTruth Measure(IReadOnlyCollection<Purchase> purchases, Func<Purchase, int> first)
    {
        double top1 = 0, ndcg = 0, bestChance = 0, found = 0, chance = 0;
        foreach (Purchase purchase in purchases)
        {
            double[] truth = purchase.Probabilities;
            int rank = truth.Count(probability => probability > truth[purchase.Chosen]), choice = first(purchase);
            if (purchase.Best == purchase.Chosen) top1++;
            if (rank < 5) ndcg += 1 / Math.Log2(rank + 2);
            bestChance += truth[purchase.Best];
            if (choice == purchase.Best) found++;
            chance += truth[choice];
        }

        double count = purchases.Count;
        return new StoreTruth(purchases.Count, top1 / count, ndcg / count, bestChance / count, found / count, chance / count);
    }
}
