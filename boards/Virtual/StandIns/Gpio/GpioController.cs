#pragma warning disable IDE0130
using Endcap.Virtual;

namespace System.Device.Gpio;

/// <summary>
/// The pins of the virtual board that runs this thread. As in the library, all controllers share one list of pins, and
/// a pin that is disposed by itself stays in that list until <see cref="ClosePin"/>.
/// </summary>
public sealed class GpioController : IDisposable
{
    /// <summary>A controller of pins by GPIO number.</summary>
    public GpioController()
    {
    }

    /// <summary>A controller of pins.</summary>
    public GpioController(PinNumberingScheme numberingScheme) => NumberingScheme = numberingScheme;

    /// <summary>How pins are numbered; without effect.</summary>
    public PinNumberingScheme NumberingScheme { get; }

    /// <summary>Highest GPIO number plus one.</summary>
    public int PinCount => VirtualPins.Count;

    /// <summary>Opens a pin as an input. Throws InvalidOperationException if it is open or used by a bus.</summary>
    public GpioPin OpenPin(int pinNumber) => Pins.Open(pinNumber);

    /// <summary>Opens a pin; see <see cref="OpenPin(int)"/>.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = Pins.Open(pinNumber);
        pin.SetPinMode(mode);
        return pin;
    }

    /// <summary>Releases a pin and forgets it; throws InvalidOperationException if it was never opened.</summary>
    public void ClosePin(int pinNumber) => Pins.Forget(pinNumber);

    /// <summary>Whether the pin is open.</summary>
    public bool IsPinOpen(int pinNumber) => Pins.IsOpen(pinNumber);

    /// <summary>The mode of an open pin.</summary>
    public PinMode GetPinMode(int pinNumber) => Pins.Opened(pinNumber).GetPinMode();

    /// <summary>Whether the chip can use the pin that way.</summary>
    public bool IsPinModeSupported(int pinNumber, PinMode mode) => Pins.Supports(pinNumber, mode);

    /// <summary>Sets the mode of an open pin.</summary>
    public void SetPinMode(int pinNumber, PinMode mode) => Pins.Opened(pinNumber).SetPinMode(mode);

    /// <summary>The level of an open pin.</summary>
    public PinValue Read(int pinNumber) => Pins.Opened(pinNumber).Read();

    /// <summary>Drives an open output.</summary>
    public void Write(int pinNumber, PinValue value) => Pins.Opened(pinNumber).Write(value);

    /// <summary>Calls back at edges of an open pin.</summary>
    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        Pins.Register(pinNumber, eventTypes, edge => callback(this, new PinValueChangedEventArgs(edge, pinNumber)));

    /// <summary>Ends the call-backs of a pin.</summary>
    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        Pins.Register(pinNumber, PinEventTypes.None, null);

    /// <summary>Releases all pins, also those of other controllers, as the library does.</summary>
    public void Dispose() => Pins.ReleaseAll();

    // Asked each time: it also ends a thread whose board lost its power.
    private static VirtualPins Pins => VirtualBoard.Current.Gpio;
}
