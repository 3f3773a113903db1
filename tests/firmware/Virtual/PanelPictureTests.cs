using Endcap.Label.Display;
using Endcap.Virtual;
using Iot.Device.EPaper.Drivers.Ssd168x;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>What the panel shows after the driver's calls.</summary>
[TestClass]
public sealed class PanelPictureTests
{
    [TestMethod]
    [DataRow("heltec-e213", 250, 122)]
    [DataRow("heltec-e290", 296, 128)]
    [DataRow("esp32-c3-devkit", 200, 200)]
    public void A_Full_Refresh_Shows_The_Picture_Upright(string id, int width, int height)
    {
        PanelRig.Run(id, rig =>
        {
            rig.Start();
            FrameBuffer frame = rig.Picture(1);
            Assert.AreEqual((width, height), (frame.Width, frame.Height));
            rig.Driver.DirectDrawBuffer(0, 0, rig.InOrder(frame));
            Assert.AreNotEqual(Convert.ToHexString(frame.Pixels), Convert.ToHexString(rig.Panel.Shown.Pixels), "RAM is not shown before a refresh");
            rig.Driver.PerformFullRefresh();
            PanelRig.AssertShows(frame, rig.Panel.Shown);
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void A_Partial_Refresh_With_The_Old_Picture_Shows_The_New()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            FrameBuffer old = Show(rig), now = rig.Picture(3);
            rig.Driver.DirectDrawColorBuffer(0, 0, rig.InOrder(old));
            rig.Driver.DirectDrawBuffer(0, 0, rig.InOrder(now));
            rig.Driver.PerformPartialRefresh();
            PanelRig.AssertShows(now, rig.Panel.Shown);
            Assert.AreEqual((2, 1, 1), (rig.Panel.FullRefreshes, rig.Panel.PartialRefreshes, rig.Panel.PartialsSinceFull));
            rig.Driver.PerformFullRefresh();
            Assert.AreEqual(0, rig.Panel.PartialsSinceFull);
        });
    }

