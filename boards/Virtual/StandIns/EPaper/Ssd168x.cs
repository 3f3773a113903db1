#pragma warning disable IDE0130
using System.Device.Gpio;
using System.Device.Spi;
using Endcap.Virtual;
using Iot.Device.EPaper.Enums;

namespace Iot.Device.EPaper.Drivers.Ssd168x;

/// <summary>
/// Sends what the library's driver sends, in the same order and with the same quirks. Missing are its own frame buffer
/// and what draws into it: a label sends its picture in bulk.
/// </summary>
public abstract class Ssd168x : IEPaperDisplay
{
    /// <summary>Highest clock of the controller, Hz.</summary>
    public const int SpiClockFrequency = 20_000_000;

    /// <summary>The controller's SPI mode.</summary>
    public const SpiMode SpiMode = System.Device.Spi.SpiMode.Mode0;

    private readonly GpioController? _controller;
    private readonly bool _shouldDispose;
    private readonly SpiDevice _device;
    private readonly GpioPin? _reset;
    private readonly GpioPin _busy;
    private readonly GpioPin _dataCommand;
    private bool _disposed;

    /// <summary>Opens the pins. Like the library's it throws where no controller is given, though the parameter is optional.</summary>
    protected Ssd168x(SpiDevice spiDevice, int resetPin, int busyPin, int dataCommandPin, int width, int height,
        GpioController? gpioController = null, bool enableFramePaging = true, bool shouldDispose = true)
    {
        _device = spiDevice ?? throw new ArgumentNullException(nameof(spiDevice));
        _controller = gpioController;
        _reset = resetPin >= 0 ? gpioController!.OpenPin(resetPin, PinMode.Output) : null;
        _dataCommand = gpioController!.OpenPin(dataCommandPin, PinMode.Output);
        _busy = gpioController.OpenPin(busyPin, PinMode.Input);
        _shouldDispose = shouldDispose;
        Width = width;
        Height = height;
        PagedFrameDrawEnabled = enableFramePaging;
    }

    /// <inheritdoc/>
    public virtual int Width { get; protected set; }

    /// <inheritdoc/>
    public virtual int Height { get; protected set; }

    /// <inheritdoc/>
    public virtual bool PagedFrameDrawEnabled { get; protected set; }

    /// <summary>What the driver takes the panel's state to be.</summary>
    public virtual PowerState PowerState { get; protected set; }

    /// <summary>Into how many parts the driver's own buffer divides a picture.</summary>
    protected abstract int PagesPerFrame { get; }

    /// <summary>Hardware and software reset; waits for the panel without an end.</summary>
    public virtual void PowerOn()
    {
        HardwareReset();
        SoftwareReset();
        PowerState = PowerState.PoweredOn;
    }

    /// <summary>Sets the registers and does a full refresh. Throws InvalidOperationException before <see cref="PowerOn"/>.</summary>
    public virtual void Initialize()
    {
        if (PowerState != PowerState.PoweredOn) throw new InvalidOperationException();
        SendCommand((byte)Command.DriverOutputControl);
        SendData((ushort)Height, 0); // as 16-bit words: one byte more than the command takes, and Height where Height − 1 belongs
        SendCommand((byte)Command.DataEntryModeSetting);
        SendData((byte)3);
        SendCommand((byte)Command.SetRAMAddressXStartEndPosition);
        SendData((byte)0, (byte)(Width / 8 - 1));
        SendCommand((byte)Command.SetRAMAddressYStartEndPosition);
        SendData((ushort)0, (ushort)Height);
        SendCommand((byte)Command.BorderWaveformControl);
        SendData((byte)0xC0);
        SendCommand((byte)Command.TempSensorControlSelection);
        SendData((byte)0x80);
        PerformFullRefresh();
    }

    /// <inheritdoc/>
    public virtual bool PerformFullRefresh() => Refresh(RefreshMode.FullRefresh);

