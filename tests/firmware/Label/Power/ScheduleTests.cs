using Endcap.Label.Power;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Label.Power;

[TestClass]
public sealed class ScheduleTests
{
    private const int Low = 3600, Empty = 3400;

    [TestMethod]
    [DataRow(4000, Schedule.Normal)]
    [DataRow(3600, Schedule.Normal)]
    [DataRow(3599, Schedule.Low)]
    [DataRow(3400, Schedule.Low)]
    [DataRow(3399, Schedule.Empty)]
    [DataRow(2000, Schedule.Empty)]
    [DataRow(1999, Schedule.Normal)] // an open pin
    [DataRow(-1, Schedule.Normal)] // no pin
    public void The_Battery_Has_A_State(int millivolts, int expected) => Assert.AreEqual(expected, Schedule.BatteryState(millivolts, Low, Empty));

    [TestMethod]
    [DataRow(10, false, Schedule.Normal, 10)]
    [DataRow(10, false, Schedule.Low, 5)]
    [DataRow(5, false, Schedule.Low, 3)]
    [DataRow(1, false, Schedule.Low, 1)]
    [DataRow(10, false, Schedule.Empty, 0)]
    [DataRow(10, true, Schedule.Normal, 30)]
    [DataRow(10, true, Schedule.Low, 30)]
    [DataRow(60, true, Schedule.Low, 60)]
    [DataRow(10, true, Schedule.Empty, 0)]
    [DataRow(0, false, Schedule.Normal, 1)]
    [DataRow(int.MaxValue, false, Schedule.Normal, 86400)]
    public void The_Window(int set, bool button, int state, int expected) => Assert.AreEqual(expected, Schedule.WindowSeconds(set, button, state));

    [TestMethod]
    [DataRow(50, Schedule.Normal, 50)]
    [DataRow(50, Schedule.Low, 200)]
    [DataRow(50, Schedule.Empty, 3600)]
    [DataRow(0, Schedule.Normal, 0)]
    [DataRow(0, Schedule.Low, 0)]
    [DataRow(0, Schedule.Empty, 3600)]
    [DataRow(1800, Schedule.Empty, 7200)]
    [DataRow(50000, Schedule.Low, 86400)]
    [DataRow(-5, Schedule.Normal, 0)]
    [DataRow(int.MaxValue, Schedule.Low, 86400)]
    public void The_Sleep(int set, int state, int expected) => Assert.AreEqual(expected, Schedule.SleepSeconds(set, state));

    [TestMethod]
    public void Less_Charge_Never_Means_More_Radio_Or_Less_Sleep() => Blobs.ForSeeds(500, random =>
    {
        int window = Any(random), sleep = Any(random);
        bool button = random.Next(2) == 0;
        for (int state = Schedule.Normal; state <= Schedule.Empty; state++)
        {
            int windowNow = Schedule.WindowSeconds(window, button, state), sleepNow = Schedule.SleepSeconds(sleep, state);
            Assert.IsInRange(state == Schedule.Empty ? 0 : 1, Schedule.MaxSeconds, windowNow);
            Assert.IsInRange(0, Schedule.MaxSeconds, sleepNow);
            if (state == Schedule.Normal) continue;
            Assert.IsLessThanOrEqualTo(Schedule.WindowSeconds(window, button, state - 1), windowNow);
            Assert.IsGreaterThanOrEqualTo(Schedule.SleepSeconds(sleep, state - 1), sleepNow);
        }
    });

    [TestMethod]
    public void A_Higher_Voltage_Never_Means_A_Worse_State()
    {
        int[] states = [.. Enumerable.Range(BatteryGauge.LeastMillivolts, 2500).Select(millivolts => Schedule.BatteryState(millivolts, Low, Empty))];
        CollectionAssert.AreEqual(states.OrderDescending().ToArray(), states);
        CollectionAssert.AreEqual(new[] { Schedule.Empty, Schedule.Low, Schedule.Normal }, states.Distinct().ToArray());
    }

    private static int Any(Random random) => random.Next(4) switch
    {
        0 => random.Next(int.MinValue, int.MaxValue),
        1 => random.Next(0, 10),
        _ => random.Next(0, Schedule.MaxSeconds + 2),
    };
}
