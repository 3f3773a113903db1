using Endcap.Compression.Energy;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.HostTools.Compression.Energy;

[TestClass]
public class BatteryLifeTests
{
    // Round numbers: no spread, so that a day can be worked out by hand.
    private static readonly BoardPower Plain = new((1000, 1000), (36, 36), false, (0, 0), (0, 0));

    [TestMethod]
    public void An_Always_On_Label_Takes_Its_Current_All_Day()
    {
        BatteryLife life = BatteryLife.Of(new EnergyAssumptions(Plain), new DutyCycle(10, 0, 0), 1000);
        Assert.AreEqual(36 * 24, life.Best.Advertise, 1e-9);
        Assert.AreEqual((0.0, 0.0, 0.0), (life.Best.Sleep, life.Best.Start, life.Best.Shoppers));
        Assert.AreEqual(4 * 1.5 * 3 / 3600, life.Best.Panel, 1e-12);
        Assert.AreEqual(0.9 * 1000 / (864 + 0.005), life.MaxDays, 1e-9);
        Assert.AreEqual(0.7 * 1000 / (864 + 4 * 4 * 10 / 3600.0), life.MinDays, 1e-9);
    }

    [TestMethod]
    public void A_Cycle_Is_Start_Window_And_Sleep()
    {
        BatteryLife life = BatteryLife.Of(new EnergyAssumptions(Plain with { LoadSeconds = (0.6, 0.6) }), new DutyCycle(4, 55, 0), 1000);
        // 1,440 cycles a day of 0.4 + 0.6 + 4 + 55 s.
        Assert.AreEqual(1440 * 1.0 * 36 / 3600, life.Best.Start, 1e-9);
        Assert.AreEqual(1440 * 4.0 * 36 / 3600, life.Best.Advertise, 1e-9);
        Assert.AreEqual(1440 * 55.0 * 1 / 3600, life.Best.Sleep, 1e-9);
    }

    [TestMethod]
    public void The_Causes_Add_Up_And_The_Range_Is_In_Order() => ForDays((board, cycle, capacity) =>
    {
        BatteryLife life = Life(board, cycle, capacity);
        foreach (DailyCharge day in (DailyCharge[])[life.Best, life.Worst])
        {
            double[] causes = [day.Sleep, day.Start, day.Advertise, day.Shoppers, day.Panel];
            Assert.IsTrue(Array.TrueForAll(causes, cause => cause >= 0), $"{day}");
            Assert.AreEqual(causes.Sum(), day.Total, 1e-9);
            Assert.AreEqual(24, Hours(board, cycle, day, best: ReferenceEquals(day, life.Best)), 1e-6);
        }

        Assert.IsLessThan(life.MaxDays, life.MinDays);
        Assert.IsGreaterThan(0, life.MinDays);
        Assert.AreEqual(2 * life.MinDays, Life(board, cycle, 2 * capacity).MinDays, 1e-9 * life.MinDays);
    });

    [TestMethod]
    public void More_Sleep_Means_More_Days() => ForDays((board, cycle, capacity) =>
    {
        BatteryLife less = Life(board, cycle, capacity), more = Life(board, cycle with { SleepSeconds = 2 * cycle.SleepSeconds + 10 }, capacity);
        Assert.IsGreaterThan(less.MaxDays, more.MaxDays);
        Assert.IsGreaterThan(less.MinDays, more.MinDays);
    });

    [TestMethod]
    public void More_Shoppers_Mean_Fewer_Days() => ForDays((board, cycle, capacity) =>
    {
        BatteryLife less = Life(board, cycle, capacity), more = Life(board, cycle with { ShoppersPerDay = cycle.ShoppersPerDay + 7 }, capacity);
        if (board.HasLcd && cycle.SleepSeconds == 0)
        {
            Assert.AreEqual(less.MinDays, more.MinDays, 1e-9 * less.MinDays); // lit and awake all day in any case
            return;
        }

        Assert.IsLessThan(less.MaxDays, more.MaxDays);
        Assert.IsLessThan(less.MinDays, more.MinDays);
    });

    [TestMethod]
    public void A_Shorter_Window_Or_A_Better_Board_Means_More_Days() => ForDays((board, cycle, capacity) =>
    {
        BatteryLife before = Life(board, cycle, capacity);
        if (cycle.SleepSeconds > 0) Assert.IsGreaterThan(before.MinDays, Life(board, cycle with { WindowSeconds = cycle.WindowSeconds / 2 }, capacity).MinDays);
        BoardPower better = board with { AwakeMilliamps = (board.AwakeMilliamps.Least * 0.9, board.AwakeMilliamps.Most * 0.9) };
        Assert.IsGreaterThan(before.MaxDays, Life(better, cycle, capacity).MaxDays);
    });

    [TestMethod]
    public void Every_Assumption_Has_A_Key_Of_Its_Own_And_A_Source()
    {
        IReadOnlyList<Assumption> all = new EnergyAssumptions(Plain).All;
        Assert.AreEqual(typeof(EnergyAssumptions).GetProperties().Count(property => property.PropertyType == typeof(Assumption)), all.Count);
        Assert.HasCount(all.Count, all.Select(item => item.Key).Distinct());
        foreach (Assumption item in all) Assert.IsGreaterThan(10, item.Source.Length, item.Key);
    }

    // The charges of chip and board, divided by their currents, are the 24 hours of the day.
    private static double Hours(BoardPower board, DutyCycle cycle, DailyCharge day, bool best)
    {
        double awake = best ? board.AwakeMilliamps.Least : board.AwakeMilliamps.Most, sleep = (best ? board.SleepMicroamps.Least : board.SleepMicroamps.Most) / 1000;
        Assert.IsTrue(cycle.SleepSeconds > 0 || (day.Sleep == 0 && day.Start == 0));
        return day.Sleep / sleep + (day.Start + day.Advertise + day.Shoppers) / awake;
    }

    private static BatteryLife Life(BoardPower board, DutyCycle cycle, double capacity) => BatteryLife.Of(new EnergyAssumptions(board), cycle, capacity);

    private static void ForDays(Action<BoardPower, DutyCycle, double> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        (double, double) Range(double least, double factor) => least * (1 + 5 * random.NextDouble()) is var low ? (low, low * (1 + factor * random.NextDouble())) : default;
        var board = new BoardPower(Range(5, 50), Range(20, 4), random.Next(4) == 0, Range(0.05, 1), Range(0.0005, 1));
        var cycle = new DutyCycle(random.Next(2, 120), random.Next(3) == 0 ? 0 : random.Next(1, 4000), random.Next(0, 500));
        property(board, cycle, random.Next(50, 20_000));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