    [TestMethod]
    public void A_Partial_Refresh_Without_The_Old_Picture_Leaves_Its_Remains()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            FrameBuffer old = Show(rig), now = rig.Picture(3);
            rig.Driver.DirectDrawColorBuffer(0, 0, rig.InOrder(now)); // not what is shown: nothing seems to differ
            rig.Driver.DirectDrawBuffer(0, 0, rig.InOrder(now));
            rig.Driver.PerformPartialRefresh();
            PanelRig.AssertShows(old, rig.Panel.Shown);
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    [DataRow(3, "0,0 1,0 0,1 1,1")]
    [DataRow(7, "0,0 0,1 1,0 1,1")]
    [DataRow(0, "1,1 0,1 1,0 0,0")]
    [DataRow(2, "1,0 0,0 1,1 0,1")]
    public void Entry_Modes_Fill_A_Window_In_Their_Order(int mode, string order)
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            rig.Start();
            bool right = (mode & 1) != 0, down = (mode & 2) != 0;
            byte[] white = [.. Enumerable.Repeat((byte)0xFF, 5000)];
            rig.Driver.DirectDrawBuffer(0, 0, white);
            Send(rig, 0x11, (byte)mode);
            Send(rig, 0x44, right ? (byte)2 : (byte)3, right ? (byte)3 : (byte)2);
            Send(rig, 0x45, down ? (byte)10 : (byte)11, 0, down ? (byte)11 : (byte)10, 0);
            Send(rig, 0x4E, right ? (byte)2 : (byte)3);
            Send(rig, 0x4F, down ? (byte)10 : (byte)11, 0);
            Send(rig, 0x24, 0b0111_1111, 0b0011_1111, 0b0001_1111, 0b0000_1111);
            rig.Driver.PerformFullRefresh();
            ShownPicture shown = rig.Panel.Shown;
            IEnumerable<string> found = from ink in Enumerable.Range(1, 4)
                                        from y in (int[])[10, 11]
                                        from x in (int[])[2, 3]
                                        where Enumerable.Range(0, 8).Count(bit => shown.IsInk(8 * x + bit, y)) == ink
                                        select $"{x - 2},{y - 10}";
            Assert.AreEqual(order, string.Join(' ', found));
            Assert.AreEqual(10, Enumerable.Range(0, 40000).Count(i => shown.IsInk(i % 200, i / 200)));
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void Display_Update_Control_Can_Invert_And_Bypass_The_Black_Ram()
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            rig.Start();
            FrameBuffer frame = rig.Picture(4);
            rig.Driver.DirectDrawBuffer(0, 0, frame.Pixels);
            Send(rig, 0x21, 8, 0);
            rig.Driver.PerformFullRefresh();
            CollectionAssert.AreEqual(frame.Pixels.Select(b => (byte)~b).ToArray(), rig.Panel.Shown.Pixels);
            Send(rig, 0x21, 4, 0);
            rig.Driver.PerformFullRefresh();
            CollectionAssert.AreEqual(new byte[5000], rig.Panel.Shown.Pixels);
            Assert.AreEqual(0xC0, rig.Panel.Border);
        });
    }

    [TestMethod]
    [DataRow(SleepMode.DeepSleepModeOne, true)]
    [DataRow(SleepMode.DeepSleepModeTwo, false)]
    public void Sleep_Mode_One_Keeps_The_Ram_And_Two_Loses_It(SleepMode mode, bool keeps)
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            FrameBuffer old = Show(rig);
            rig.Driver.PowerDown(mode);
            Assert.IsTrue(rig.Panel.IsAsleep);
            Assert.IsTrue(rig.Panel.IsBusy, "the pin is high in deep sleep");
            rig.Driver.PowerOn();
            Assert.IsFalse(rig.Panel.IsAsleep);
            rig.Driver.Initialize(); // refreshes from the RAM
            Assert.AreEqual(keeps, rig.Panel.Shown.Pixels.SequenceEqual(old.Pixels));
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void Power_Down_To_Normal_Does_Not_Sleep()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            Show(rig);
            rig.Driver.PowerDown();
            Assert.IsFalse(rig.Panel.IsAsleep);
        });
    }

    [TestMethod]
    public void A_Software_Reset_Keeps_The_Ram_And_Loses_The_Registers()
    {
        PanelRig.Run("heltec-e213", rig =>
        {
            FrameBuffer old = Show(rig);
            rig.Driver.SendCommand(0x12);
            rig.Driver.WaitReady();
            rig.Driver.PerformFullRefresh();
            Assert.AreEqual("panel: refresh before gates, entry mode and window were set", rig.Violations);
            rig.Driver.Initialize();
            PanelRig.AssertShows(old, rig.Panel.Shown);
        });
    }

    [TestMethod]
    public void Text_Shows_Two_Rows_A_Line()
    {
        PanelRig.Run("esp32-c3-devkit", rig =>
        {
            rig.Start();
            var frame = new FrameBuffer(200, 200);
            frame.Fill(0, 0, 1, 1, true);
            frame.Fill(1, 1, 1, 1, true);
            frame.Fill(2, 0, 1, 2, true);
            rig.Driver.DirectDrawBuffer(0, 0, frame.Pixels);
            rig.Driver.PerformFullRefresh();
            string[] lines = rig.Panel.Shown.ToText().Split('\n');
            Assert.AreEqual("|▀▄█" + new string(' ', 197) + "|", lines[0]);
            Assert.HasCount(101, lines);
        });
    }

    // Starts the panel and shows a picture.
    private static FrameBuffer Show(PanelRig rig)
    {
        FrameBuffer frame = rig.Start().Picture(2);
        rig.Driver.DirectDrawBuffer(0, 0, rig.InOrder(frame));
        rig.Driver.PerformFullRefresh();
        return frame;
    }

    internal static void Send(PanelRig rig, byte command, params byte[] data)
    {
        rig.Driver.SendCommand(command);
        rig.Driver.SendData(data);
    }
}
