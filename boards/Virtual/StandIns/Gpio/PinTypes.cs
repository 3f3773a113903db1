#pragma warning disable IDE0130 // stand-ins keep the namespaces of the libraries that they stand for
namespace System.Device.Gpio;

/// <summary>Edges of a pin.</summary>
[Flags]
public enum PinEventTypes
{
    /// <summary>No edge.</summary>
    None = 0,

    /// <summary>From low to high.</summary>
    Rising = 1,

    /// <summary>From high to low.</summary>
    Falling = 2,
}

/// <summary>How a pin is used.</summary>
public enum PinMode
{
    /// <summary>Input without a resistor.</summary>
    Input = 0,

    /// <summary>Input with a resistor to ground.</summary>
    InputPullDown = 1,

    /// <summary>Input with a resistor to the supply.</summary>
    InputPullUp = 2,

    /// <summary>Output that drives both levels.</summary>
    Output = 3,

    /// <summary>Output that drives low only.</summary>
    OutputOpenDrain = 4,

    /// <summary>Output that drives low only, with a resistor to the supply.</summary>
    OutputOpenDrainPullUp = 5,

    /// <summary>Output that drives high only.</summary>
    OutputOpenSource = 6,

    /// <summary>Output that drives high only, with a resistor to ground.</summary>
    OutputOpenSourcePullDown = 7,
}

/// <summary>How pins are numbered.</summary>
public enum PinNumberingScheme
{
    /// <summary>By the chip's GPIO numbers: the only scheme here.</summary>
    Logical = 0,

    /// <summary>By the place on a board.</summary>
    Board = 1,
}

/// <summary>Takes a pin's edge from its controller.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);

/// <summary>Takes a pin's edge from the pin.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

/// <summary>An edge of a pin.</summary>
public class PinValueChangedEventArgs : nanoFramework.Runtime.Events.BaseEvent
{
    /// <summary>That edge of that pin.</summary>
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    /// <summary>The edge.</summary>
    public PinEventTypes ChangeType { get; }

    /// <summary>GPIO number.</summary>
    public int PinNumber { get; }
}
