#pragma warning disable IDE0130
using Endcap.Virtual;

namespace System.Device.Spi;

/// <summary>A device on a bus of the virtual board that runs this thread. Transfers take no simulated time.</summary>
public class SpiDevice : IDisposable
{
    private readonly SpiConnectionSettings _settings;
    private bool _disposed;

    /// <summary>
    /// Opens a device. Throws ArgumentException where the bus does not exist, lacks a pin or a pin is in use, and
    /// <see cref="SpiDeviceAlreadyInUseException"/> where the chip select is taken.
    /// </summary>
    public SpiDevice(SpiConnectionSettings settings)
    {
        _settings = new SpiConnectionSettings(settings);
        VirtualBoard.Current.Spi.Open(_settings);
    }

    /// <summary>A copy of the settings.</summary>
    public SpiConnectionSettings ConnectionSettings => new(_settings);

    /// <summary>As the constructor.</summary>
    public static SpiDevice Create(SpiConnectionSettings settings) => new(settings);

    /// <summary>Sends a byte.</summary>
    public void WriteByte(byte value)
    {
        Bus.Send(_settings, value);
    }

    /// <summary>Sends words as they lie in an ESP32's memory: low byte first.</summary>
    public void Write(ushort[] buffer)
    {
        VirtualSpi bus = Bus;
        foreach (ushort word in buffer)
        {
            bus.Send(_settings, (byte)word);
            bus.Send(_settings, (byte)(word >> 8));
        }
    }

    /// <summary>Closes the device; the last on a bus releases the bus's pins.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        VirtualBoard.Current.Spi.Close(_settings);
        _disposed = true;
    }

    private VirtualSpi Bus
    {
        get
        {
            VirtualSpi bus = VirtualBoard.Current.Spi; // throws on a thread whose board lost its power
            ObjectDisposedException.ThrowIf(_disposed, this);
            return bus;
        }
    }
}
