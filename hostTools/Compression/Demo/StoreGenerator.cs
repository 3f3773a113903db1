namespace Endcap.Compression.Demo;

/// <summary>
/// Generates a plausible store for the demo: one shelf, households with tastes, weekly prices, purchases over a year.
/// The same seed gives the same store (SplitMix64). Nothing in it was observed anywhere; say so wherever it is shown.
/// </summary>
public static class StoreGenerator
{
    /// <summary>Weeks of purchases.</summary>
    public const int Weeks = 52;

    /// <summary>Generates a store.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="households">At least 10: every fifth household is held out for the test set.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 10 households.</exception>
    public static GeneratedStore Generate(ulong seed = 1, int households = 600)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(households, 10);
        var random = new SplitMix64(seed);
        WeekPrices[] weeks = WeekPrices.Draw(Weeks + 1, random); // one more: the week in which the demo's shopper comes
        var people = new List<Household>();
        var purchases = new List<Purchase>();
        for (int id = 0; id < households; id++)
        {
            // A stream of its own per household: more households or weeks do not change the others.
            var own = new SplitMix64(random.NextBits());
            people.Add(Household.Draw(id, StoreProduct.Shelf.Count, own));
            Shop(people[id], weeks, own, purchases);
        }

        return new GeneratedStore(seed, people, weeks, purchases);
    }

    private static void Shop(Household household, WeekPrices[] weeks, SplitMix64 random, List<Purchase> purchases)
    {
        var history = new PurchaseHistory(-1, new int[StoreProduct.Shelf.Count]);
        for (int week = 0; week < Weeks; week++)
        {
            if (!random.NextChance(household.WeeklyRate)) continue;
            var visit = new Visit(8 + (random.NextBelow(14) + random.NextBelow(14)) / 2, random.NextChance(0.4));
            double[] utilities = ChoiceModel.Utilities(household, weeks[week], history, visit);
            int chosen = ChoiceModel.Choose(utilities, random);
            purchases.Add(new Purchase(purchases.Count, household, week, visit, history, chosen, ChoiceModel.Probabilities(utilities)));
            history = history.After(chosen);
        }
    }
}

/// <summary>One generated purchase: the situation, the choice and the true probability of every product.</summary>
public sealed record Purchase(int Id, Household Household, int Week, Visit Visit, PurchaseHistory History, int Chosen, double[] Probabilities)
{
    /// <summary>The truly best product: the likeliest; the lower number where two are equal.</summary>
    public int Best => Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>Whether the household is held out: every fifth.</summary>
    public bool IsTest => Household.Id % 5 == 0;
}
