using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Threading;
using Endcap.Boards;
using Endcap.Label.Display;
using Iot.Device.EPaper.Drivers.Ssd168x;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1680;
using Iot.Device.EPaper.Drivers.Ssd168x.Ssd1681;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Label.Panel;

/// <summary>
/// Shows pictures on a board's e-paper. Each call switches the panel on, sends the picture, waits for the refresh and puts
/// the panel back to sleep, so that between calls nothing is powered, no pin is held and the chip may sleep. It keeps a
/// copy of what the panel shows (4,000 to 5,000 bytes): a partial refresh needs the old picture, and the panel's RAM does
/// not outlive its supply. One thread at a time.
/// </summary>
/// <remarks>
/// The library's driver carries the commands, but its PowerOn and Initialize are not called: PowerOn waits for the busy
/// pin without an end, which a broken panel would turn into a standstill, and Initialize refreshes the whole panel once
/// before there is a picture: another two seconds, flashes and the energy for both. Its registers are set here instead.
/// Pixels go as 16-bit words in few transfers, because the driver sends bytes one call each.
/// </remarks>
#pragma warning disable CA1001 // between calls nothing is open that would have to be disposed
public sealed class EPaper : IPanel
#pragma warning restore CA1001
{
    // Longest waits, ms: several times what data sheets of such panels give, for cold shops.
    private const int ResetWait = 500, FullWait = 10000, PartialWait = 4000;

    // How often the busy pin is read, ms.
    private const int Poll = 10;

    // An ESP32's first bus takes GPIO 25 for data in, where a board may have its busy pin, and opens only with three
    // pins; nothing is read from a panel, so an input that no board uses stands in.
    private const int SpareInput = 36;

    // Of a transfer; the driver takes whole arrays, so it must divide a picture.
    private const int MostWords = 256;

    private readonly Board _board;
    private readonly int _rowBytes;
    private readonly int _rows;

    // [_rows · _rowBytes]: what the panel shows, in the order of its RAM; nothing if not _known.
    private readonly byte[] _picture;
    private readonly ushort[] _words;
    private readonly byte[] _one = new byte[1];
    private bool _known;
    private GpioController _pins;
    private SpiDevice _bus;
    private Ssd168x _driver;

    /// <summary>Prepares buffers; nothing is switched on.</summary>
    /// <param name="board">A board with an SSD1680 or SSD1681; on another <see cref="Show"/> answers false.</param>
    public EPaper(Board board)
    {
        _board = board;
        _rowBytes = ((board.Turned ? board.Height : board.Width) + 7) >> 3;
        _rows = board.Turned ? board.Width : board.Height;
        _picture = new byte[_rowBytes * _rows];
        int words = MostWords;
        while ((_picture.Length >> 1) % words != 0) words--;
        _words = new ushort[words];
    }

    /// <summary>Takes a picture as what the panel shows already, e.g. after a deep sleep; sends nothing.</summary>
    /// <param name="frame">A picture of the board's size; another one is ignored.</param>
    public void Assume(FrameBuffer frame)
    {
        if (!Fits(frame)) return;
        Store(frame);
        _known = true;
    }

    /// <summary>Shows a picture with a full refresh: about two seconds with flashes; leaves no ghosts.</summary>
    /// <param name="frame">A picture of the board's size.</param>
    /// <returns>Whether it is on the panel; false if the panel threw, stayed busy or never was (fault 101), or the size is wrong.</returns>
    public bool Show(FrameBuffer frame)
    {
        return Run(frame, true);
    }

    /// <summary>
    /// Shows a picture that differs little from the one before, with a partial refresh: about 0.3 s without flashes. Only
    /// pixels that differ are driven. Both whole pictures are sent, old and new (8,000 to 10,000 bytes, some 10 ms on the
    /// bus), because that needs no RAM kept in the panel. Ghosts add up: use <see cref="Show"/> every few times.
    /// </summary>
    /// <param name="frame">A picture of the board's size. If the one before is not known it is shown as by <see cref="Show"/>.</param>
    /// <returns>As <see cref="Show"/>.</returns>
    public bool ShowStrip(FrameBuffer frame)
    {
        return Run(frame, !_known);
    }

    private bool Run(FrameBuffer frame, bool full)
    {
        if (!Fits(frame)) return false;
        bool done = false;
        try
        {
            Open();
            if (Begin())
            {
                if (!full) Send(Command.WriteRedRAM); // still the picture before
                Store(frame);
                if (full) Send(Command.WriteRedRAM);
                Send(Command.WriteBackWhiteRAM);
                done = Refresh(full);
            }

            // A panel that is still busy would not take it.
            if (done) _driver.PowerDown(SleepMode.DeepSleepModeOne);
        }
        catch (Exception)
        {
            done = false;
        }

        Close();
        _known = done;
        return done;
    }

    private bool Fits(FrameBuffer frame)
    {
        if (_board.Panel != Panels.Ssd1680 && _board.Panel != Panels.Ssd1681) return false;
        return frame.Width == _board.Width && frame.Height == _board.Height;
    }

    private void Store(FrameBuffer frame)
    {
        if (_board.Turned) PanelOrder.Turn(frame, _picture);
        else Array.Copy(frame.Pixels, 0, _picture, 0, _picture.Length);
    }

    private void Open()
    {
        if (_board.Chip == Chips.Esp32) Configuration.SetPinFunction(SpareInput, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(_board.Mosi, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(_board.Sck, DeviceFunction.SPI1_CLOCK);
        if (_pins == null) _pins = new GpioController();
        if (_board.Power != Board.None)
        {
            _pins.OpenPin(_board.Power, PinMode.Output);
            _pins.Write(_board.Power, _board.PowerOnHigh);
        }

        SpiConnectionSettings settings = new SpiConnectionSettings(1, _board.Cs);
        settings.ClockFrequency = Ssd168x.SpiClockFrequency / 2; // wires on a breadboard; still 4 ms a picture
        settings.Mode = Ssd168x.SpiMode;
        _bus = new SpiDevice(settings);
        _pins.OpenPin(_board.Rst, PinMode.Output);

        // Without a reset pin the driver leaves it to us. Paging keeps its own, unused buffer small. It must not dispose the
        // controller: that would close every pin of the label.
        int width = 8 * _rowBytes;
        if (_board.Panel == Panels.Ssd1681) _driver = new Ssd1681(_bus, Board.None, _board.Busy, _board.Dc, width, _rows, _pins, true, false);
        else _driver = new Ssd1680(_bus, Board.None, _board.Busy, _board.Dc, width, _rows, _pins, true, false);
    }

    // Resets the panel and sets its registers as the driver's Initialize does, without its refresh.
    private bool Begin()
    {
        Thread.Sleep(10); // supply
        _pins.Write(_board.Rst, PinValue.Low);
        Thread.Sleep(10);
        _pins.Write(_board.Rst, PinValue.High);
        Thread.Sleep(10);
        if (!Wait(ResetWait)) return false;
        Set(Command.SoftwareReset);
        Thread.Sleep(10);
        if (!Wait(ResetWait)) return false;
        int lastRow = _rows - 1;
        byte low = (byte)lastRow, high = (byte)(lastRow >> 8);
        Set(Command.DriverOutputControl, new byte[] { low, high, 0 });
        Set(Command.DataEntryModeSetting, 3); // X, then Y, both upwards
        Set(Command.SetRAMAddressXStartEndPosition, new byte[] { 0, (byte)(_rowBytes - 1) });
        Set(Command.SetRAMAddressYStartEndPosition, new byte[] { 0, 0, low, high });
        Set(Command.BorderWaveformControl, 0xC0);
        Set(Command.TempSensorControlSelection, 0x80); // the chip's own
        return true;
    }

    private void Send(Command ram)
    {
        byte[] picture = _picture;
        ushort[] words = _words;
        int count = words.Length, at = 0, last = picture.Length - 2 * count;
        _driver.SetPosition(0, 0);
        Set(ram);
        while (at <= last)
        {
            for (int i = 0; i < count; i++, at += 2) words[i] = (ushort)(picture[at] | (picture[at + 1] << 8));
            _driver.SendData(words);
        }

        if (at == picture.Length) return;
        _one[0] = picture[at];
        _driver.SendData(_one);
    }

    private bool Refresh(bool full)
    {
        Set(Command.BoosterSoftStartControl, new byte[] { 0x8B, 0x9C, 0x96, 0x0F });
        Set(Command.DisplayUpdateControl2, (int)(full ? RefreshMode.FullRefresh : RefreshMode.PartialRefresh));
        Set(Command.MasterActivation);
        Thread.Sleep(Poll);
        if (_pins.Read(_board.Busy) == PinValue.Low) return false; // no panel refreshes that fast: none is there
        return Wait(full ? FullWait : PartialWait);
    }

    private void Set(Command command)
    {
        _one[0] = (byte)command;
        _driver.SendCommand(_one);
    }

    private void Set(Command command, int value)
    {
        Set(command);
        _one[0] = (byte)value;
        _driver.SendData(_one);
    }

    private void Set(Command command, byte[] values)
    {
        Set(command);
        _driver.SendData(values);
    }

    private bool Wait(int milliseconds)
    {
        while (_pins.Read(_board.Busy) != PinValue.Low)
        {
            if (milliseconds <= 0) return false;
            Thread.Sleep(Poll);
            milliseconds -= Poll;
        }

        return true;
    }

    // Releases everything that Open took, however far it came.
    private void Close()
    {
        try
        {
            if (_driver != null) _driver.Dispose();
            if (_bus != null) _bus.Dispose();
            if (_board.Power != Board.None && _pins != null && _pins.IsPinOpen(_board.Power)) _pins.Write(_board.Power, !_board.PowerOnHigh);
        }
        catch (Exception)
        {
            // Whoever cannot be released cannot be helped here; the caller has its answer.
        }

        _driver = null;
        _bus = null;
        Close(_board.Dc);
        Close(_board.Busy);
        Close(_board.Rst);
        Close(_board.Power);
    }

    // A disposed pin stays in the controllers' common list until it is closed: without this the list would grow.
    private void Close(int pin)
    {
        if (pin == Board.None || _pins == null) return;
        try
        {
            _pins.ClosePin(pin);
        }
        catch (Exception)
        {
            // It was not open.
        }
    }
}
