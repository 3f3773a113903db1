using System.Device.Gpio;
using System.Device.Spi;
using System.Runtime.ExceptionServices;
using Endcap.Boards;
using Endcap.Label.Display;
using Endcap.Virtual;
using Iot.Device.EPaper.Drivers.Ssd168x;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1680;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1681;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>A virtual board whose program is the test itself, with its panel's driver and bus.</summary>
internal sealed class PanelRig
{
    private PanelRig(Board data) => Board = new VirtualBoard(data);

    public VirtualBoard Board { get; }

    public PanelModel Panel => (PanelModel)Board.Panel;

    public GpioController Pins { get; private set; } = null!;

    public Ssd168x Driver { get; private set; } = null!;

    public SpiDevice Bus { get; private set; } = null!;

    public string Violations => string.Join('\n', Board.Violations.Select(violation => violation[(violation.IndexOf(": ", StringComparison.Ordinal) + 2)..]));

    public int Rows => Board.Data.Turned ? Board.Data.Width : Board.Data.Height;

    public int RowBytes => ((Board.Data.Turned ? Board.Data.Height : Board.Data.Width) + 7) / 8;

    public long Now => Board.Scheduler.NowMicroseconds;

    /// <summary>Makes a board and runs a program on it until its end; the board stays as the program left it.</summary>
    public static PanelRig Run(string id, Action<PanelRig> program)
    {
        PanelRig rig = new(BoardList.Find(id));
        rig.Boot(program);
        return rig;
    }

    /// <summary>Switches the board off and on and runs a program on it until its end, through sleeps; one that sleeps for a minute is left asleep.</summary>
    public void Boot(Action<PanelRig> program)
    {
        bool done = false;
        Board.Boot(() =>
        {
            Pins = new GpioController();
            program(this);
            done = true;
        });
        Board.RunUntil(() => done || Board.Errors.Count > 0, TimeSpan.FromMinutes(1));
        if (Board.Errors.Count > 0) ExceptionDispatchInfo.Throw(Board.Errors[0]);
        Assert.IsTrue(done || Board.State != BoardState.Running, "the program hangs");
    }

    /// <summary>Opens bus and driver and switches the supply on.</summary>
    public PanelRig Open()
    {
        Board data = Board.Data;
        if (data.Power >= 0) Pins.OpenPin(data.Power, PinMode.Output).Write(data.PowerOnHigh);
        Map();
        Bus = new SpiDevice(new SpiConnectionSettings(1, data.Cs) { ClockFrequency = Ssd168x.SpiClockFrequency });
        Driver = data.Panel == Panels.Ssd1681
            ? new Ssd1681(Bus, data.Rst, data.Busy, data.Dc, 8 * RowBytes, Rows, Pins, true, false)
            : new Ssd1680(Bus, data.Rst, data.Busy, data.Dc, 8 * RowBytes, Rows, Pins, true, false);
        return this;
    }

    /// <summary>As <see cref="Open"/>, and the panel is initialised by the driver.</summary>
    public PanelRig Start()
    {
        Open();
        Driver.PowerOn();
        Driver.Initialize();
        return this;
    }

    public void Map()
    {
        if (Board.Data.Chip == Chips.Esp32) Configuration.SetPinFunction(36, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(Board.Data.Sck, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(Board.Data.Mosi, DeviceFunction.SPI1_MOSI);
    }

    public void Pass(int milliseconds) => Board.Pause(milliseconds);

    /// <summary>The bytes of a picture in the order of the panel's RAM.</summary>
    public byte[] InOrder(FrameBuffer frame)
    {
        if (!Board.Data.Turned) return [.. frame.Pixels];
        byte[] turned = new byte[PanelOrder.ByteCount(frame)];
        PanelOrder.Turn(frame, turned);
        return turned;
    }

    /// <summary>A picture of random rectangles and dots.</summary>
    public FrameBuffer Picture(int seed)
    {
        var random = new Random(seed);
        var frame = new FrameBuffer(Board.Data.Width, Board.Data.Height);
        for (int i = 0; i < 60; i++) frame.Fill(random.Next(frame.Width), random.Next(frame.Height), random.Next(40), random.Next(40), i % 3 != 0);
        for (int i = 0; i < 200; i++) frame.Fill(random.Next(frame.Width), random.Next(frame.Height), 1, 1, i % 2 == 0);
        return frame;
    }

    /// <summary>The bytes that reach the panel while an action runs: "c10" a command, "d01" data; runs of more than eight data bytes as "d×5000".</summary>
    public string Sent(Action action)
    {
        var parts = new List<string>();
        var data = new List<string>();
        Board.Spi.Sniffer = (isData, value) =>
        {
            if (!isData) Flush();
            if (isData) data.Add($"d{value:X2}");
            else parts.Add($"c{value:X2}");
        };
        action();
        Flush();
        Board.Spi.Sniffer = null;
        return string.Join(' ', parts);

        void Flush()
        {
            if (data.Count > 8) parts.Add($"d×{data.Count}");
            else parts.AddRange(data);
            data.Clear();
        }
    }

    public static void AssertShows(FrameBuffer expected, ShownPicture shown)
    {
        Assert.AreEqual((expected.Width, expected.Height), (shown.Width, shown.Height));
        CollectionAssert.AreEqual(expected.Pixels, shown.Pixels, shown.ToText());
    }
}
