namespace Endcap.Compression.Tensors.MixedBits;

/// <summary>
/// Which of its ways to store each tensor, so that the losses' sum is least within a byte budget: the multiple-choice
/// knapsack problem. Losses are taken to add up, as a sensitivity analysis of one tensor at a time measures them.
/// </summary>
public static class BitAllocation
{
    /// <summary>Steps of the exact table (tensors × bytes) up to which it is used.</summary>
    private const long MostExact = 50_000_000;

    /// <summary>Chooses exactly by dynamic programming where the table is small enough, else by <see cref="Lagrangian"/>.</summary>
    /// <param name="tensors">[tensor][way].</param>
    /// <param name="budget">Bytes for all tensors.</param>
    /// <returns>[tensor]: way; or null if even the smallest ways do not fit.</returns>
    public static int[]? Choose(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int budget) =>
        Fits(tensors, budget) && (long)tensors.Count * Slack(tensors, budget) > MostExact ? Lagrangian(tensors, budget) : Exact(tensors, budget);

    /// <summary>The optimum, in O(ways · budget) time and O(tensors · budget) bytes.</summary>
    public static int[]? Exact(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int budget)
    {
        if (!Fits(tensors, budget)) return null;
        // Only what a way needs beyond its tensor's smallest counts, and a budget beyond all largest ways does not.
        int slack = Slack(tensors, budget);
        double[] least = new double[slack + 1]; // [extra bytes]: least loss of the tensors so far
        byte[][] taken = new byte[tensors.Count][];
        for (int t = 0; t < tensors.Count; t++) least = Add(tensors[t], least, taken[t] = new byte[slack + 1]);
        int[] choice = new int[tensors.Count];
        for (int t = tensors.Count - 1, left = slack; t >= 0; t--)
        {
            choice[t] = taken[t][left];
            left -= tensors[t][choice[t]].Bytes - Smallest(tensors[t]);
        }

        return choice;
    }

    /// <summary>
    /// Least loss + λ · bytes per tensor, λ found by halving (Everett 1963; Shoham and Gersho 1988), then upgrades that still
    /// fit, the most loss saved per byte first. At each λ the choice is optimal for the bytes it takes; the gap to the optimum
    /// is what the budget's remainder could have bought.
    /// </summary>
    public static int[]? Lagrangian(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int budget)
    {
        if (!Fits(tensors, budget)) return null;
        int[] best = [.. tensors.Select(ways => Cheapest(ways, double.PositiveInfinity))];
        double low = 0, high = 1e-12;
        while (Bytes(tensors, At(tensors, high)) > budget && high < 1e30) high *= 4;
        for (int round = 0; round < 100; round++)
        {
            double price = round == 0 ? 0 : (low + high) / 2;
            int[] choice = At(tensors, price);
            bool fits = Bytes(tensors, choice) <= budget;
            if (fits) (best, high) = (choice, price);
            else low = price;
            if (fits && price == 0) break;
        }

        while (Upgrade(tensors, best, budget))
        {
        }

        return best;
    }

    /// <summary>Bytes of a choice.</summary>
    public static long Bytes(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int[] choice) =>
        tensors.Select((ways, t) => (long)ways[choice[t]].Bytes).Sum();

    /// <summary>Loss of a choice.</summary>
    public static double Loss(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int[] choice) =>
        tensors.Select((ways, t) => ways[choice[t]].Loss).Sum();

    private static double[] Add(IReadOnlyList<BitChoice> ways, double[] least, byte[] taken)
    {
        double[] next = new double[least.Length];
        Array.Fill(next, double.PositiveInfinity);
        int smallest = Smallest(ways);
        for (int way = 0; way < ways.Count; way++)
            for (int extra = ways[way].Bytes - smallest, left = extra; left < next.Length; left++)
            {
                double loss = least[left - extra] + ways[way].Loss;
                if (loss < next[left]) (next[left], taken[left]) = (loss, (byte)way);
            }

        return next;
    }

    private static bool Upgrade(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int[] choice, int budget)
    {
        long free = budget - Bytes(tensors, choice);
        double most = 0;
        int tensor = -1, way = 0;
        for (int t = 0; t < tensors.Count; t++)
            for (int w = 0; w < tensors[t].Count; w++)
            {
                double saved = tensors[t][choice[t]].Loss - tensors[t][w].Loss;
                int added = tensors[t][w].Bytes - tensors[t][choice[t]].Bytes;
                if (saved <= 0 || added > free) continue;
                double rate = saved / Math.Max(added, 1e-3);
                if (rate > most) (most, tensor, way) = (rate, t, w);
            }

        if (tensor < 0) return false;
        choice[tensor] = way;
        return true;
    }

    private static int[] At(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, double price) =>
        [.. tensors.Select(ways => Cheapest(ways, price))];

    // Of equally good ways the smaller; at an infinite price the smallest, and of those the best.
    private static int Cheapest(IReadOnlyList<BitChoice> ways, double price) => double.IsInfinity(price)
        ? Enumerable.Range(0, ways.Count).MinBy(way => (ways[way].Bytes, ways[way].Loss))
        : Enumerable.Range(0, ways.Count).MinBy(way => (ways[way].Loss + price * ways[way].Bytes, ways[way].Bytes));

    private static int Smallest(IReadOnlyList<BitChoice> ways) => ways.Min(way => way.Bytes);

    private static int Slack(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int budget) => (int)Math.Min(
        budget - tensors.Sum(ways => (long)Smallest(ways)),
        tensors.Sum(ways => (long)ways.Max(way => way.Bytes) - Smallest(ways)));

    private static bool Fits(IReadOnlyList<IReadOnlyList<BitChoice>> tensors, int budget)
    {
        foreach (IReadOnlyList<BitChoice> ways in tensors)
            if (ways.Count is 0 or > 256 || ways.Any(way => way.Bytes < 0 || !double.IsFinite(way.Loss)))
                throw new ArgumentException("A tensor has 1 … 256 ways with sizes from 0 and finite losses.", nameof(tensors));
        return tensors.Sum(ways => (long)Smallest(ways)) <= budget;
    }
}
