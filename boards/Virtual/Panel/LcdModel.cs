using System.Globalization;

namespace Endcap.Virtual;

/// <summary>
/// An ILI9342C with its panel of 320 × 240 pixels, as in an M5Stack Core2: what is written shows at once, if the power
/// chip feeds controller and light and the controller is awake and on. The panel shows the complement unless inverted.
/// Not modelled: colours (a pixel is paper from middle grey on), rotation, scrolling, gamma, reading.
/// </summary>
public sealed class LcdModel : BoardPanel
{
    /// <summary>From the end of a reset, or of sleep, to the next command, ms (ILI934x data sheets).</summary>
    public const int SettleMilliseconds = 5;

    /// <summary>From the end of a reset to leaving sleep, ms (ILI934x data sheets).</summary>
    public const int WakeMilliseconds = 120;

    private const int None = -1, Rgb565 = 0x55;
    private readonly PowerChipModel _power;
    private readonly int _width, _height;
    private readonly ushort[] _ram;
    private readonly byte[] _arguments = new byte[4];
    private readonly Random _noise = new(9342);
    private int _command = None, _count, _format;
    private int _left, _right, _top, _bottom, _x, _y;
    private bool _powered, _inReset = true, _wasReset, _asleep, _on, _inverted, _full;
    private long _settledAt, _resetAt;

    internal LcdModel(VirtualBoard host)
        : base(host, "LCD")
    {
        (_power, _width, _height) = (host.PowerChip, host.Data.Width, host.Data.Height);
        _ram = new ushort[_width * _height];
        ResetRegisters();
        _power.Changed += PowerChanged;
    }

    /// <summary>Whether somebody could see a picture.</summary>
    public bool IsLit => _powered && _power.FeedsLight && !_inReset && !_asleep && _on;

    /// <inheritdoc/>
    public override bool IsRefreshing => _command == 0x2C && !_full && (_x, _y) != (_left, _top);

    /// <inheritdoc/>
    public override bool IsStuck
    {
        get => !_power.Answers;
        set => _power.Answers = !value;
    }

    /// <inheritdoc/>
    public override ShownPicture Shown
    {
        get
        {
            var picture = new ShownPicture(_width, _height);
            for (int i = 0; i < _ram.Length; i++)
            {
                if (!IsLit || IsBright(_ram[i]) != _inverted) picture.Ink(i % _width, i / _width);
            }

            return picture;
        }
    }

    internal override void Receive(bool data, byte value)
    {
        string what = (data ? "data " : "command ") + Hex(value);
        if (Refusal() is { } why) Report($"{what} {why}");
        else if (!data) Begin(value);
        else if (_command == None) Report($"{what} without a command");
        else if (_command == 0x2C) TakePixel(value);
        else Take(value);
    }

    // The board's supply feeds the power chip, which tells.
    internal override void CutPower() => _power.CutPower();

    internal override void BoardSleeps()
    {
        if (_powered || _power.FeedsLight) Report("the board went to deep sleep and left the LCD or its light on");
    }

    private void PowerChanged()
    {
        if (_power.FeedsLcd != _powered)
        {
            _powered = _power.FeedsLcd;
            _wasReset = false;
            ResetRegisters();
            if (_powered) foreach (ref ushort pixel in _ram.AsSpan()) pixel = (ushort)_noise.Next();
        }

        bool released = _inReset && !_power.HoldsReset;
        _inReset = _power.HoldsReset;
        if (!released || !_powered) return;
        ResetRegisters();
        (_wasReset, _resetAt, _settledAt) = (true, Now, Now + 1000 * SettleMilliseconds);
    }

    private void ResetRegisters()
    {
        (_command, _count, _format, _asleep, _on, _inverted) = (None, 0, 0x66, true, false, false);
        (_left, _right, _top, _bottom, _full) = (0, _width - 1, 0, _height - 1, false);
    }

    private string? Refusal() =>
        !_powered ? "while the LCD has no power"
        : _inReset ? "while the LCD is held in reset"
        : !_wasReset ? "before a hardware reset since power came"
        : Now < _settledAt ? $"less than {SettleMilliseconds} ms after reset or sleep"
        : null;

    private void Begin(byte command)
    {
        (_command, _count) = (command, 0);
        switch (command)
        {
            case 0x11 when Now < _resetAt + 1000 * WakeMilliseconds:
                Report($"command 11 less than {WakeMilliseconds} ms after reset");
                break;
            case 0x11: (_asleep, _settledAt) = (false, Now + 1000 * SettleMilliseconds); break;
            case 0x10: (_asleep, _settledAt) = (true, Now + 1000 * SettleMilliseconds); break;
            case 0x20 or 0x21: _inverted = command == 0x21; break;
            case 0x28 or 0x29: _on = command == 0x29; break;
            case 0x2C:
                (_x, _y, _full) = (_left, _top, false);
                if (_format != Rgb565) Report("pixels before the format was set to 16 bits");
                break;
            default:
                if (Arguments(command) < 0) Report($"command {Hex(command)} is not known to this model");
                break;
        }
    }

    // Bytes that follow a command but pixels; −1 = unknown.
    private static int Arguments(int command) => command switch
    {
        0x00 or 0x10 or 0x11 or 0x13 or 0x20 or 0x21 or 0x28 or 0x29 => 0,
        0x36 or 0x3A => 1,
        0x2A or 0x2B => 4,
        _ => -1,
    };

    private void Take(byte value)
    {
        int limit = Arguments(_command);
        if (limit < 0) return; // was recorded with the command
        if (_count >= limit)
        {
            Report($"more data than command {Hex(_command)} takes");
            return;
        }

        _arguments[_count++] = value;
        if (_count < limit) return;
        int first = (_arguments[0] << 8) | _arguments[1], last = (_arguments[2] << 8) | _arguments[3];
        if (_command == 0x36 && (value & 0xF0) != 0) Report("rotation is not known to this model");
        if (_command == 0x3A) _format = value;
        if (_command == 0x2A && IsRange(first, last, _width)) (_left, _right) = (first, last);
        if (_command == 0x2B && IsRange(first, last, _height)) (_top, _bottom) = (first, last);
    }

    private bool IsRange(int first, int last, int size)
    {
        bool fits = first <= last && last < size;
        if (!fits) Report("the window is not in the picture, or ends before it begins");
        return fits;
    }

    // Two bytes a pixel, the higher first.
    private void TakePixel(byte value)
    {
        if (_full)
        {
            Report("data beyond the window: it wraps and overwrites the window's start");
            _full = false;
        }

        _arguments[_count++] = value;
        if (_count < 2) return;
        _count = 0;
        _ram[_y * _width + _x] = (ushort)((_arguments[0] << 8) | _arguments[1]);
        if (_x++ < _right) return;
        _x = _left;
        if (_y++ < _bottom) return;
        (_y, _full) = (_top, true);
        bool whole = (_left, _right, _top, _bottom) == (0, _width - 1, 0, _height - 1);
        FullRefreshes += whole ? 1 : 0;
        PartialRefreshes += whole ? 0 : 1;
    }

    // Red, green, blue with 5, 6 and 5 bits, by the usual weights.
    private static bool IsBright(ushort pixel) => 299 * (pixel >> 11) * 2 + 587 * ((pixel >> 5) & 63) + 114 * (pixel & 31) * 2 >= 31500;

    private static string Hex(int value) => value.ToString("X2", CultureInfo.InvariantCulture);
}
