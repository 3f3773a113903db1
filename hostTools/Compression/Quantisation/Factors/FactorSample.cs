using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>Shoppers of the training baskets, of each basket one product left out: what methods weigh their errors by.</summary>
/// <param name="Shoppers">At least one.</param>
public sealed record FactorSample(IReadOnlyList<HeldOutItem> Shoppers)
{
    private const int Most = 2000;

    /// <summary>At most 2,000 baskets of two or more products, evenly chosen. Errors: E213.</summary>
    public static FactorSample Of(Baskets baskets, int seed)
    {
        IReadOnlyList<HeldOutItem> all = LeaveOneOut.Split(baskets, 1, seed).Tests;
        int every = (all.Count + Most - 1) / Most;
        return new FactorSample([.. all.Where((_, i) => i % every == 0)]);
    }

    /// <summary>[shopper][element]: their vectors.</summary>
    public double[][] Users(TwoTowerModel model) => [.. Shoppers.Select(shopper => model.User(shopper.Bins, shopper.History))];

    /// <summary>Second moments of the shoppers' vectors. [element · rank + element]; positive definite.</summary>
    public double[] Moments(TwoTowerModel model)
    {
        double[][] users = Users(model);
        return FactorMoments.Regular(Products(users, users), model.Rank);
    }

    /// <summary>Mean of left rightᵀ over shoppers. [element · rank + element].</summary>
    public static double[] Products(double[][] left, double[][] right)
    {
        int rank = left[0].Length;
        double[] sums = new double[rank * rank];
        for (int shopper = 0; shopper < left.Length; shopper++)
            for (int r = 0, at = 0; r < rank; r++)
                for (int s = 0; s < rank; s++) sums[at++] += left[shopper][r] * right[shopper][s] / left.Length;
        return sums;
    }

    /// <summary>[element]: the mean vector.</summary>
    public static double[] Mean(double[][] users) => [.. users[0].Select((_, r) => users.Average(user => user[r]))];
}
