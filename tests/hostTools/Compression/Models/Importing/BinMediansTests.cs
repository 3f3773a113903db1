using Endcap.Compression.Models.Importing;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

[TestClass]
public class BinMediansTests
{
    [TestMethod]
    public void No_Other_Bins_Cost_Less() => Seeds.Check(300, random =>
    {
        int count = random.Next(2, 10), most = random.Next(1, count);
        double[] steps = [.. Enumerable.Range(0, count - 1).Select(_ => random.Next(1, 20) / 4.0)];
        double[] weights = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(1, 9))];
        (int First, int Acts)[] bins = BinMedians.Join(steps, weights, most);
        Assert.IsLessThanOrEqualTo(most, bins.Length);
        double least = Enumerable.Range(0, 1 << (count - 1)).Where(cuts => int.PopCount(cuts) < most).Min(cuts => Cost(steps, weights, cuts));
        Assert.AreEqual(least, CostOf(steps, weights, bins), 1e-9);
    });

    [TestMethod]
    public void Thousands_Of_Intervals_Are_Joined()
    {
        var random = new Random(1);
        double[] steps = [.. Enumerable.Range(0, 9999).Select(_ => random.NextDouble() + 0.01)];
        double[] weights = [.. Enumerable.Range(0, 10000).Select(_ => 1.0)];
        (int First, int Acts)[] bins = BinMedians.Join(steps, weights, 15);
        Assert.HasCount(15, bins);
        for (int b = 0; b < bins.Length; b++)
            Assert.IsTrue(bins[b].Acts >= bins[b].First && (b + 1 == bins.Length || bins[b].Acts < bins[b + 1].First));
    }

    // Bit e of cuts: edge e stays.
    private static double Cost(double[] steps, double[] weights, int cuts)
    {
        double cost = 0;
        for (int first = 0; first < weights.Length;)
        {
            int end = first + 1;
            while (end < weights.Length && (cuts >> (end - 1) & 1) == 0) end++;
            cost += Enumerable.Range(first, end - first).Min(acts => CostOf(steps, weights, first, end, acts));
            first = end;
        }

        return cost;
    }

    private static double CostOf(double[] steps, double[] weights, (int First, int Acts)[] bins) => bins.Select((bin, b) =>
        CostOf(steps, weights, bin.First, b + 1 < bins.Length ? bins[b + 1].First : weights.Length, bin.Acts)).Sum();

    private static double CostOf(double[] steps, double[] weights, int first, int end, int acts)
    {
        double cost = 0;
        for (int i = first; i < end; i++)
            for (int e = Math.Min(i, acts); e < Math.Max(i, acts); e++) cost += weights[i] * steps[e];
        return cost;
    }
}
