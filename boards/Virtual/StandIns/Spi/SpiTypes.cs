#pragma warning disable IDE0130
using System.Device.Gpio;

namespace System.Device.Spi;

/// <summary>Order of a byte's bits.</summary>
public enum DataFlow
{
    /// <summary>Highest bit first.</summary>
    MsbFirst = 0,

    /// <summary>Lowest bit first.</summary>
    LsbFirst = 1,
}

/// <summary>Which lines a bus has.</summary>
public enum SpiBusConfiguration
{
    /// <summary>Data out and data in.</summary>
    FullDuplex = 0,

    /// <summary>One data line for both.</summary>
    HalfDuplex = 1,

    /// <summary>Data out only.</summary>
    Simplex = 2,
}

/// <summary>Polarity and phase of the clock.</summary>
public enum SpiMode
{
    /// <summary>Idle low, sampled at the rising edge.</summary>
    Mode0 = 0,

    /// <summary>Idle low, sampled at the falling edge.</summary>
    Mode1 = 1,

    /// <summary>Idle high, sampled at the falling edge.</summary>
    Mode2 = 2,

    /// <summary>Idle high, sampled at the rising edge.</summary>
    Mode3 = 3,
}

/// <summary>A device on that bus with that chip select exists already.</summary>
public class SpiDeviceAlreadyInUseException : Exception
{
    /// <summary>Without a message, as in the library.</summary>
    public SpiDeviceAlreadyInUseException()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "SPI device already in use";
}

/// <summary>How a device is reached.</summary>
public sealed class SpiConnectionSettings
{
    /// <summary>A device on a bus (1 or 2); 500 kHz, 8 bits, mode 0.</summary>
    public SpiConnectionSettings(int busId, int chipSelectLine)
    {
        BusId = busId;
        ChipSelectLine = chipSelectLine;
    }

    internal SpiConnectionSettings(SpiConnectionSettings other)
        : this(other.BusId, other.ChipSelectLine)
    {
        ChipSelectLineActiveState = other.ChipSelectLineActiveState;
        ClockFrequency = other.ClockFrequency;
        Configuration = other.Configuration;
        DataBitLength = other.DataBitLength;
        DataFlow = other.DataFlow;
        Mode = other.Mode;
    }

    /// <summary>Bus, 1 or 2.</summary>
    public int BusId { get; set; }

    /// <summary>GPIO number of chip select; −1 where the program drives it itself.</summary>
    public int ChipSelectLine { get; set; }

    /// <summary>Level of chip select that selects.</summary>
    public PinValue ChipSelectLineActiveState { get; set; } = PinValue.Low;

    /// <summary>Clock, Hz.</summary>
    public int ClockFrequency { get; set; } = 500_000;

    /// <summary>Lines of the bus.</summary>
    public SpiBusConfiguration Configuration { get; set; }

    /// <summary>Bits of a word.</summary>
    public int DataBitLength { get; set; } = 8;

    /// <summary>Order of bits.</summary>
    public DataFlow DataFlow { get; set; }

    /// <summary>Polarity and phase.</summary>
    public SpiMode Mode { get; set; }
}
