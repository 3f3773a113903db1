#pragma warning disable IDE0130
using Endcap.Virtual;

namespace System.Device.Gpio;

/// <summary>An open pin of the virtual board that runs this thread.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly VirtualPins _pins;
    private bool _released;

    internal GpioPin(VirtualPins pins, int pinNumber)
    {
        _pins = pins;
        PinNumber = pinNumber;
    }

    /// <summary>Edges of the pin; raised by whoever changes the level from outside the board.</summary>
    public event PinValueChangedEventHandler? ValueChanged;

    /// <summary>GPIO number.</summary>
    public int PinNumber { get; }

    /// <summary>Kept but without effect: simulated contacts do not bounce.</summary>
    public TimeSpan DebounceTimeout { get; set; }

    /// <summary>The pin's mode.</summary>
    public PinMode GetPinMode()
    {
        Check();
        return _pins.Mode(PinNumber);
    }

    /// <summary>Whether the chip can use the pin that way.</summary>
    public bool IsPinModeSupported(PinMode pinMode) => _pins.Supports(PinNumber, pinMode);

    /// <summary>Sets the pin's mode; throws ArgumentException where the chip cannot.</summary>
    public void SetPinMode(PinMode value)
    {
        Check();
        _pins.SetMode(PinNumber, value);
    }

    /// <summary>The level now.</summary>
    public PinValue Read()
    {
        Check();
        return _pins.Level(PinNumber);
    }

    /// <summary>Drives an output; throws ArgumentException on an input.</summary>
    public void Write(PinValue value)
    {
        Check();
        _pins.Write(PinNumber, (bool)value);
    }

    /// <summary>Drives an output to its other level.</summary>
    public void Toggle() => Write(Read() == PinValue.Low);

    /// <summary>Releases the pin: nobody on the board drives it any more.</summary>
    public void Dispose()
    {
        _ = VirtualBoard.Current;
        Release();
    }

    // As Dispose, but also by those who are not the board's program.
    internal void Release()
    {
        if (_released) return;
        _released = true;
        ValueChanged = null;
        _pins.Close(PinNumber, this);
    }

    // Asking for the board also ends a thread whose board lost its power: such a thread must not move pins any more.
    private void Check()
    {
        _ = VirtualBoard.Current;
        ObjectDisposedException.ThrowIf(_released, this);
    }

    internal void Raise(PinEventTypes edge) => ValueChanged?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));
}
