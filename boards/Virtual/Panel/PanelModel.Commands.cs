using Iot.Device.EPaper.Drivers.Ssd168x;

namespace Endcap.Virtual;

/// <content>Commands and data from the bus.</content>
public sealed partial class PanelModel
{
    private const int None = -1;
    private const SleepMode DeepSleepKeepsRam = SleepMode.DeepSleepModeOne;

    // What must be set since the last reset before a refresh makes sense.
    private const int Gates = 1, Entry = 2, WindowX = 4, WindowY = 8, Initialised = 15;

    private readonly byte[] _arguments = new byte[256];
    private int _command = None;
    private int _count;
    private int _set;
    private byte _sequence;
    private byte _blackOption;

    /// <summary>Border setting (command 0x3C); 0xC0 is the default.</summary>
    public byte Border { get; private set; }

    // Takes a byte from the bus.
    internal override void Receive(bool data, byte value)
    {
        Settle();
        string what = (data ? "data " : "command ") + Hex(value);
        if (Refusal() is { } why)
        {
            Report($"{what} {why}");
            return;
        }

        if (!data) Begin(value);
        else if (_command == None) Report($"{what} without a command");
        else Take(value);
    }

    private string? Refusal() =>
        !_powered ? "while the panel has no power"
        : _inReset ? "while the panel is held in reset"
        : _sleep != 0 ? "while the panel is in deep sleep"
        : !_wasReset ? "before a hardware reset since power came"
        : IsBusy ? "while the panel is busy"
        : null;

    private void Begin(byte value)
    {
        _command = value;
        _count = 0;
        _ram.Begin();
        switch ((Command)value)
        {
            case Command.SoftwareReset:
                ResetRegisters();
                Occupy(ResetMilliseconds);
                break;
            case Command.MasterActivation:
                Activate();
                break;
            default:
                if (Arguments(value) < 0) Report($"command {Hex(value)} is not known to this model");
                break;
        }
    }

    // Bytes that follow a command; −1 = unknown.
    private static int Arguments(int command) => (Command)command switch
    {
        Command.SoftwareReset or Command.MasterActivation or Command.NOP => 0,
        Command.DeepSleepMode or Command.DataEntryModeSetting or Command.TempSensorControlSelection or Command.WriteVCOMRegister => 1,
        Command.DisplayUpdateControl2 or Command.BorderWaveformControl or Command.SetRAMAddressCounterX => 1,
        Command.DisplayUpdateControl1 or Command.SetRAMAddressXStartEndPosition or Command.SetRAMAddressCounterY => 2,
        Command.DriverOutputControl => 4, // three; nanoFramework's driver sends one more, which the chip ignores
        Command.BoosterSoftStartControl or Command.SetRAMAddressYStartEndPosition => 4,
        Command.WriteLUTRegister => 153,
        Command.WriteBackWhiteRAM or Command.WriteRedRAM => int.MaxValue,
        _ => -1,
    };

    private void Take(byte value)
    {
        if (_command is (int)Command.WriteBackWhiteRAM or (int)Command.WriteRedRAM)
        {
            byte[] target = _command == (int)Command.WriteRedRAM ? _ram.Red : _ram.Black;
            if (_ram.Write(target, value) is { } fault) Report("" + fault);
            return;
        }

        int limit = Arguments(_command);
        if (limit < 0) return; // was recorded with the command
        if (_count >= limit)
        {
            Report($"more data than command {Hex(_command)} takes");
            return;
        }

        _arguments[_count++] = value;
        Apply();
    }

    // A register takes effect with the byte that completes it.
    private void Apply()
    {
        byte[] a = _arguments;
        switch ((Command)_command, _count)
        {
            case (Command.DriverOutputControl, 3): _set |= Gates; break;
            case (Command.DataEntryModeSetting, 1): (_ram.EntryMode, _set) = (a[0] & 7, _set | Entry); break;
            case (Command.SetRAMAddressXStartEndPosition, 2): SetWindowX(a[0] & 63, a[1] & 63); break;
            case (Command.SetRAMAddressYStartEndPosition, 4): SetWindowY(a[0] | ((a[1] & 1) << 8), a[2] | ((a[3] & 1) << 8)); break;
            case (Command.SetRAMAddressCounterX, 1): _ram.X = a[0] & 63; break;
            case (Command.SetRAMAddressCounterY, 2): _ram.Y = a[0] | ((a[1] & 1) << 8); break;
            case (Command.BorderWaveformControl, 1): Border = a[0]; break;
            case (Command.DisplayUpdateControl1, 1): _blackOption = (byte)(a[0] & 15); break;
            case (Command.DisplayUpdateControl2, 1): _sequence = a[0]; break;
            case (Command.DeepSleepMode, 1): Sleep(a[0]); break;
            default: break;
        }
    }

    private void SetWindowX(int start, int end)
    {
        if (start >= _ram.RowBytes || end >= _ram.RowBytes) Report("the window is wider than the RAM");
        (_ram.StartX, _ram.EndX, _set) = (Math.Min(start, _ram.RowBytes - 1), Math.Min(end, _ram.RowBytes - 1), _set | WindowX);
    }

    // One row too many is what nanoFramework's driver sets (its Height where Height − 1 belongs): cut off without a word.
    private void SetWindowY(int start, int end)
    {
        if (start >= _ram.Rows || end > _ram.Rows) Report("the window is higher than the RAM");
        (_ram.StartY, _ram.EndY, _set) = (Math.Min(start, _ram.Rows - 1), Math.Min(end, _ram.Rows - 1), _set | WindowY);
    }

    // Data sheet: low bits 01 = mode 1 (RAM stays), 11 = mode 2 (RAM is lost). The library's DeepSleepModeTwo is 0x11,
    // which may be either; the model takes the worse for everything but a plain 1.
    private void Sleep(byte mode)
    {
        if ((mode & 3) != 0) _sleep = mode;
    }

    private void ResetRegisters()
    {
        _ram.Reset();
        (_set, _command, _sequence, _blackOption, Border) = (0, None, (byte)RefreshMode.PartialRefresh, 0, 0xC0);
    }

    private void Activate()
    {
        if (_set != Initialised)
        {
            Report("refresh before gates, entry mode and window were set");
            return;
        }

        if (_sequence is not ((byte)RefreshMode.FullRefresh or (byte)RefreshMode.PartialRefresh))
        {
            Report($"update sequence {Hex(_sequence)} is not known to this model");
            return;
        }

        bool full = _sequence == (byte)RefreshMode.FullRefresh;
        _coming = new byte[_shown.Length];
        for (int i = 0; i < _coming.Length; i++)
        {
            byte black = _blackOption switch { 4 => 0, 8 => (byte)~_ram.Black[i], _ => _ram.Black[i] };
            int driven = full ? 0xFF : black ^ _ram.Red[i];
            _coming[i] = (byte)((_shown[i] & ~driven) | (black & driven));
        }

        FullRefreshes += full ? 1 : 0;
        PartialRefreshes += full ? 0 : 1;
        PartialsSinceFull = full ? 0 : PartialsSinceFull + 1;
        _began = Now;
        Occupy(full ? FullMilliseconds : PartialMilliseconds);
    }
}
