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
