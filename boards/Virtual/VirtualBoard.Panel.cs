using Endcap.Boards;

namespace Endcap.Virtual;

/// <content>Pins, bus and panel.</content>
public sealed partial class VirtualBoard
{
    private VirtualPins? _gpio;
    private VirtualSpi? _spi;
    private VirtualI2c? _i2c;
    private PowerChipModel? _powerChip;
    private BoardPanel? _panel;

    /// <summary>The board's pins.</summary>
    public VirtualPins Gpio => _gpio ??= CreatePins();

    /// <summary>The board's SPI buses.</summary>
    public VirtualSpi Spi => _spi ??= new VirtualSpi(this);

    /// <summary>The board's I²C buses.</summary>
    public VirtualI2c I2c => _i2c ??= new VirtualI2c(this);

    /// <summary>The power chip of a board with an LCD; on others nothing reaches it.</summary>
    public PowerChipModel PowerChip => _powerChip ??= new PowerChipModel(this);

    /// <summary>What is at the end of the bus: a <see cref="PanelModel"/>, an <see cref="LcdModel"/>, or a <see cref="NoPanel"/>.</summary>
    public BoardPanel Panel => _panel ??= Data.Panel switch
    {
        Panels.Lcd => new LcdModel(this),
        Panels.None => new NoPanel(this),
        _ => new PanelModel(this),
    };

    /// <summary>Whether the board's lamp is lit; false for a board without one.</summary>
    public bool IsLampLit => Gpio.IsOutput(Data.Led) && Gpio.Level(Data.Led) == Data.LedOnHigh;

    /// <summary>Lets the calling thread of the program sleep in simulated time: for programs that see .NET's Thread only.</summary>
    public void Pause(int milliseconds) => Scheduler.Sleep(milliseconds);

    // The panel lives as long as the board's pins do: it must notice what happens to them.
    private VirtualPins CreatePins()
    {
        _gpio = new VirtualPins(this);
        if (Data.Button >= 0) _gpio.Drive(Data.Button, true);
        ButtonChanged += pressed => _gpio.Drive(Data.Button, !pressed);
        PoweredDown += ResetPanel;
        _ = Panel;
        return _gpio;
    }

    // The program has ended: by deep sleep, by a restart of the chip, or because the supply is gone.
    private void ResetPanel()
    {
        if (State == BoardState.Asleep) Panel.BoardSleeps();
        if (State == BoardState.Off) Panel.CutPower();
        Gpio.Reset();
        Spi.Reset();
        I2c.Reset();
    }
}
