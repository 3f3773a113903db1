using System.Device.Spi;
using System.Globalization;
using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>
/// The two SPI buses of an ESP32: which pins they are mapped to, which devices are open, and the panel at their end.
/// Like the real runtime it reserves the pins of a bus, data in included, while a device is open.
/// </summary>
public sealed class VirtualSpi
{
    /// <summary>Highest clock in Hz that the panel's controller takes.</summary>
    public const int MaxClock = 20_000_000;

    // Device functions as numbers: 0x10000 + 0x100 · bus + signal.
    private const int Mosi = 0, Clock = 2, Signals = 3, FirstFunction = 0x10100;
    private readonly VirtualBoard _board;
    private readonly Dictionary<int, int[]> _taken = [];
    private readonly List<(int Bus, int Select)> _open = [];

    internal VirtualSpi(VirtualBoard board) => _board = board;

    /// <summary>Bytes that the panel could read since the board was made.</summary>
    public int BytesSent { get; private set; }

    /// <summary>Sees every byte that reaches the panel: whether it is data, and the byte.</summary>
    public Action<bool, byte>? Sniffer { get; set; }

    /// <summary>All devices are closed.</summary>
    internal void Reset()
    {
        _open.Clear();
        _taken.Clear();
    }

    internal void Open(SpiConnectionSettings settings)
    {
        int bus = settings.BusId - 1;
        if (bus is < 0 or > 1 || (bus == 1 && IsSmall)) throw new ArgumentException(Text(settings, "does not exist on this chip"));
        if (_open.Contains((bus, settings.ChipSelectLine))) throw new SpiDeviceAlreadyInUseException();
        if (!_open.Exists(device => device.Bus == bus)) TakePins(settings);
        if (settings.ChipSelectLine >= 0 && !_board.Gpio.Reserve(settings.ChipSelectLine, true))
        {
            throw new ArgumentException(Text(settings, "finds its chip select in use"));
        }

        _open.Add((bus, settings.ChipSelectLine));
        foreach (string fault in Faults(settings)) _board.AddViolation(Text(settings, fault));
    }

    internal void Close(SpiConnectionSettings settings)
    {
        int bus = settings.BusId - 1;
        if (!_open.Remove((bus, settings.ChipSelectLine))) return;
        _board.Gpio.Reserve(settings.ChipSelectLine, false);
        if (_open.Exists(device => device.Bus == bus)) return;
        foreach (int pin in _taken[bus]) _board.Gpio.Reserve(pin, false);
    }

    internal void Send(SpiConnectionSettings settings, byte value)
    {
        if (Faults(settings).Any()) return; // nothing answers, as was recorded when the device was opened
        bool data = _board.Gpio.Level(_board.Data.Dc);
        Sniffer?.Invoke(data, value);
        BytesSent++;
        _board.Panel.Receive(data, value);
    }

    // ESP32-C3 and C6 have one bus for programs; nanoFramework names two but cannot open the second.
    private bool IsSmall => _board.Data.Chip is Chips.Esp32C3 or Chips.Esp32C6;

    private void TakePins(SpiConnectionSettings settings)
    {
        int[] pins = PinsOf(settings.BusId - 1);
        for (int i = 0; i < pins.Length; i++)
        {
            if (_board.Gpio.Reserve(pins[i], true)) continue;
            for (int taken = 0; taken < i; taken++) _board.Gpio.Reserve(pins[taken], false);
            throw new ArgumentException(Text(settings, string.Create(CultureInfo.InvariantCulture, $"cannot have GPIO {pins[i]}")));
        }

        _taken[settings.BusId - 1] = pins;
    }

    // MOSI, MISO, clock: what the program mapped, else what nanoFramework's image for the chip starts with; −1 = none.
    private int[] PinsOf(int bus)
    {
        int[] pins = bus == 1 ? [-1, -1, -1] : _board.Data.Chip switch
        {
            Chips.Esp32 => [23, 25, 19],
            Chips.Esp32S3 => [11, 13, 12],
            _ => [7, 2, 6],
        };
        for (int i = 0; i < Signals; i++) pins[i] = _board.PinFunctions.GetValueOrDefault(FirstFunction + 0x100 * bus + i, pins[i]);
        return pins;
    }

    private IEnumerable<string> Faults(SpiConnectionSettings settings)
    {
        Board board = _board.Data;
        int[] pins = _taken[settings.BusId - 1];
        if (settings.ChipSelectLine != board.Cs) yield return $"selects GPIO {settings.ChipSelectLine}, but the panel listens to {board.Cs}";
        if (pins[Clock] != board.Sck) yield return $"clocks GPIO {pins[Clock]}, but the panel's clock is {board.Sck}";
        if (pins[Mosi] != board.Mosi) yield return $"sends on GPIO {pins[Mosi]}, but the panel's data is {board.Mosi}";
        if (settings.Mode is not (SpiMode.Mode0 or SpiMode.Mode3)) yield return $"uses {settings.Mode}, the panel mode 0";
        if (settings.DataFlow != DataFlow.MsbFirst) yield return "sends the lowest bit first";
        if (settings.ClockFrequency > MaxClock) yield return "is faster than 20 MHz";
        if (settings.ChipSelectLineActiveState == System.Device.Gpio.PinValue.High) yield return "selects with high, the panel with low";
    }

    private static string Text(SpiConnectionSettings settings, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"SPI{settings.BusId} {what}");
}
