using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using Endcap.Label.Panel;
using Endcap.Virtual;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Each thing that the LCD, its power chip or their bus refuse is provoked once.</summary>
[TestClass]
public sealed class LcdViolationTests
{
    private static readonly Dictionary<string, (Action<Raw> Wrong, string Expected)> Cases = new()
    {
        ["no power"] = (lcd => { LcdPower.Off(lcd.Rig.Board.Data); lcd.Send(0x29); }, "LCD: command 29 while the LCD has no power"),
        ["low power"] = (lcd => { Raw.Chip(0x28, 0xB0); lcd.Send(0x29); }, "LCD: command 29 while the LCD has no power"),
        ["held"] = (lcd => { Raw.Chip(0x96, 0); lcd.Send(0x29); }, "LCD: command 29 while the LCD is held in reset"),
        ["reset floats"] = (lcd => { Raw.Chip(0x95, 0x8C); lcd.Send(0x29); }, "LCD: command 29 while the LCD is held in reset"),
        ["no reset"] = (lcd => { Raw.Chip(0x12, 1); Raw.Chip(0x12, 5); lcd.Send(0x29); }, "LCD: command 29 before a hardware reset since power came"),
        ["too early"] = (lcd => { Raw.Reset(); lcd.Send(0x29); }, "LCD: command 29 less than 5 ms after reset or sleep"),
        ["wakes early"] = (lcd => { Raw.Reset(); lcd.Rig.Pass(119); lcd.Send(0x11); }, "LCD: command 11 less than 120 ms after reset"),
        ["after waking"] = (lcd => { lcd.Send(0x11); lcd.Send(0x29); }, "LCD: command 29 less than 5 ms after reset or sleep"),
        ["no command"] = (lcd => { Raw.Reset(); lcd.Rig.Pass(5); lcd.Data(1); }, "LCD: data 01 without a command"),
        ["too much"] = (lcd => lcd.Send(0x36, 8, 8), "LCD: more data than command 36 takes"),
        ["unknown"] = (lcd => lcd.Send(0x99, 1), "LCD: command 99 is not known to this model"),
        ["turned"] = (lcd => lcd.Send(0x36, 0x28), "LCD: rotation is not known to this model"),
        ["format"] = (lcd => { lcd.Send(0x3A, 0x66); lcd.Send(0x2C); }, "LCD: pixels before the format was set to 16 bits"),
        ["wide"] = (lcd => lcd.Send(0x2A, 0, 0, 1, 0x40), "LCD: the window is not in the picture, or ends before it begins"),
        ["backwards"] = (lcd => lcd.Send(0x2B, 0, 9, 0, 8), "LCD: the window is not in the picture, or ends before it begins"),
        ["beyond"] = (lcd => { lcd.Send(0x2A, 0, 5, 0, 5); lcd.Send(0x2B, 0, 7, 0, 7); lcd.Send(0x2C, 0, 0, 0); },
            "LCD: data beyond the window: it wraps and overwrites the window's start"),
        ["processor"] = (_ => Raw.Chip(0x12, 6), "power chip: DCDC1 was switched off, which feeds the processor"),
        ["bright"] = (_ => Raw.Chip(0x27, 105), "power chip: the LCD's light gets more than 3.3 V"),
        ["other address"] = (_ => Raw.At(0x35, I2cBusSpeed.FastMode, 21), "I2C1 finds nothing at address 0x35"),
        ["other pin"] = (_ => Raw.At(0x34, I2cBusSpeed.FastMode, 4), "I2C1 has its data on GPIO 4, but the power chip's is 21"),
        ["too fast"] = (_ => Raw.At(0x34, I2cBusSpeed.FastModePlus, 21), "I2C1 is faster than the power chip's 400 kHz"),
    };

    public static IEnumerable<object[]> Names => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void What_A_Real_Lcd_Refuses_Is_Recorded(string name)
    {
        PanelRig rig = PanelRig.Run("m5core2", rig =>
        {
            using var lcd = new Raw(rig);
            Assert.AreEqual("", rig.Violations);
            Cases[name].Wrong(lcd);
        });
        Assert.AreEqual(Cases[name].Expected, rig.Violations);
    }

    [TestMethod]
    [DataRow(0x28)]
    [DataRow(0x20)]
    [DataRow(0x10)]
    public void A_Picture_Needs_A_Controller_That_Is_On_Awake_And_Inverts(int command)
    {
        PanelRig.Run("m5core2", rig =>
        {
            using var lcd = new Raw(rig);
            string picture = rig.Board.Panel.Shown.ToText();
            lcd.Send((byte)command);
            Assert.AreNotEqual(picture, rig.Board.Panel.Shown.ToText());
            Assert.AreEqual(command == 0x20, ((LcdModel)rig.Board.Panel).IsLit);
        });
    }

    // The LCD as the label's driver starts it, with bus and pins in the test's own hands.
    private sealed class Raw : IDisposable
    {
        private readonly SpiDevice _bus;

        public Raw(PanelRig rig)
        {
            Rig = rig;
            var board = rig.Board.Data;
            Assert.IsTrue(LcdPower.Start(board) && LcdPower.LightUp(board));
            rig.Map();
            rig.Pins.OpenPin(board.Dc, PinMode.Output);
            _bus = new SpiDevice(new SpiConnectionSettings(1, board.Cs));
            Send(0x11);
            rig.Pass(5);
            Send(0x3A, 0x55);
            Send(0x21);
            Send(0x29);
        }

        public PanelRig Rig { get; }

        public void Dispose() => _bus.Dispose();

        public void Send(byte command, params byte[] data)
        {
            Rig.Pins.Write(Rig.Board.Data.Dc, PinValue.Low);
            _bus.WriteByte(command);
            Data(data);
        }

        public void Data(params byte[] data)
        {
            Rig.Pins.Write(Rig.Board.Data.Dc, PinValue.High);
            foreach (byte each in data) _bus.WriteByte(each);
        }

        public static void Chip(byte register, byte value)
        {
            using var chip = new I2cDevice(new I2cConnectionSettings(1, PowerChipModel.Address));
            Assert.AreEqual(I2cTransferStatus.FullTransfer, chip.Write(new byte[] { register, value }).Status);
        }

        public static void Reset()
        {
            Chip(0x96, 0);
            Chip(0x96, 2);
        }

        public static void At(int address, I2cBusSpeed speed, int data)
        {
            Configuration.SetPinFunction(data, DeviceFunction.I2C1_DATA);
            using I2cDevice chip = new(new I2cConnectionSettings(1, address, speed));
            Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, chip.WriteByte(0).Status);
        }
    }
}
