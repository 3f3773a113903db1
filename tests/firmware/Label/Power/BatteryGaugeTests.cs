using Endcap.Label.Power;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Label.Power;

[TestClass]
public sealed class BatteryGaugeTests
{
    [TestMethod]
    [DataRow(0, 20, 0)]
    [DataRow(4095, 20, 6600)]
    [DataRow(4095, 49, 16170)]
    [DataRow(2482, 20, 4000)]
    [DataRow(2482, 10, 2000)]
    [DataRow(1064, 49, 4201)]
    [DataRow(-1, 20, 0)]
    [DataRow(5000, 20, 6600)]
    [DataRow(4095, 150, 49500)]
    public void Counts_Become_Millivolts(int counts, int dividerTenths, int expected) =>
        Assert.AreEqual(expected, BatteryGauge.Millivolts(counts, dividerTenths));

    [TestMethod]
    public void Millivolts_Are_The_Exact_Value_Within_One_Count()
    {
        for (int counts = 0; counts <= 4095; counts++)
            foreach (int divider in (int[])[10, 20, 49, 150])
                Assert.AreEqual(counts * 3300.0 * divider / 10 / 4095, BatteryGauge.Millivolts(counts, divider), 0.51, $"{counts} × {divider}");
    }

    [TestMethod]
    [DataRow(5000, 100)]
    [DataRow(4200, 100)]
    [DataRow(4199, 99)]
    [DataRow(4110, 90)]
    [DataRow(3900, 62)]
    [DataRow(3800, 40)]
    [DataRow(3690, 10)]
    [DataRow(3270, 0)]
    [DataRow(2000, 0)]
    [DataRow(1999, 255)]
    [DataRow(0, 255)]
    [DataRow(-1, 255)]
    public void Millivolts_Become_Percent(int millivolts, int expected) => Assert.AreEqual(expected, BatteryGauge.Percent(millivolts));

    [TestMethod]
    public void Percent_Never_Falls_And_Takes_Every_Value_As_The_Voltage_Rises()
    {
        int[] all = [.. Enumerable.Range(BatteryGauge.LeastMillivolts, 3000).Select(BatteryGauge.Percent)];
        CollectionAssert.AreEqual(all.Order().ToArray(), all);
        CollectionAssert.AreEqual(Enumerable.Range(0, 101).ToArray(), all.Distinct().ToArray());
    }

    [TestMethod]
    public void Any_Reading_Gives_A_Percentage_That_Status_Can_Hold() => Blobs.ForSeeds(300, random =>
    {
        int millivolts = BatteryGauge.Millivolts(random.Next(-10, 5000), random.Next(10, 151));
        int percent = BatteryGauge.Percent(millivolts);
        Assert.IsTrue(percent is >= 0 and <= 100 or StatusPacket.NoBattery, $"{millivolts} mV: {percent}");
    });
}
