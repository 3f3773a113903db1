using Endcap.Fixtures.DeviceProgram;
using Endcap.Virtual;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Power off, deep sleep, reboot, clocks.</summary>
[TestClass]
public sealed class PowerTests
{
    [TestMethod]
    public void The_World_Can_Ask_What_Only_The_Program_Can_See()
    {
        using VirtualBoard board = Device.Off();
        VirtualBoard? seen = null;
        void Look() => seen = VirtualBoard.Current;
        Assert.IsFalse(board.Call(Look, TimeSpan.FromSeconds(1)), "a board without power answers nothing");
        board.Boot(() => Steps.Pause(-1));
        Assert.IsTrue(board.Call(Look, TimeSpan.FromSeconds(1)));
        Assert.AreSame(board, seen);
        Assert.IsFalse(board.Call(() => Steps.Pause(5000), TimeSpan.FromSeconds(1)), "the patience ran out");
        Assert.AreEqual(1_000_000, board.Scheduler.NowMicroseconds);
    }

    [TestMethod]
    public void Threads_That_Catch_Everything_End_With_The_Power()
    {
        int ended = 0;
        using VirtualBoard board = Device.Off();
        board.Boot(() =>
        {
            Steps.Run(CatchAll);
            try
            {
                Steps.Pause(-1);
            }
            finally
            {
                ended++;
            }
        });
        board.Run(TimeSpan.FromSeconds(1));
        board.CutPower();
        board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual(BoardState.Off, board.State);
        Assert.AreEqual(1, ended);
        Assert.IsEmpty(board.Errors);

        static void CatchAll()
        {
            while (true)
            {
                try
                {
                    Steps.Pause(10);
                }
                catch (Exception)
                {
                    Steps.Uptime();
                }
            }
        }
    }

    [TestMethod]
    public void A_Program_Ends_In_The_Middle_Of_Any_Call()
    {
        for (int cut = 1; cut < 40; cut++)
        {
            using VirtualBoard board = Device.Off();
            board.Boot(new Echo().Main);
            board.Run(TimeSpan.FromMilliseconds(cut * 5));
            board.CutPower();
            Assert.IsEmpty(board.Errors);
            Assert.IsNull(new VirtualPhone(board).Scan());
        }
    }

    [TestMethod]
    public void The_Timer_Ends_A_Deep_Sleep_With_Its_Cause()
    {
        List<Sleep.WakeupCause> causes = [];
        using VirtualBoard board = Device.Off();
        board.Boot(() =>
        {
            causes.Add(Sleep.GetWakeupCause());
            Steps.Pause(1000);
            Steps.DeepSleep(9, button: true);
        });
        board.Run(TimeSpan.FromSeconds(25));
        CollectionAssert.AreEqual(new[] { Sleep.WakeupCause.Undefined, Sleep.WakeupCause.Timer, Sleep.WakeupCause.Timer }, causes);
        Assert.AreEqual(3, board.Boots);
        Assert.AreEqual(BoardState.Asleep, board.State);
        Assert.AreEqual(3_000_000, board.AwakeMicroseconds);
        Assert.AreEqual(22_000_000, board.AsleepMicroseconds);
    }

    [TestMethod]
    [DataRow(true, 2, Sleep.WakeupCause.Ext0, Sleep.WakeupGpioPin.Pin39)]
    [DataRow(false, 1, Sleep.WakeupCause.Undefined, Sleep.WakeupGpioPin.None)]
    public void The_Button_Ends_A_Deep_Sleep_Only_If_Asked(bool asked, int boots, Sleep.WakeupCause cause, Sleep.WakeupGpioPin pin)
    {
        (Sleep.WakeupCause, Sleep.WakeupGpioPin) seen = default;
        using VirtualBoard board = Device.Off();
        board.Boot(() =>
        {
            seen = (Sleep.GetWakeupCause(), Sleep.GetWakeupGpioPin());
            if (board.Boots == 1) Steps.DeepSleep(-1, asked);
        });
        board.Run(TimeSpan.FromSeconds(5));
        board.PressButton();
        board.Run(TimeSpan.FromSeconds(5));
        Assert.AreEqual(boots, board.Boots);
        Assert.AreEqual((cause, pin), seen);
    }

    [TestMethod]
    public void A_Reboot_Has_No_Cause_And_Restarts_The_Uptime()
    {
        Steps steps = new();
        using VirtualBoard board = Device.Ran(() =>
        {
            steps.Note(Sleep.GetWakeupCause().ToString());
            Steps.Pause(700);
            if (steps.Log.Count < 3) Power.RebootDevice(RebootOption.NormalReboot);
        });
        Assert.AreEqual("Undefined@0 Undefined@0 Undefined@0", Device.Notes(steps));
    }

    [TestMethod]
    public void The_Clock_Goes_On_In_Sleep_And_Starts_Anew_With_The_Power()
    {
        List<string> clock = [];
        using VirtualBoard board = Device.Off();
        board.Boot(Program);
        board.Run(TimeSpan.FromHours(3));
        board.Boot(() => clock.Add(Steps.Clock()));
        board.Run(TimeSpan.FromSeconds(1));
        CollectionAssert.AreEqual(new[] { "2026-3-1 0 22:0", "2026-3-2 1 0:0", "1970-1-1 4 0:0" }, clock);

        void Program()
        {
            clock.Add(clock.Count == 0 ? Steps.SetClock(2026, 3, 1, 22) : Steps.Clock());
            if (clock.Count == 1) Steps.DeepSleep(7200, false);
        }
    }

    [TestMethod]
    public void Light_Sleep_Keeps_The_Program_And_Needs_The_Radio_Off()
    {
        List<object> seen = [];
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.Run(() => { Steps.Pause(1000); seen.Add(Steps.Uptime()); });
            nanoFramework.Device.Bluetooth.BluetoothLEServer.Instance.Start();
            seen.Add(Sleep.StartLightSleep());
            nanoFramework.Device.Bluetooth.BluetoothLEServer.Instance.Stop();
            Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(5));
            seen.Add(Sleep.StartLightSleep());
            seen.Add(Sleep.GetWakeupCause());
        });
        CollectionAssert.AreEqual(new object[] { EspNativeError.INVALID_STATE, EspNativeError.OK, Sleep.WakeupCause.Timer, 6000L }, seen);
        Assert.AreEqual(5_000_000, board.AsleepMicroseconds);
    }

    [TestMethod]
    public void The_Reading_Follows_The_Battery()
    {
        int reading = 0;
        using VirtualBoard board = Device.Off();
        board.BatteryMillivolts = 3300;
        board.Boot(() => reading = new System.Device.Adc.AdcController().OpenChannel(7).ReadValue());
        board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual(2047, reading);
    }

    [TestMethod]
    public void Many_Boards_Run_At_Once_And_Alike()
    {
        string[] transcripts = new string[32];
        Parallel.For(0, transcripts.Length, i =>
        {
            using VirtualBoard board = Device.Off(seed: 5);
            board.Boot(new Echo().Main);
            board.Run(TimeSpan.FromHours(1));
            transcripts[i] = $"{board.Boots} {board.AwakeMicroseconds} {board.RadioOnMicroseconds} {board.Drive.Writes} {board.Errors.Count} {board.Drive.ReadAllBytes(Echo.CountFile)[0]}";
        });
        StringAssert.StartsWith(transcripts[0], "58 ");
        Assert.HasCount(1, transcripts.Distinct());
    }
}
