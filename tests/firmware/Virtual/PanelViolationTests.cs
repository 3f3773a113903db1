using System.Device.Gpio;
using System.Device.Spi;
using Endcap.Boards;
using Endcap.Virtual;
using Iot.Device.EPaper.Drivers.Ssd168x;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Each thing that the panel, its pins or its bus refuse is provoked once.</summary>
[TestClass]
public sealed class PanelViolationTests
{
    private static readonly Dictionary<string, (Action<PanelRig> Wrong, string Expected)> Cases = new()
    {
        ["busy"] = (rig => { Refresh(rig); rig.Driver.SendCommand(0x24); }, "panel: command 24 while the panel is busy"),
        ["asleep"] = (rig => { rig.Driver.PowerDown(SleepMode.DeepSleepModeOne); rig.Driver.SendCommand(0x12); }, "panel: command 12 while the panel is in deep sleep"),
        ["data asleep"] = (rig => { rig.Driver.PowerDown(SleepMode.DeepSleepModeTwo); rig.Driver.SendData((byte)7); }, "panel: data 07 while the panel is in deep sleep"),
        ["no command"] = (rig => { rig.Driver.PowerOn(); rig.Driver.SendData((byte)7); }, "panel: data 07 without a command"),
        ["too much"] = (rig => PanelPictureTests.Send(rig, 0x3C, 1, 2), "panel: more data than command 3C takes"),
        ["unknown"] = (rig => PanelPictureTests.Send(rig, 0x99, 1), "panel: command 99 is not known to this model"),
        ["sequence"] = (rig => { PanelPictureTests.Send(rig, 0x22, 0xC7); rig.Driver.SendCommand(0x20); }, "panel: update sequence C7 is not known to this model"),
        ["beyond"] = (rig => { Narrow(rig); PanelPictureTests.Send(rig, 0x24, 1, 2, 3); }, "panel: data beyond the window: it wraps and overwrites the window's start"),
        ["outside"] = (rig => { Narrow(rig); PanelPictureTests.Send(rig, 0x4E, 9); PanelPictureTests.Send(rig, 0x24, 1); }, "panel: data outside the window: the address counters are not in it"),
        ["wide"] = (rig => PanelPictureTests.Send(rig, 0x44, 0, 22), "panel: the window is wider than the RAM"),
        ["high"] = (rig => PanelPictureTests.Send(rig, 0x45, 0, 0, 0x29, 1), "panel: the window is higher than the RAM"),
        ["uninitialised"] = (rig => { rig.Driver.PowerOn(); rig.Driver.PerformFullRefresh(); }, "panel: refresh before gates, entry mode and window were set"),
        ["power off"] = (rig => { Power(rig, false); rig.Driver.SendCommand(0x12); }, "panel: command 12 while the panel has no power"),
        ["no reset"] = (rig => { Power(rig, false); Power(rig, true); rig.Driver.SendCommand(0x12); }, "panel: command 12 before a hardware reset since power came"),
        ["held"] = (rig => { rig.Pins.Write(rig.Board.Data.Rst, PinValue.Low); rig.Driver.SendCommand(0x12); }, "panel: command 12 while the panel is held in reset"),
        ["reset in refresh"] = (rig => { Refresh(rig); rig.Pins.Write(rig.Board.Data.Rst, PinValue.Low); }, "panel: it was reset during a refresh"),
        ["off in refresh"] = (rig => { Refresh(rig); Power(rig, false); }, "panel: its power pin was switched off during a refresh"),
        ["cut in refresh"] = (rig => { Refresh(rig); throw new PowerCut(); }, "panel: power was cut during a refresh"),
        ["sleep in refresh"] = (rig => { Refresh(rig); Sleep.StartDeepSleep(); },
            "panel: the board went to deep sleep during a refresh\npanel: the board went to deep sleep and left the panel powered and awake"),
        ["left awake"] = (rig => Sleep.StartDeepSleep(), "panel: the board went to deep sleep and left the panel powered and awake"),
        ["nothing there"] = (rig => rig.Pins.OpenPin(40), "GPIO 40 was opened, but the board has nothing there"),
    };

    public static IEnumerable<object[]> Names => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void What_A_Real_Panel_Refuses_Is_Recorded(string name)
    {
        bool cut = false;
        PanelRig rig = PanelRig.Run("heltec-e213", rig =>
        {
            rig.Start();
            Assert.AreEqual("", rig.Violations);
            try
            {
                Cases[name].Wrong(rig);
            }
            catch (PowerCut)
            {
                cut = true;
            }
        });
        if (cut) rig.Board.CutPower();
        Assert.AreEqual(Cases[name].Expected, rig.Violations);
    }

