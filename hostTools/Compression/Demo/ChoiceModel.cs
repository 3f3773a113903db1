namespace Endcap.Compression.Demo;

/// <summary>
/// How generated households choose: utility = tastes, price, pack fit, habit and a little context; the choice is the
/// product with the largest utility + Gumbel deviate, that is, a multinomial logit. So every choice's true
/// probabilities are known.
/// </summary>
public static class ChoiceModel
{
    // Utility against the Gumbel deviate's fixed spread: how predictable households are.
    private const double Sharpness = 1.4;

    /// <summary>The utilities of all products in one situation.</summary>
    /// <param name="household">Who chooses.</param>
    /// <param name="week">What the products cost.</param>
    /// <param name="history">What the household bought before.</param>
    /// <param name="visit">When.</param>
    public static double[] Utilities(Household household, WeekPrices week, PurchaseHistory history, Visit visit)
    {
        IReadOnlyList<StoreProduct> shelf = StoreProduct.Shelf;
        double[] utilities = new double[shelf.Count];
        double ideal = household.IdealGrams * (visit.Weekend ? 1.25 : 1); // the week's shopping is done on weekends
        double sweet = household.SweetTaste + (visit.Hour >= 17 ? 0.4 : 0);
        for (int i = 0; i < utilities.Length; i++)
        {
            StoreProduct product = shelf[i];
            double utility = product.Appeal + household.Whims[i];
            utility -= household.PriceWeight * (week.PerKilogram(i) - week.MeanPerKilogram) / 2;
            utility -= 1.7 * Math.Abs(Math.Log(product.Grams / ideal));
            if (product.Organic) utility += household.OrganicTaste;
            if (product.Sweet) utility += sweet;
            if (week.Promoted[i]) utility += household.PromotionTaste;
            if (household.GlutenFree) utility += product.GlutenFree ? 2.6 : -2.6;
            else if (product.GlutenFree) utility -= 1.0;
            if (history.Last == i) utility += household.Habit;
            utility += 0.3 * Math.Log(1 + history.Times[i]);
            utilities[i] = Sharpness * utility;
        }

        return utilities;
    }

    /// <summary>The probability of each product: the softmax of the utilities.</summary>
    public static double[] Probabilities(double[] utilities)
    {
        double largest = utilities.Max();
        double[] probabilities = [.. utilities.Select(utility => Math.Exp(utility - largest))];
        double sum = probabilities.Sum();
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] /= sum;
        return probabilities;
    }

    /// <summary>Draws a choice.</summary>
    public static int Choose(double[] utilities, SplitMix64 random)
    {
        int chosen = 0;
        double best = double.NegativeInfinity;
        for (int i = 0; i < utilities.Length; i++)
        {
            double value = utilities[i] + random.NextGumbel();
            if (value > best) (best, chosen) = (value, i);
        }

        return chosen;
    }
}

/// <summary>When a shopper stands before the shelf: hour 8…21.</summary>
public sealed record Visit(int Hour, bool Weekend);

/// <summary>What a household bought before: the product bought last (−1: none) and how often each was bought.</summary>
public sealed record PurchaseHistory(int Last, int[] Times)
{
    /// <summary>Earlier purchases in all.</summary>
    public int Count => Times.Sum();

    /// <summary>The history after one more purchase.</summary>
    public PurchaseHistory After(int product)
    {
        int[] times = [.. Times];
        times[product]++;
        return new PurchaseHistory(product, times);
    }
}
