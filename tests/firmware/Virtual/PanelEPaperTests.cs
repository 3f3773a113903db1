using Endcap.Boards;
using Endcap.Label.Display;
using Endcap.Label.Panel;
using Endcap.Virtual;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>The label's own panel code on the virtual panel of every board with e-paper.</summary>
[TestClass]
public sealed class PanelEPaperTests
{
    public static IEnumerable<object[]> Ids =>
        BoardList.Create().Where(board => board.Panel is Panels.Ssd1680 or Panels.Ssd1681).Select(board => new object[] { board.Id });

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void A_Label_Shows_Its_Pictures_And_Leaves_Nothing_On(string id)
    {
        PanelRig rig = PanelRig.Run(id, rig =>
        {
            var paper = new EPaper(rig.Board.Data);
            FrameBuffer frame = rig.Picture(1);
            Assert.IsTrue(paper.Show(frame));
            PanelRig.AssertShows(frame, rig.Panel.Shown);
            for (int seed = 2; seed < 5; seed++)
            {
                FrameBuffer next = rig.Picture(seed);
                Assert.IsTrue(paper.ShowStrip(next));
                PanelRig.AssertShows(next, rig.Panel.Shown);
            }

            Assert.AreEqual((1, 3, 3), (rig.Panel.FullRefreshes, rig.Panel.PartialRefreshes, rig.Panel.PartialsSinceFull));
            Assert.AreEqual(0, rig.Board.Gpio.ListedPins);
            Assert.AreEqual(rig.Board.Data.Power == Board.None, rig.Panel.IsPowered);
            Assert.AreEqual(rig.Panel.IsPowered, rig.Panel.IsAsleep);
            Sleep.StartDeepSleep();
        });
        Assert.AreEqual("", rig.Violations);
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void After_A_Sleep_A_Label_Says_What_Is_Shown(string id)
    {
        int boots = 0;
        PanelRig.Run(id, rig =>
        {
            FrameBuffer old = rig.Picture(1), next = rig.Picture(2);
            var paper = new EPaper(rig.Board.Data);
            if (boots++ == 0)
            {
                Assert.IsTrue(paper.Show(old));
                Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(5));
                Sleep.StartDeepSleep();
            }

            paper.Assume(old);
            Assert.IsTrue(paper.ShowStrip(next));
            PanelRig.AssertShows(next, rig.Panel.Shown);
            Assert.AreEqual((1, 1), (rig.Panel.FullRefreshes, rig.Panel.PartialRefreshes));
            Assert.AreEqual("", rig.Violations);
        });
        Assert.AreEqual(2, boots);
    }

    [TestMethod]
    public void A_Strip_On_An_Unknown_Picture_Is_A_Full_Refresh()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            FrameBuffer frame = rig.Picture(1);
            Assert.IsTrue(new EPaper(rig.Board.Data).ShowStrip(frame));
            PanelRig.AssertShows(frame, rig.Panel.Shown);
            Assert.AreEqual((1, 0), (rig.Panel.FullRefreshes, rig.Panel.PartialRefreshes));
        });
    }

    [TestMethod]
    public void A_Picture_Costs_One_Refresh_And_Little_Else()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            var paper = new EPaper(rig.Board.Data);
            long start = rig.Now;
            Assert.IsTrue(paper.Show(rig.Picture(1)));
            Assert.IsLessThan(1000L * (PanelModel.FullMilliseconds + 70), rig.Now - start);
            start = rig.Now;
            Assert.AreEqual(8000, CountData(rig, () => Assert.IsTrue(paper.ShowStrip(rig.Picture(2)))));
            Assert.IsLessThan(1000L * (PanelModel.PartialMilliseconds + 70), rig.Now - start);
        });
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void A_Panel_That_Stays_Busy_Is_A_Fault_And_The_Next_Call_Recovers(string id)
    {
        PanelRig.Run(id, rig =>
        {
            var paper = new EPaper(rig.Board.Data);
            Assert.IsTrue(paper.Show(rig.Picture(1)));
            rig.Panel.IsStuck = true;
            Assert.IsFalse(paper.ShowStrip(rig.Picture(2)));
            Assert.AreEqual(0, rig.Board.Gpio.ListedPins);
            rig.Panel.IsStuck = false;
            FrameBuffer frame = rig.Picture(3);
            Assert.IsTrue(paper.ShowStrip(frame)); // full, because nobody knows what is shown
            PanelRig.AssertShows(frame, rig.Panel.Shown);
            Assert.AreEqual(2, rig.Panel.FullRefreshes);
        });
    }

    [TestMethod]
    public void A_Panel_That_Is_Not_There_Is_A_Fault()
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            Board wired = Esp32C3DevKit.Create();
            wired.Cs = 21; // the program's idea of the wiring
            Assert.IsFalse(new EPaper(wired).Show(rig.Picture(1)));
            Assert.AreEqual("SPI1 selects GPIO 21, but the panel listens to 10", rig.Violations);
        });
    }

    [TestMethod]
    public void A_Pin_In_Use_Is_A_Fault_And_Nothing_Stays_Open()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            var busy = rig.Pins.OpenPin(rig.Board.Data.Busy);
            var paper = new EPaper(rig.Board.Data);
            Assert.IsFalse(paper.Show(rig.Picture(1)));
            busy.Dispose();
            Assert.IsTrue(paper.Show(rig.Picture(1)));
            Assert.AreEqual(0, rig.Board.Gpio.ListedPins);
        });
    }

    [TestMethod]
    public void Other_Panels_And_Sizes_Are_Refused()
    {
        PanelRig.Run("m5core2", rig =>
        {
            Assert.IsFalse(new EPaper(rig.Board.Data).Show(new FrameBuffer(320, 240)));
            Assert.IsFalse(new EPaper(BoardList.Find("heltec-e213")).Show(new FrameBuffer(200, 200)));
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    [DataRow("heltec-e213")]
    [DataRow("lilygo-t5-213")]
    public void After_A_Power_Cut_At_Any_Time_The_Next_Boot_Shows_Its_Picture(string id)
    {
        PanelRig rig = PanelRig.Run(id, _ => { });
        var paper = new EPaper(rig.Board.Data);
        for (int cutAt = 300; cutAt < 2500; cutAt += 97)
        {
            rig.Board.Boot(() => paper.Show(rig.Picture(1)));
            rig.Board.Run(TimeSpan.FromMilliseconds(cutAt)); // the boot takes 300 of them
            bool during = rig.Panel.IsRefreshing;
            int before = rig.Board.Violations.Count;
            rig.Board.CutPower();
            Assert.AreEqual(during ? 1 : 0, rig.Board.Violations.Count - before, rig.Violations);
            rig.Boot(_ => Assert.IsTrue(new EPaper(rig.Board.Data).Show(rig.Picture(2))));
            PanelRig.AssertShows(rig.Picture(2), rig.Panel.Shown);
        }

        Assert.AreEqual("panel: power was cut during a refresh", string.Join('\n', rig.Violations.Split('\n').Distinct()));
    }

    private static int CountData(PanelRig rig, Action action)
    {
        int count = 0, command = 0;
        rig.Board.Spi.Sniffer = (data, value) =>
        {
            if (!data) command = value;
            else if (command is 0x24 or 0x26) count++;
        };
        action();
        return count;
    }
}
