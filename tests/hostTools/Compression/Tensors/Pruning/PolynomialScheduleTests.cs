using Endcap.Compression.Tensors.Pruning;

namespace Endcap.Tests.HostTools.Compression.Tensors.Pruning;

[TestClass]
public sealed class PolynomialScheduleTests
{
    [TestMethod]
    public void The_Cubic_Is_The_One_By_Hand()
    {
        var schedule = new PolynomialSchedule(0.2, 0.8, 10, 30, interval: 5);
        Assert.AreEqual(0.2, schedule.SparsityAt(0), 1e-12);
        Assert.AreEqual(0.2, schedule.SparsityAt(10), 1e-12);
        Assert.AreEqual(0.8 - 0.6 / 8, schedule.SparsityAt(20), 1e-12); // half way: (1 − ½)³
        Assert.AreEqual(0.8, schedule.SparsityAt(30), 1e-12);
        Assert.AreEqual(0.8, schedule.SparsityAt(99), 1e-12);
        Assert.AreEqual(0.5, new PolynomialSchedule(0.2, 0.8, 10, 30, power: 1).SparsityAt(20), 1e-12);
    }

    [TestMethod]
    public void It_Never_Falls_And_Steps_Get_Smaller() => Seeds.Check(100, random =>
    {
        double initial = random.NextDouble(), target = initial + (1 - initial) * random.NextDouble();
        var schedule = new PolynomialSchedule(initial, target, 3, 3 + random.Next(1, 40));
        double[] rises = [.. Enumerable.Range(3, 40).Select(step => schedule.SparsityAt(step + 1) - schedule.SparsityAt(step))];
        Assert.IsTrue(rises.All(rise => rise >= -1e-12));
        Assert.IsTrue(rises.Zip(rises.Skip(1)).All(pair => pair.Second <= pair.First + 1e-12));
    });

    [TestMethod]
    public void It_Prunes_Every_Interval_And_At_The_End() => CollectionAssert.AreEqual(new[] { 4, 7, 10, 11 },
        Enumerable.Range(0, 20).Where(new PolynomialSchedule(0, 1, 4, 11, interval: 3).Prunes).ToArray());

    [TestMethod]
    public void Schedules_That_Fall_Or_Stand_Still_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new PolynomialSchedule(0.5, 0.4, 0, 1));
        Assert.ThrowsExactly<ArgumentException>(() => new PolynomialSchedule(0, 1.1, 0, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PolynomialSchedule(0, 1, 5, 5));
    }
}
