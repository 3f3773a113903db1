namespace Endcap.Compression.Demo;

/// <summary>A generated store: households, weekly prices and purchases, and the truth behind them.</summary>
public sealed class GeneratedStore
{
    /// <summary>Creates a store; <see cref="StoreGenerator"/> does.</summary>
    public GeneratedStore(ulong seed, IReadOnlyList<Household> households, IReadOnlyList<WeekPrices> weeks, IReadOnlyList<Purchase> purchases)
    {
        Seed = seed;
        Households = households;
        Weeks = weeks;
        Purchases = purchases;
        Sample = FindSample();
    }

    /// <summary>The seed it was generated from.</summary>
    public ulong Seed { get; }

    /// <summary>The households, by number.</summary>
    public IReadOnlyList<Household> Households { get; }

    /// <summary>Prices per week; the last week is that of the shelf and of the sample shopper.</summary>
    public IReadOnlyList<WeekPrices> Weeks { get; }

    /// <summary>All purchases, household by household, each in time order.</summary>
    public IReadOnlyList<Purchase> Purchases { get; }

    /// <summary>The sample shopper, a held-out household, in the week after the last purchases.</summary>
    public SampleShopper Sample { get; }

    /// <summary>This week's prices: what shelf and labels show.</summary>
    public WeekPrices ThisWeek => Weeks[^1];

    // Of the held-out households with some history, the one whose best product is clearest without being the one bought last.
    private SampleShopper FindSample()
    {
        SampleShopper[] candidates = [.. Purchases.Where(purchase => purchase.IsTest).GroupBy(purchase => purchase.Household.Id)
            .Select(group => Describe(group.Last()))];
        return candidates.Where(sample => sample.History.Count >= 6 && sample.Best != sample.History.Last)
                .MaxBy(sample => sample.Probabilities.Max())
            ?? candidates.FirstOrDefault() ?? throw new InvalidOperationException("No held-out household bought anything.");
    }

    private SampleShopper Describe(Purchase last)
    {
        PurchaseHistory history = last.History.After(last.Chosen);
        var visit = new Visit(18, false);
        double[] utilities = ChoiceModel.Utilities(last.Household, ThisWeek, history, visit);
        return new SampleShopper(last.Household, history, visit, ChoiceModel.Probabilities(utilities));
    }
}

/// <summary>The shopper whose phone meets the label in the demo, with the true probability of every product.</summary>
public sealed record SampleShopper(Household Household, PurchaseHistory History, Visit Visit, double[] Probabilities)
{
    /// <summary>The truly best product for this shopper.</summary>
    public int Best => Array.IndexOf(Probabilities, Probabilities.Max());
}
