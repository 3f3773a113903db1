namespace Endcap.Virtual;

/// <content>Pins, bus and panel.</content>
public sealed partial class VirtualBoard
{
    private ViolationLog? _panelViolations;
    private VirtualPins? _gpio;
    private VirtualSpi? _spi;
    private PanelModel? _panel;

    /// <summary>What the program did that real pins, bus or panel would refuse.</summary>
    public ViolationLog PanelViolations => _panelViolations ??= new ViolationLog(PanelClock);

    /// <summary>The board's pins.</summary>
    public VirtualPins Gpio => _gpio ??= new VirtualPins(Data, PanelViolations);

    /// <summary>The board's SPI buses.</summary>
    public VirtualSpi Spi => _spi ??= new VirtualSpi(this);

    /// <summary>The panel at the end of the bus. On a board with an LCD it never answers.</summary>
    public PanelModel Panel => _panel ??= new PanelModel(Data, Gpio, PanelClock, PanelViolations);

    internal PanelClock PanelClock { get; } = new();

    // Pins, bus and panel live in the board's time and share its fate.
    private void ConnectPins()
    {
        PanelClock.Source = () => Scheduler.NowMicroseconds;
        PanelClock.Sleeper = milliseconds => Scheduler.Sleep(milliseconds);
        Gpio.Deliver = Events.Post;
        if (Data.Button >= 0) Gpio.Drive(Data.Button, true); // pulled up, pressed is low
        ButtonChanged += pressed => Gpio.Drive(Data.Button, !pressed);
        PoweredDown += () =>
        {
            if (State == BoardState.Off) CutPanel();
            else if (State == BoardState.Asleep) SleepPanel();
            else RestartPins();
        };
    }

    /// <summary>The chip goes to deep sleep: its pins float. Call it before the program's threads end.</summary>
    internal void SleepPanel()
    {
        Panel.BoardSleeps();
        RestartPins();
    }

    /// <summary>The board loses its supply, panel included.</summary>
    internal void CutPanel()
    {
        Panel.CutPower();
        RestartPins();
    }

    /// <summary>The chip restarts without losing its supply, e.g. by its watchdog: pins and bus as after deep sleep.</summary>
    internal void RestartPins()
    {
        Gpio.Reset();
        Spi.Reset();
    }
}
