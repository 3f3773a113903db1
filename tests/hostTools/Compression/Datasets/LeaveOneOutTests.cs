using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class LeaveOneOutTests
{
    [TestMethod]
    public void Held_Out_Baskets_Are_Not_Trained_On_And_Lose_One_Product()
    {
        Baskets baskets = Shops.Random(500, 20, 3);
        (Baskets train, IReadOnlyList<HeldOutItem> tests) = LeaveOneOut.Split(baskets, 0.3, 1);
        Assert.AreEqual(baskets.Count, train.Count + tests.Count);
        Assert.AreEqual(baskets.Interactions, train.Interactions + tests.Sum(test => test.History.Length + 1));
        Assert.IsTrue(tests.All(test => test.History.Length > 0 && !test.History.Contains(test.Target)));
        int pairs = Enumerable.Range(0, baskets.Count).Count(basket => baskets[basket].Length > 1);
        Assert.IsInRange(0.25, 0.35, (double)tests.Count / pairs);
        Assert.IsGreaterThan(10, tests.Select(test => test.Target).Distinct().Count());
    }

    [TestMethod]
    public void The_Seed_Decides()
    {
        Baskets baskets = Shops.Random(200, 20, 3);
        string Split(double fraction, int seed) => string.Join('|', LeaveOneOut.Split(baskets, fraction, seed).Tests.Select(test => test.Target));
        Assert.AreEqual(Split(0.5, 1), Split(0.5, 1));
        Assert.AreNotEqual(Split(0.5, 1), Split(0.5, 2));
        Assert.AreEqual(Enumerable.Range(0, 200).Count(basket => baskets[basket].Length > 1), LeaveOneOut.Split(baskets, 1, 1).Tests.Count);
        UserErrors.Expect("E213", () => LeaveOneOut.Split(baskets, 0, 1), "fraction 0");
    }
}