    [TestMethod]
    [DataRow(6, DeviceFunction.SPI1_CLOCK, "SPI1 clocks GPIO 6, but the panel's clock is 18")]
    [DataRow(19, DeviceFunction.SPI1_MOSI, "SPI1 sends on GPIO 19, but the panel's data is 23")]
    public void A_Bus_On_Other_Pins_Reaches_Nobody(int pin, DeviceFunction function, string expected)
    {
        PanelRig rig = PanelRig.Run("lilygo-t5-213", rig =>
        {
            rig.Map();
            Configuration.SetPinFunction(pin, function);
            new SpiDevice(new SpiConnectionSettings(1, 5)).WriteByte(0x12);
        });
        Assert.AreEqual((expected, 0), (rig.Violations, rig.Board.Spi.BytesSent));
    }

    [TestMethod]
    public void A_Bus_With_Other_Settings_Reaches_Nobody()
    {
        Check(new SpiConnectionSettings(1, 6), "SPI1 selects GPIO 6, but the panel listens to 5");
        Check(new SpiConnectionSettings(1, 5) { Mode = SpiMode.Mode1 }, "SPI1 uses Mode1, the panel mode 0");
        Check(new SpiConnectionSettings(1, 5) { DataFlow = DataFlow.LsbFirst }, "SPI1 sends the lowest bit first");
        Check(new SpiConnectionSettings(1, 5) { ClockFrequency = 20_000_001 }, "SPI1 is faster than 20 MHz");
        Check(new SpiConnectionSettings(1, 5) { ChipSelectLineActiveState = PinValue.High }, "SPI1 selects with high, the panel with low");

        static void Check(SpiConnectionSettings settings, string expected)
        {
            PanelRig rig = PanelRig.Run("lilygo-t5-213", rig =>
            {
                rig.Map();
                new SpiDevice(settings).WriteByte(0x12);
            });
            Assert.AreEqual((expected, 0), (rig.Violations, rig.Board.Spi.BytesSent));
        }
    }

    [TestMethod]
    public void An_Esp32s_First_Bus_Takes_The_Pin_Of_Data_In_Too()
    {
        // nanoFramework's default is 25, the busy pin of this board: a label has to map it elsewhere.
        PanelRig.Run("waveshare-esp32-driver", rig =>
        {
            Board data = rig.Board.Data;
            Configuration.SetPinFunction(data.Sck, DeviceFunction.SPI1_CLOCK);
            Configuration.SetPinFunction(data.Mosi, DeviceFunction.SPI1_MOSI);
            var bus = new SpiDevice(new SpiConnectionSettings(1, data.Cs));
            Assert.ThrowsExactly<InvalidOperationException>(() => rig.Pins.OpenPin(data.Busy));
            Assert.ThrowsExactly<SpiDeviceAlreadyInUseException>(() => SpiDevice.Create(bus.ConnectionSettings));
            Assert.ThrowsExactly<ArgumentException>(() => new SpiDevice(new SpiConnectionSettings(2, 4))); // has no pins
            Assert.ThrowsExactly<ArgumentException>(() => new SpiDevice(new SpiConnectionSettings(3, 4)));
            bus.Dispose();
            Assert.IsNotNull(rig.Pins.OpenPin(data.Busy));
        });
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000)]
    [DataRow(1900)]
    public void An_Interrupted_Refresh_Leaves_A_Mixture(int milliseconds)
    {
        PanelRig rig = PanelRig.Run("heltec-e213", rig =>
        {
            rig.Start();
            Fill(rig, 0xFF);
            rig.Pass(PanelModel.FullMilliseconds);
            Fill(rig, 0x00);
            rig.Pass(milliseconds);
        });
        rig.Board.CutPower();
        ShownPicture shown = rig.Panel.Shown;
        double ink = Enumerable.Range(0, 250 * 122).Count(i => shown.IsInk(i % 250, i / 250)) / (250.0 * 122);
        Assert.AreEqual(milliseconds / 2000.0, ink, 0.02);
        Assert.IsFalse(rig.Panel.IsRefreshing);

        static void Fill(PanelRig rig, byte value)
        {
            rig.Driver.DirectDrawBuffer(0, 0, [.. Enumerable.Repeat(value, 4000)]);
            Refresh(rig);
        }
    }

    private static void Refresh(PanelRig rig)
    {
        PanelPictureTests.Send(rig, 0x22, 0xF7);
        rig.Driver.SendCommand(0x20);
    }

    private static void Narrow(PanelRig rig)
    {
        PanelPictureTests.Send(rig, 0x44, 2, 3);
        PanelPictureTests.Send(rig, 0x45, 5, 0, 5, 0);
        rig.Driver.SetPosition(16, 5);
    }

    private static void Power(PanelRig rig, bool on) => rig.Pins.Write(rig.Board.Data.Power, on == rig.Board.Data.PowerOnHigh);

    // Asks the test to take the power away once the program stands still.
    private sealed class PowerCut : Exception;
}
