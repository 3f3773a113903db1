using System.Globalization;
using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>
/// An SSD1680 or SSD1681 with its e-paper. It sits at the end of the board's SPI bus and pins, and keeps what is shown
/// apart from the RAM: only a refresh moves pixels. What a real panel would ignore or be harmed by is recorded.
/// Not modelled: waveforms, temperature, ghosting (partial refreshes are counted), grey and red. Times are estimates
/// from typical panels' data sheets, not measured.
/// </summary>
public sealed partial class PanelModel : BoardPanel
{
    /// <summary>A full refresh, ms. An estimate.</summary>
    public const int FullMilliseconds = 2000;

    /// <summary>A partial refresh, ms. An estimate.</summary>
    public const int PartialMilliseconds = 300;

    /// <summary>Busy after a hardware or software reset, ms. An estimate.</summary>
    public const int ResetMilliseconds = 10;

    private readonly Board _board;
    private readonly VirtualPins _pins;
    private readonly PanelRam _ram;
    private readonly Random _noise = new(1680);

    // What is shown, and what will be when the refresh under way has ended: in RAM order.
    private byte[] _shown;
    private byte[]? _coming;
    private long _began;
    private long _busyUntil;
    private bool _powered;
    private bool _wasReset; // by hardware, since power came
    private bool _inReset;
    private int _sleep; // argument of the sleep command, 0 = awake

    internal PanelModel(VirtualBoard host)
        : base(host, "panel")
    {
        (_board, _pins) = (host.Data, host.Gpio);
        Board board = _board;
        _ram = board.Panel == Panels.Ssd1681 ? new PanelRam(25, 200) : new PanelRam(22, 296);
        _shown = new byte[_ram.Black.Length];
        _noise.NextBytes(_shown); // nobody knows what a panel shows before its first refresh
        _pins.Attach(board.Busy, () => IsBusy);
        _pins.Changed += PinChanged;
        SetPower();
    }

    /// <summary>Partial refreshes since the last full one: what ghosting grows with.</summary>
    public int PartialsSinceFull { get; private set; }

    /// <summary>Whether the panel has its supply.</summary>
    public bool IsPowered => _powered;

    /// <summary>Whether the controller is in deep sleep.</summary>
    public bool IsAsleep => _powered && _sleep != 0;

    /// <summary>Whether a refresh is under way.</summary>
    public override bool IsRefreshing
    {
        get
        {
            Settle();
            return _coming is not null;
        }
    }

    /// <summary>Level of the busy pin: while something is under way, and, as on the chip, throughout deep sleep.</summary>
    public bool IsBusy => _powered && (_sleep != 0 || Now < _busyUntil);

    /// <summary>The board's SSD168x pins that a test may want broken: while true, the busy pin stays high for ever.</summary>
    public override bool IsStuck
    {
        get => _busyUntil == long.MaxValue;
        set => _busyUntil = value ? long.MaxValue : 0;
    }

    /// <summary>What is shown now, upright; during a refresh what was shown before it.</summary>
    public override ShownPicture Shown
    {
        get
        {
            Settle();
            return Upright(_shown);
        }
    }

    /// <summary>The panel loses its supply: RAM and registers are gone, and a refresh under way stays half done.</summary>
    internal override void CutPower()
    {
        Interrupt("power was cut during a refresh");
        LosePower();
        SetPower();
    }

    /// <summary>The board's chip goes to deep sleep.</summary>
    internal override void BoardSleeps()
    {
        Interrupt("the board went to deep sleep during a refresh");
        if (_powered && _wasReset && _sleep == 0) Report("the board went to deep sleep and left the panel powered and awake");
    }

    private void PinChanged(int pin)
    {
        if (pin == _board.Power) SetPower();
        if (pin == _board.Rst) SetReset();
    }

    private void SetPower()
    {
        bool on = _board.Power == Board.None || (_pins.IsOutput(_board.Power) && _pins.Level(_board.Power) == _board.PowerOnHigh);
        if (on == _powered) return;
        if (!on) Interrupt("its power pin was switched off during a refresh");
        if (!on) LosePower();
        _powered = on;
        if (on) _ram.Scramble(_noise);
    }

    private void LosePower()
    {
        (_powered, _wasReset, _sleep, _command) = (false, false, 0, None);
        if (!IsStuck) _busyUntil = 0;
        ResetRegisters();
    }

    // Low holds the controller in reset; it begins anew when the pin goes high.
    private void SetReset()
    {
        bool low = _pins.IsOutput(_board.Rst) && !_pins.Level(_board.Rst);
        bool ends = _inReset && !low && _pins.IsOutput(_board.Rst);
        if (low && !_inReset) Interrupt("it was reset during a refresh");
        _inReset = low;
        if (!ends || !_powered) return;
        if (_sleep > (int)DeepSleepKeepsRam) _ram.Scramble(_noise);
        _sleep = 0;
        _wasReset = true;
        ResetRegisters();
        Occupy(ResetMilliseconds);
    }

    private void Occupy(int milliseconds)
    {
        if (!IsStuck) _busyUntil = Now + milliseconds * 1000L;
    }

    // Brings what is shown up to date with the clock.
    private void Settle()
    {
        if (_coming is null || Now < _busyUntil) return;
        _shown = _coming;
        _coming = null;
    }

    // A refresh that ends early leaves each pixel new or old, by chance: the more are new the later it ends.
    private void Interrupt(string why)
    {
        Settle();
        if (_coming is null) return;
        Report("" + why);
        double done = (Now - _began) / (double)(_busyUntil - _began);
        for (int i = 0; i < _shown.Length; i++)
        {
            int mask = 0;
            for (int bit = 0; bit < 8; bit++) mask |= _noise.NextDouble() < done ? 1 << bit : 0;
            _shown[i] = (byte)((_shown[i] & ~mask) | (_coming[i] & mask));
        }

        _coming = null;
        if (!IsStuck) _busyUntil = Now;
    }

    // Undoes PanelOrder.Turn: the picture's column x is RAM row x, read from the bottom up.
    private ShownPicture Upright(byte[] ram)
    {
        var picture = new ShownPicture(_board.Width, _board.Height);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                int row = _board.Turned ? x : y, column = _board.Turned ? picture.Height - 1 - y : x;
                if (row >= _ram.Rows || column >= 8 * _ram.RowBytes) continue;
                if ((ram[row * _ram.RowBytes + column / 8] & (0x80 >> (column & 7))) == 0) picture.Ink(x, y);
            }
        }

        return picture;
    }

    private static string Hex(int value) => value.ToString("X2", CultureInfo.InvariantCulture);
}
