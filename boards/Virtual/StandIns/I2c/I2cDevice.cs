#pragma warning disable IDE0130
using Endcap.Virtual;

namespace System.Device.I2c;

/// <summary>A device on an I²C bus of the virtual board that runs this thread. Transfers take no simulated time.</summary>
public class I2cDevice : IDisposable
{
    private readonly I2cConnectionSettings _settings;
    private bool _disposed;

    /// <summary>Opens a device; throws ArgumentException where the bus does not exist or a pin is in use.</summary>
    public I2cDevice(I2cConnectionSettings settings)
    {
        _settings = settings;
        VirtualBoard.Current.I2c.Open(settings);
    }

    /// <summary>How it is reached.</summary>
    public I2cConnectionSettings ConnectionSettings => _settings;

    /// <summary>As the constructor.</summary>
    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    /// <summary>Reads bytes.</summary>
    public I2cTransferResult Read(SpanByte buffer) => Bus.Transfer(_settings, default, buffer);

    /// <summary>Writes bytes.</summary>
    public I2cTransferResult Write(SpanByte buffer) => Bus.Transfer(_settings, buffer, default);

    /// <summary>Writes a byte.</summary>
    public I2cTransferResult WriteByte(byte value) => Bus.Transfer(_settings, new byte[] { value }, default);

    /// <summary>Writes bytes and reads some, without letting go of the bus between.</summary>
    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) => Bus.Transfer(_settings, writeBuffer, readBuffer);

    /// <summary>Closes the device; the last on a bus releases the bus's pins.</summary>
    public void Dispose()
    {
        VirtualI2c bus = VirtualBoard.Current.I2c;
        if (_disposed) return;
        bus.Close(_settings);
        _disposed = true;
    }

    private VirtualI2c Bus
    {
        get
        {
            VirtualI2c bus = VirtualBoard.Current.I2c; // throws on a thread whose board lost its power
            ObjectDisposedException.ThrowIf(_disposed, this);
            return bus;
        }
    }
}
