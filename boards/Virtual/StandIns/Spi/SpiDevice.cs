#pragma warning disable IDE0130
using Endcap.Virtual;

namespace System.Device.Spi;

/// <summary>A device on a bus of the virtual board that runs this thread. Transfers take no simulated time.</summary>
public class SpiDevice : IDisposable
{
    private readonly SpiConnectionSettings _settings;
    private readonly VirtualSpi _bus = VirtualBoard.Current.Spi;
    private bool _disposed;

    /// <summary>
    /// Opens a device. Throws ArgumentException where the bus does not exist, lacks a pin or a pin is in use, and
    /// <see cref="SpiDeviceAlreadyInUseException"/> where the chip select is taken.
    /// </summary>
    public SpiDevice(SpiConnectionSettings settings)
    {
        _settings = new SpiConnectionSettings(settings);
        _bus.Open(_settings);
    }

    /// <summary>A copy of the settings.</summary>
    public SpiConnectionSettings ConnectionSettings => new(_settings);

    /// <summary>As the constructor.</summary>
    public static SpiDevice Create(SpiConnectionSettings settings) => new(settings);

    /// <summary>Sends a byte.</summary>
    public void WriteByte(byte value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _bus.Send(_settings, value);
    }

    /// <summary>Sends words as they lie in an ESP32's memory: low byte first.</summary>
    public void Write(ushort[] buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (ushort word in buffer)
        {
            _bus.Send(_settings, (byte)word);
            _bus.Send(_settings, (byte)(word >> 8));
        }
    }

    /// <summary>Closes the device; the last on a bus releases the bus's pins.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _bus.Close(_settings);
    }
}
