using System.Device.I2c;
using System.Globalization;
using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>
/// The I²C buses of an ESP32, and the power chip that is the only device there. Like VirtualSpi it reserves a bus's pins
/// while a device is open; a device at another address, or on other pins, is not answered.
/// </summary>
public sealed class VirtualI2c
{
    // Device functions as numbers: 0x20000 + 0x100 · bus (from 1) + signal.
    private const int FirstFunction = 0x20000;
    private readonly VirtualBoard _board;
    private readonly Dictionary<int, (int Data, int Clock, int Devices)> _open = [];

    internal VirtualI2c(VirtualBoard board) => _board = board;

    /// <summary>Transfers since the board was made.</summary>
    public int Transfers { get; private set; }

    /// <summary>All devices are closed.</summary>
    internal void Reset() => _open.Clear();

    internal void Open(I2cConnectionSettings settings)
    {
        int bus = settings.BusId;
        if (bus is < 1 or > 2 || (bus == 2 && _board.Data.Chip is Chips.Esp32C3 or Chips.Esp32C6))
        {
            throw new ArgumentException(Text(bus, "does not exist on this chip"));
        }

        if (!_open.TryGetValue(bus, out var pins)) pins = TakePins(bus);
        _open[bus] = pins with { Devices = pins.Devices + 1 };
        foreach (string fault in Faults(settings)) _board.AddViolation(Text(bus, fault));
    }

    internal void Close(I2cConnectionSettings settings)
    {
        if (!_open.TryGetValue(settings.BusId, out var pins)) return;
        _open[settings.BusId] = pins with { Devices = pins.Devices - 1 };
        if (pins.Devices > 1) return;
        _open.Remove(settings.BusId);
        _board.Gpio.Reserve(pins.Data, false);
        _board.Gpio.Reserve(pins.Clock, false);
    }

    internal I2cTransferResult Transfer(I2cConnectionSettings settings, SpanByte write, SpanByte read)
    {
        Transfers++;
        if (Faults(settings).Any() || !_board.PowerChip.Transfer(write.ToArray(), read))
        {
            return new(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
        }

        return new(I2cTransferStatus.FullTransfer, write.Length + read.Length);
    }

    // What the program mapped, else what nanoFramework's image for the ESP32 starts with.
    private (int Data, int Clock, int Devices) TakePins(int bus)
    {
        int at = FirstFunction + 0x100 * bus;
        int data = _board.PinFunctions.GetValueOrDefault(at, bus == 1 ? 18 : 25), clock = _board.PinFunctions.GetValueOrDefault(at + 1, bus == 1 ? 19 : 26);
        if (!_board.Gpio.Reserve(data, true)) throw new ArgumentException(Text(bus, $"cannot have GPIO {data}"));
        if (_board.Gpio.Reserve(clock, true)) return (data, clock, 0);
        _board.Gpio.Reserve(data, false);
        throw new ArgumentException(Text(bus, $"cannot have GPIO {clock}"));
    }

    private IEnumerable<string> Faults(I2cConnectionSettings settings)
    {
        (int data, int clock, _) = _open[settings.BusId];
        if (_board.Data.Sda == Board.None || settings.DeviceAddress != PowerChipModel.Address)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"finds nothing at address 0x{settings.DeviceAddress:X2}");
            yield break;
        }

        if (data != _board.Data.Sda) yield return $"has its data on GPIO {data}, but the power chip's is {_board.Data.Sda}";
        if (clock != _board.Data.Scl) yield return $"has its clock on GPIO {clock}, but the power chip's is {_board.Data.Scl}";
        if (settings.BusSpeed == I2cBusSpeed.FastModePlus) yield return "is faster than the power chip's 400 kHz";
    }

    private static string Text(int bus, string what) => string.Create(CultureInfo.InvariantCulture, $"I2C{bus} {what}");
}
