namespace Endcap.Compression.Demo;

/// <summary>The prices of one week: cents per product, the same for everyone.</summary>
public sealed record WeekPrices(int[] Prices, bool[] Promoted)
{
    /// <summary>Mean price per kilogram over the shelf, euros.</summary>
    public double MeanPerKilogram { get; } = Enumerable.Range(0, Prices.Length).Average(i => PerKilogram(Prices, i));

    /// <summary>Price per kilogram of a product, euros.</summary>
    public double PerKilogram(int product) => PerKilogram(Prices, product);

    /// <summary>Draws the prices of a number of weeks: base prices that drift a little, and promotions of 15…30 %.</summary>
    public static WeekPrices[] Draw(int weeks, SplitMix64 random)
    {
        IReadOnlyList<StoreProduct> shelf = StoreProduct.Shelf;
        var drawn = new WeekPrices[weeks];
        for (int week = 0; week < weeks; week++)
        {
            int[] prices = new int[shelf.Count];
            bool[] promoted = new bool[shelf.Count];
            for (int i = 0; i < shelf.Count; i++)
            {
                double factor = 1 + 0.05 * Math.Sin(0.25 * week + i);
                promoted[i] = random.NextChance(0.13);
                if (promoted[i]) factor *= 0.70 + 0.15 * random.NextUnit();
                prices[i] = (int)Math.Round(shelf[i].BasePrice * factor / 10) * 10 - 1; // 1.89, 2.29: prices end in nine
            }

            drawn[week] = new WeekPrices(prices, promoted);
        }

        return drawn;
    }

    private static double PerKilogram(int[] prices, int product) => prices[product] * 10.0 / StoreProduct.Shelf[product].Grams;
}
