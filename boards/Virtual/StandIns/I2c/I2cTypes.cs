#pragma warning disable IDE0130, CA1815 // the library's result has no equality
namespace System.Device.I2c;

/// <summary>Clock of a bus.</summary>
public enum I2cBusSpeed
{
    /// <summary>100 kHz.</summary>
    StandardMode = 0,

    /// <summary>400 kHz.</summary>
    FastMode = 1,

    /// <summary>1 MHz.</summary>
    FastModePlus = 2,
}

/// <summary>How a transfer ended.</summary>
public enum I2cTransferStatus
{
    /// <summary>Nobody knows.</summary>
    UnknownError = 0,

    /// <summary>All bytes went.</summary>
    FullTransfer = 1,

    /// <summary>The device held the clock for too long.</summary>
    ClockStretchTimeout = 2,

    /// <summary>The device stopped it.</summary>
    PartialTransfer = 3,

    /// <summary>No device has that address.</summary>
    SlaveAddressNotAcknowledged = 4,
}

/// <summary>How a transfer ended, and how far it came.</summary>
public struct I2cTransferResult
{
    internal I2cTransferResult(I2cTransferStatus status, int bytes) => (Status, BytesTransferred) = (status, (uint)bytes);

    /// <summary>How it ended.</summary>
    public I2cTransferStatus Status { get; }

    /// <summary>Bytes that went, both ways.</summary>
    public uint BytesTransferred { get; }
}

/// <summary>How a device is reached.</summary>
public sealed class I2cConnectionSettings
{
    /// <summary>A device on a bus (1 or 2) at 100 kHz.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress)
        : this(busId, deviceAddress, I2cBusSpeed.StandardMode)
    {
    }

    /// <summary>A device on a bus (1 or 2).</summary>
    public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed) =>
        (BusId, DeviceAddress, BusSpeed) = (busId, deviceAddress, busSpeed);

    /// <summary>Bus, 1 or 2.</summary>
    public int BusId { get; }

    /// <summary>Address without the direction bit, 0x08…0x77.</summary>
    public int DeviceAddress { get; }

    /// <summary>Clock.</summary>
    public I2cBusSpeed BusSpeed { get; }
}