    /// <inheritdoc/>
    public virtual bool PerformPartialRefresh() => Refresh(RefreshMode.PartialRefresh);

    /// <summary>Sends the sleep command; <see cref="SleepMode.Normal"/> does not put the panel to sleep.</summary>
    public virtual void PowerDown(SleepMode sleepMode = SleepMode.Normal)
    {
        SendCommand((byte)Command.DeepSleepMode);
        SendData((byte)sleepMode);
        PowerState = PowerState.PoweredOff;
    }

    /// <summary>Writes bytes to the black and white RAM from a position on, byte by byte.</summary>
    public void DirectDrawBuffer(int startXPos, int startYPos, params byte[] buffer) =>
        Draw(Command.WriteBackWhiteRAM, startXPos, startYPos, buffer);

    /// <summary>Writes bytes to the red RAM from a position on, byte by byte.</summary>
    public void DirectDrawColorBuffer(int startXPos, int startYPos, params byte[] buffer) =>
        Draw(Command.WriteRedRAM, startXPos, startYPos, buffer);

    /// <inheritdoc/>
    public virtual void SetPosition(int x, int y)
    {
        EnforceBounds(ref x, ref y);
        SendCommand((byte)Command.SetRAMAddressCounterX);
        SendData((byte)(x / 8));
        SendCommand((byte)Command.SetRAMAddressCounterY);
        SendData((ushort)y);
    }

    /// <inheritdoc/>
    public virtual void SendCommand(params byte[] command)
    {
        _dataCommand.Write(PinValue.Low);
        foreach (byte part in command) _device.WriteByte(part);
    }

    /// <inheritdoc/>
    public virtual void SendData(params byte[] data)
    {
        _dataCommand.Write(PinValue.High);
        foreach (byte part in data) _device.WriteByte(part);
        _dataCommand.Write(PinValue.Low);
    }

    /// <inheritdoc/>
    public virtual void SendData(params ushort[] data)
    {
        _dataCommand.Write(PinValue.High);
        _device.Write(data);
        _dataCommand.Write(PinValue.Low);
    }

    /// <inheritdoc/>
    public virtual bool WaitReady(CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested && _busy.Read() != PinValue.Low) WaitMs(5);
        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Disposes the pins, and the controller if it was told to; never the SPI device.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _reset?.Dispose();
        _busy.Dispose();
        _dataCommand.Dispose();
        if (_shouldDispose) _controller?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Brings each coordinate outside the panel to 0.</summary>
    protected virtual void EnforceBounds(ref int x, ref int y)
    {
        if (x < 0 || x >= Width) x = 0;
        if (y < 0 || y >= Height) y = 0;
    }

    /// <summary>Pulses the reset pin, 410 ms in all; nothing where the caller keeps that pin.</summary>
    protected virtual void HardwareReset()
    {
        if (_reset is null) return;
        WaitMs(10);
        _reset.Write(PinValue.Low);
        WaitMs(200);
        _reset.Write(PinValue.High);
        WaitMs(200);
    }

    /// <summary>Resets the registers and waits.</summary>
    protected virtual void SoftwareReset()
    {
        SendCommand((byte)Command.SoftwareReset);
        WaitReady();
    }

    /// <summary>Sleeps in the board's time.</summary>
    protected virtual void WaitMs(int milliseconds) => VirtualBoard.Current.Scheduler.Sleep(milliseconds);

    private bool Refresh(RefreshMode mode)
    {
        SendCommand((byte)Command.BoosterSoftStartControl);
        SendData((byte)0x8B, (byte)0x9C, (byte)0x96, (byte)0x0F);
        SendCommand((byte)Command.DisplayUpdateControl2);
        SendData((byte)mode);
        SendCommand((byte)Command.MasterActivation);
        return WaitReady();
    }

    private void Draw(Command ram, int x, int y, byte[] buffer)
    {
        SetPosition(x, y);
        SendCommand((byte)ram);
        SendData(buffer);
    }
}
