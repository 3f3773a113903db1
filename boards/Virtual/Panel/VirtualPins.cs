using System.Device.Gpio;
using System.Globalization;
using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>
/// The pins of a virtual board: modes, levels, who drives them, call-backs. A level is that of the board's output; else
/// what something outside drives; else the pull resistor's; else low (a real pin would float).
/// </summary>
public sealed class VirtualPins
{
    internal const int Count = 49;
    private readonly Pin[] _pins = new Pin[Count];
    private readonly int[] _known;
    private readonly bool _hasInputOnlyPins;
    private readonly VirtualBoard _host;

    internal VirtualPins(VirtualBoard host)
    {
        _host = host;
        Board board = host.Data;
        _known = [board.Dc, board.Rst, board.Busy, board.Power, board.Battery, board.BatterySwitch, board.Button, board.Led];
        _hasInputOnlyPins = board.Chip == Chips.Esp32;
        for (int i = 0; i < Count; i++) _pins[i] = new Pin();
    }

    /// <summary>A pin's level may have changed because the board drives or releases it. Raised with its GPIO number.</summary>
    internal event Action<int>? Changed;

    /// <summary>Pins in the library's list: those opened and not closed by ClosePin, whether disposed or not.</summary>
    public int ListedPins => _pins.Sum(pin => pin.Listed);

    /// <summary>Something outside the board drives a pin, e.g. a button; raises edges if it is an open input.</summary>
    public void Drive(int pin, bool high) => Outside(pin, () => high);

    /// <summary>Nothing outside drives the pin any more.</summary>
    public void Release(int pin) => Outside(pin, null);

    /// <summary>The pin's level now; low for pins that do not exist.</summary>
    public bool Level(int pin)
    {
        if (!Exists(pin)) return false;
        Pin state = _pins[pin];
        if (state.Mode is PinMode.Output) return state.Output;
        return state.Outside?.Invoke() ?? state.Mode is PinMode.InputPullUp;
    }

    /// <summary>Whether the board itself drives the pin.</summary>
    public bool IsOutput(int pin) => Exists(pin) && _pins[pin].Mode is PinMode.Output;

    /// <summary>Whether a program has the pin open.</summary>
    public bool IsOpen(int pin) => Exists(pin) && _pins[pin].Open is not null;

    /// <summary>Lets a part of the board, e.g. the panel, drive a pin with a level that depends on time: without edges.</summary>
    internal void Attach(int pin, Func<bool> level)
    {
        if (Exists(pin)) _pins[pin].Outside = level;
    }

    internal GpioPin Open(int pin)
    {
        if (!Exists(pin)) throw new InvalidOperationException(Text(pin, "does not exist"));
        if (_pins[pin].Open is not null || _pins[pin].Bus) throw new InvalidOperationException(Text(pin, "is in use"));
        if (!_known.Contains(pin)) _host.AddViolation(Text(pin, "was opened, but the board has nothing there"));
        _pins[pin].Listed++;
        return _pins[pin].Open = new GpioPin(this, pin);
    }

    internal GpioPin Opened(int pin) =>
        Exists(pin) && _pins[pin].Open is { } open ? open : throw new InvalidOperationException(Text(pin, "is not open"));

    internal void Close(int pin, GpioPin from)
    {
        Pin state = _pins[pin];
        if (state.Open != from) return;
        state.Open = null;
        state.Mode = PinMode.Input;
        state.Output = false;
        state.Callback = null;
        Changed?.Invoke(pin);
    }

    internal void Forget(int pin)
    {
        if (!Exists(pin) || _pins[pin].Listed == 0) throw new InvalidOperationException(Text(pin, "is not open"));
        _pins[pin].Open?.Release();
        _pins[pin].Listed--;
    }

    internal void ReleaseAll()
    {
        foreach (Pin pin in _pins) pin.Open?.Release();
    }

    /// <summary>The chip restarts: all pins are released and forgotten; what is outside goes on.</summary>
    internal void Reset()
    {
        ReleaseAll();
        foreach (Pin pin in _pins)
        {
            pin.Listed = 0;
            pin.Bus = false;
        }
    }

    /// <summary>A bus takes or releases a pin; false if it is in use.</summary>
    internal bool Reserve(int pin, bool take)
    {
        if (!Exists(pin) || (take && (_pins[pin].Bus || _pins[pin].Open is not null))) return false;
        _pins[pin].Bus = take;
        return true;
    }

    internal PinMode Mode(int pin) => _pins[pin].Mode;

    internal bool Supports(int pin, PinMode mode) => Exists(pin) && mode switch
    {
        PinMode.Input => true,
        PinMode.InputPullDown or PinMode.InputPullUp or PinMode.Output => !(_hasInputOnlyPins && pin is >= 34 and <= 39),
        _ => false,
    };

    internal void SetMode(int pin, PinMode mode)
    {
        if (!Supports(pin, mode)) throw new ArgumentException(Text(pin, $"cannot be {mode}"));
        _pins[pin].Mode = mode;
        Changed?.Invoke(pin);
    }

    internal void Write(int pin, bool high)
    {
        if (!IsOutput(pin)) throw new ArgumentException(Text(pin, "is no output"));
        if (_pins[pin].Output == high) return;
        _pins[pin].Output = high;
        Changed?.Invoke(pin);
    }

    internal void Register(int pin, PinEventTypes edges, Action<PinEventTypes>? callback)
    {
        Opened(pin);
        _pins[pin].Edges = edges;
        _pins[pin].Callback = callback;
    }

    private void Outside(int pin, Func<bool>? level)
    {
        if (!Exists(pin)) return;
        bool before = Level(pin);
        _pins[pin].Outside = level;
        bool after = Level(pin);
        if (before == after) return;
        PinEventTypes edge = after ? PinEventTypes.Rising : PinEventTypes.Falling;
        if (_pins[pin].Open is not { } open) return;
        _host.Events.Post(() =>
        {
            if (_pins[pin].Open != open) return; // closed meanwhile
            open.Raise(edge);
            if ((_pins[pin].Edges & edge) != 0) _pins[pin].Callback?.Invoke(edge);
        });
    }

    private static bool Exists(int pin) => pin is >= 0 and < Count;

    private static string Text(int pin, string what) => string.Create(CultureInfo.InvariantCulture, $"GPIO {pin} {what}");

    private sealed class Pin
    {
        public GpioPin? Open;
        public PinMode Mode;
        public bool Output;
        public bool Bus;
        public int Listed;
        public Func<bool>? Outside;
        public PinEventTypes Edges;
        public Action<PinEventTypes>? Callback;
    }
}
