using Endcap.Fixtures.DeviceProgram;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Threads, events and timers of the virtual board, in simulated time.</summary>
[TestClass]
public sealed class SchedulerTests
{
    [TestMethod]
    public void Threads_Sleep_Side_By_Side_In_Simulated_Time()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => { Steps.Pause(3_600_000); steps.Note("hour"); });
            Steps.Run(() => { Steps.Pause(1500); steps.Note("b"); });
            steps.Note("main");
            Steps.Pause(1000);
            steps.Note("a");
        }, seconds: 4000);
        Assert.AreEqual("main@0 a@1000 b@1500 hour@3600000", Device.Notes(steps));
        Assert.AreEqual(4_000_000_000, board.Scheduler.NowMicroseconds);
        Assert.IsEmpty(board.Errors);
    }

    [TestMethod]
    public void An_Auto_Reset_Event_Lets_One_Through_In_The_Order_Of_Waiting()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            foreach (string name in new[] { "a", "b", "c" }) Steps.Run(() => { if (steps.WaitOne(-1)) steps.Note(name); });
            Steps.Pause(100);
            steps.SetOne();
            Steps.Pause(100);
            steps.SetOne();
        });
        Assert.AreEqual("a@100 b@200", Device.Notes(steps));
    }

    [TestMethod]
    public void A_Set_Event_Is_Kept_Once()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            steps.SetOne();
            steps.SetOne();
            steps.Note(steps.WaitOne(50).ToString());
            steps.Note(steps.WaitOne(50).ToString());
            steps.Note(steps.WaitOne(0).ToString());
        });
        Assert.AreEqual("True@0 False@50 False@50", Device.Notes(steps));
    }

    [TestMethod]
    public void A_Wait_That_Ended_By_Time_Does_Not_Take_A_Later_Signal()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => steps.Note("first " + steps.WaitOne(100)));
            Steps.Pause(150);
            steps.SetOne();
            steps.Note("second " + steps.WaitOne(0));
        });
        Assert.AreEqual("first False@100 second True@150", Device.Notes(steps));
    }

    [TestMethod]
    public void A_Manual_Reset_Event_Lets_All_Through()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => { steps.WaitAll(-1); steps.Note("a"); });
            Steps.Run(() => { steps.WaitAll(-1); steps.Note("b"); });
            Steps.Pause(10);
            steps.SetAll();
            steps.Note("c " + steps.WaitAll(0));
        });
        Assert.AreEqual("c True@10 a@10 b@10", Device.Notes(steps));
    }

    [TestMethod]
    public void Join_Waits_For_The_End_Or_The_Timeout()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            steps.Note(Steps.RunAndJoin(() => Steps.Pause(500), -1).ToString());
            steps.Note(Steps.RunAndJoin(() => Steps.Pause(500), 100).ToString());
        });
        Assert.AreEqual("True@500 False@600", Device.Notes(steps));
    }

    [TestMethod]
    public void A_Timer_Calls_At_Its_Times_Until_It_Is_Stopped()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Action stop = Steps.StartTimer(() => steps.Note("t"), 100, 250);
            Steps.Pause(700);
            stop();
        });
        Assert.AreEqual("t@100 t@350 t@600", Device.Notes(steps));
    }

    [TestMethod]
    public void Polling_The_Clock_Ends_And_Lets_Others_Run()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => steps.Note("other"));
            while (Steps.Uptime() < 100)
            {
            }
            steps.Note("done");
        });
        Assert.AreEqual("other@20 done@100", Device.Notes(steps));
    }

    [TestMethod]
    public void An_Exception_Ends_Its_Thread_And_Is_Recorded()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => throw new InvalidOperationException("broken"));
            Steps.Pause(10);
            steps.Note("alive");
        });
        Assert.AreEqual("alive@10", Device.Notes(steps));
        Assert.AreEqual("broken", board.Errors.Single().Message);
    }

    [TestMethod]
    public void A_Seed_Repeats_An_Order_And_Seeds_Differ()
    {
        string[] orders = [.. Enumerable.Range(0, 20).Select(Order)];
        CollectionAssert.AreEqual(orders, Enumerable.Range(0, 20).Select(Order).ToArray());
        Assert.IsGreaterThan(3, orders.Distinct().Count());
    }

    [TestMethod]
    public void World_Events_Happen_At_Their_Time()
    {
        using VirtualBoard board = Device.Off();
        List<long> times = [];
        board.Scheduler.At(500, () => times.Add(board.Scheduler.NowMicroseconds));
        board.Scheduler.At(200, () => times.Add(board.Scheduler.NowMicroseconds));
        Assert.IsTrue(board.RunUntil(() => times.Count == 2, TimeSpan.FromSeconds(1)));
        CollectionAssert.AreEqual(new long[] { 200, 500 }, times);
        Assert.IsFalse(board.RunUntil(() => times.Count == 3, TimeSpan.FromSeconds(1)));
        Assert.AreEqual(1_000_500, board.Scheduler.NowMicroseconds);
    }

    private static string Order(int seed)
    {
        Steps steps = new();
        using VirtualBoard board = Device.Off(seed);
        board.Boot(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                string name = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                Steps.Run(() => steps.Log.Add(name));
            }
        });
        board.Run(TimeSpan.FromSeconds(1));
        return Device.Notes(steps);
    }
}
