using System.Device.I2c;
using Endcap.Boards;
using Endcap.Label.Display;
using Endcap.Label.Panel;
using Endcap.Virtual;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>The label's own LCD driver against the models of controller and power chip.</summary>
[TestClass]
public sealed class LcdTests
{
    private const string Id = "m5core2";

    [TestMethod]
    public void Pictures_Are_Shown_And_A_Strip_Sends_Only_The_Rows_That_Changed()
    {
        PanelRig.Run(Id, rig =>
        {
            var lcd = new Lcd(rig.Board.Data);
            FrameBuffer frame = rig.Picture(1);
            Assert.IsTrue(lcd.Show(frame));
            PanelRig.AssertShows(frame, rig.Board.Panel.Shown);
            frame.Fill(13, 100, 1, 1, !frame.IsInk(13, 100));
            frame.Fill(319, 117, 1, 1, !frame.IsInk(319, 117));
            int before = rig.Board.Spi.BytesSent;
            Assert.IsTrue(lcd.ShowStrip(frame));
            Assert.AreEqual(11 + 18 * 320 * 2, rig.Board.Spi.BytesSent - before); // rows 100 to 117
            PanelRig.AssertShows(frame, rig.Board.Panel.Shown);
            Assert.AreEqual((1, 1), (rig.Board.Panel.FullRefreshes, rig.Board.Panel.PartialRefreshes));
            before = rig.Board.Spi.BytesSent;
            Assert.IsTrue(lcd.ShowStrip(frame));
            Assert.AreEqual(before, rig.Board.Spi.BytesSent);
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void Any_Sequence_Of_Pictures_Ends_With_The_Last_One_Shown()
    {
        PanelRig.Run(Id, rig =>
        {
            var lcd = new Lcd(rig.Board.Data);
            var random = new Random(7);
            FrameBuffer frame = rig.Picture(0);
            for (int step = 0; step < 40; step++)
            {
                frame.Fill(random.Next(-9, 330), random.Next(-9, 250), random.Next(60), random.Next(60), random.Next(2) == 0);
                Assert.IsTrue(random.Next(4) == 0 ? lcd.Show(frame) : lcd.ShowStrip(frame));
                PanelRig.AssertShows(frame, rig.Board.Panel.Shown);
            }

            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void The_Light_Comes_With_The_First_Picture_And_Not_Before()
    {
        PanelRig.Run(Id, rig =>
        {
            bool early = false;
            rig.Board.Spi.Sniffer = (_, _) => early |= rig.Board.PowerChip.FeedsLight;
            long start = rig.Now;
            Assert.IsTrue(new Lcd(rig.Board.Data).Show(rig.Picture(1)));
            Assert.IsFalse(early);
            Assert.IsTrue(((LcdModel)rig.Board.Panel).IsLit);
            Assert.IsLessThan(400_000, rig.Now - start);
        });
    }

    [TestMethod]
    public void Registers_Keep_What_Belongs_To_Others()
    {
        PanelRig.Run(Id, rig =>
        {
            PowerChipModel chip = rig.Board.PowerChip;
            (byte Register, byte Mask)[] others = [(0x12, 0xF9), (0x27, 0x80), (0x28, 0x0F), (0x95, 0x72), (0x96, 0xFD)];
            Configuration.SetPinFunction(rig.Board.Data.Sda, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(rig.Board.Data.Scl, DeviceFunction.I2C1_CLOCK);
            using (I2cDevice bus = new(new I2cConnectionSettings(1, PowerChipModel.Address)))
                foreach ((byte register, byte mask) in others) bus.Write(new byte[] { register, (byte)(mask & 0xDB) });
            byte[] before = [.. others.Select(each => (byte)(chip.Register(each.Register) & each.Mask))];
            Assert.IsTrue(new Lcd(rig.Board.Data).Show(rig.Picture(1)));
            Assert.IsTrue(LcdPower.Off(rig.Board.Data));
            CollectionAssert.AreEqual(before, others.Select(each => (byte)(chip.Register(each.Register) & each.Mask)).ToArray());
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void A_Power_Chip_That_Does_Not_Answer_Is_A_Fault_And_The_Next_Call_Recovers()
    {
        PanelRig.Run(Id, rig =>
        {
            var lcd = new Lcd(rig.Board.Data);
            rig.Board.Panel.IsStuck = true;
            Assert.IsFalse(lcd.Show(rig.Picture(1)));
            Assert.IsFalse(lcd.ShowStrip(rig.Picture(1)));
            Assert.AreEqual(0, rig.Board.Gpio.ListedPins);
            rig.Board.Panel.IsStuck = false;
            Assert.IsTrue(lcd.ShowStrip(rig.Picture(2)));
            PanelRig.AssertShows(rig.Picture(2), rig.Board.Panel.Shown);
        });
    }

    [TestMethod]
    public void Another_Power_Chip_Is_A_Fault_And_Is_Left_Alone()
    {
        PanelRig.Run(Id, rig =>
        {
            rig.Board.PowerChip.Chip = 0x4A; // AXP2101
            Assert.IsFalse(new Lcd(rig.Board.Data).Show(rig.Picture(1)));
            Assert.IsFalse(LcdPower.Off(rig.Board.Data));
            Assert.AreEqual("", rig.Violations);
        });
    }

    [TestMethod]
    public void A_Pin_In_Use_Is_A_Fault_And_Leaves_Neither_Light_Nor_Pins()
    {
        PanelRig.Run(Id, rig =>
        {
            rig.Pins.OpenPin(rig.Board.Data.Sck);
            var lcd = new Lcd(rig.Board.Data);
            Assert.IsFalse(lcd.Show(rig.Picture(1)));
            Assert.IsFalse(rig.Board.PowerChip.FeedsLcd || rig.Board.PowerChip.FeedsLight);
            Assert.IsFalse(rig.Pins.IsPinOpen(rig.Board.Data.Dc));
            rig.Pins.ClosePin(rig.Board.Data.Sck);
            Assert.IsTrue(lcd.Show(rig.Picture(1)));
            PanelRig.AssertShows(rig.Picture(1), rig.Board.Panel.Shown);
        });
    }

    [TestMethod]
    public void A_Sleep_With_The_Light_On_Is_Recorded_And_One_In_The_Dark_Is_Not()
    {
        const string lit = "LCD: the board went to deep sleep and left the LCD or its light on";
        foreach (bool off in (bool[])[true, false])
        {
            PanelRig rig = PanelRig.Run(Id, rig =>
            {
                Assert.IsTrue(new Lcd(rig.Board.Data).Show(rig.Picture(1)));
                if (off) Assert.IsTrue(LcdPower.Off(rig.Board.Data));
                Sleep.StartDeepSleep();
            });
            Assert.AreEqual(off ? "" : lit, rig.Violations);
        }
    }

    [TestMethod]
    public void After_A_Sleep_What_Was_Assumed_Is_Drawn_Anyway()
    {
        PanelRig.Run(Id, rig =>
        {
            var lcd = new Lcd(rig.Board.Data);
            FrameBuffer frame = rig.Picture(1);
            lcd.Assume(frame);
            Assert.IsTrue(lcd.ShowStrip(frame));
            PanelRig.AssertShows(frame, rig.Board.Panel.Shown);
        });
    }

    [TestMethod]
    public void Other_Panels_And_Sizes_Are_Refused()
    {
        PanelRig.Run(Id, rig =>
        {
            Assert.IsFalse(new Lcd(rig.Board.Data).Show(new FrameBuffer(240, 320)));
            Assert.IsFalse(new Lcd(BoardList.Find("heltec-e213")).Show(new FrameBuffer(250, 122)));
            Assert.AreEqual((0, 0, ""), (rig.Board.I2c.Transfers, rig.Board.Spi.BytesSent, rig.Violations));
        });
    }
}
