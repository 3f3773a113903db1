using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Threading;
using Endcap.Boards;
using Endcap.Label.Display;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Label.Panel;

/// <summary>
/// Shows pictures in black on white on the colour LCD (ILI9342C) of an M5Stack Core2. The first picture switches the LCD
/// on, which takes about 350 ms; from then on bus and pins stay open and the LCD lit until <see cref="LcdPower.Off"/>,
/// and later pictures cost only the rows that changed. A failure switches all off, and the next picture starts anew.
/// Nothing is read from the LCD: one that is not there cannot be told from one that is, but its power chip answers.
/// Keeps a copy of what is shown (9,600 bytes) and a table of pixels (4,096).
/// </summary>
/// <remarks>
/// Commands are those that the ILI934x data sheets share with MIPI's display command set; that the panel shows complements
/// unless inverted (command 0x21) and stands upright with 0x08 is from public drivers for this board, as is the pin for
/// data in (GPIO 38). Gamma and supplies of the controller stay at their defaults: two colours need no more.
/// </remarks>
#pragma warning disable CA1001 // released by Close, at a failure; a deep sleep releases the rest
public sealed class Lcd : IPanel
#pragma warning restore CA1001
{
    private const byte SleepOut = 0x11, InvertOn = 0x21, DisplayOn = 0x29, Columns = 0x2A, Rows = 0x2B, Write = 0x2C;
    private const byte Orientation = 0x36, PixelFormat = 0x3A;

    private const byte Upright = 0x08;  // blue before red, as the panel is made; rows from the top
    private const byte Rgb565 = 0x55;   // 16 bits a pixel
    private const int WakeTime = 120;   // after SleepOut, ms

    // Half of what the maker's library uses; a picture of 153,600 bytes takes 62 ms.
    private const int Clock = 20000000;

    // The bus opens only with three pins; nothing is read.
    private const int DataIn = 38;

    private readonly Board _board;
    private readonly int _stride;

    // [Height · _stride]: what is shown, as in a FrameBuffer; nothing if not _known.
    private readonly byte[] _picture;

    // [256 · 8]: the pixels of each byte of a picture, so that a copy of 16 bytes draws eight of them.
    private readonly ushort[] _pixels = new ushort[256 * 8];
    private readonly ushort[] _row;
    private bool _known;
    private GpioController _pins;
    private SpiDevice _bus;

    /// <summary>Prepares buffers; nothing is switched on.</summary>
    /// <param name="board">A board with an LCD; on another <see cref="Show"/> answers false.</param>
    public Lcd(Board board)
    {
        _board = board;
        _stride = (board.Width + 7) >> 3;
        _picture = new byte[_stride * board.Height];
        _row = new ushort[board.Width];
        for (int i = 0; i < _pixels.Length; i++)
        {
            if (((i >> 3) & (0x80 >> (i & 7))) != 0) _pixels[i] = 0xFFFF; // paper
        }
    }

    /// <summary>The LCD loses its picture with its supply: what it showed before a sleep is of no use.</summary>
    /// <param name="frame">Is ignored.</param>
    public void Assume(FrameBuffer frame)
    {
    }

    /// <summary>Shows a whole picture: some 0.3 s on the interpreter (an estimate), and 0.35 s more if the LCD was off.</summary>
    /// <param name="frame">A picture of the board's size.</param>
    /// <returns>Whether it was sent; false if the power chip does not answer, a library threw (fault 101), or the size is wrong.</returns>
    public bool Show(FrameBuffer frame)
    {
        _known = false;
        return Run(frame);
    }

    /// <summary>Sends the rows from the first to the last that differ from what is shown; nothing if none does.</summary>
    /// <param name="frame">A picture of the board's size. If the one before is not known it is shown as by <see cref="Show"/>.</param>
    /// <returns>As <see cref="Show"/>.</returns>
    public bool ShowStrip(FrameBuffer frame)
    {
        return Run(frame);
    }

    private bool Run(FrameBuffer frame)
    {
        if (_board.Panel != Panels.Lcd || frame.Width != _board.Width || frame.Height != _board.Height) return false;
        bool done = false;
        try
        {
            bool start = _bus == null;
            if (start) _known = false;
            if (!start || Start())
            {
                Send(frame);
                done = !start || LcdPower.LightUp(_board); // only now: nobody sees what was in its memory
            }
        }
        catch (Exception)
        {
            done = false;
        }

        _known = done;
        if (!done) Close();
        return done;
    }

    private bool Start()
    {
        if (!LcdPower.Start(_board)) return false;
        Configuration.SetPinFunction(DataIn, DeviceFunction.SPI1_MISO);
        Configuration.SetPinFunction(_board.Mosi, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(_board.Sck, DeviceFunction.SPI1_CLOCK);
        if (_pins == null) _pins = new GpioController();
        _pins.OpenPin(_board.Dc, PinMode.Output);
        SpiConnectionSettings settings = new SpiConnectionSettings(1, _board.Cs);
        settings.ClockFrequency = Clock;
        settings.Mode = SpiMode.Mode0;
        _bus = new SpiDevice(settings);
        Set(SleepOut);
        Thread.Sleep(WakeTime);
        Set(Orientation);
        _bus.WriteByte(Upright);
        Set(PixelFormat);
        _bus.WriteByte(Rgb565);
        Set(InvertOn);
        Set(DisplayOn);
        return true;
    }

    // The rows that changed, and remembers them.
    private void Send(FrameBuffer frame)
    {
        byte[] picture = _picture;
        byte[] next = frame.Pixels;
        int first = 0, last = picture.Length;
        if (_known)
        {
            while (first < last && picture[first] == next[first]) first++;
            if (first == last) return;
            while (picture[last - 1] == next[last - 1]) last--;
        }

        first /= _stride;
        last = (last - 1) / _stride;
        SetRange(Columns, 0, _board.Width - 1);
        SetRange(Rows, first, last);
        Set(Write);
        for (int row = first; row <= last; row++) SendRow(next, row * _stride);
        Array.Copy(next, first * _stride, picture, first * _stride, (last - first + 1) * _stride);
    }

    private void SendRow(byte[] picture, int at)
    {
        ushort[] row = _row;
        ushort[] pixels = _pixels;
        int end = row.Length & ~7, x = 0;
        for (; x < end; x += 8, at++) Array.Copy(pixels, picture[at] << 3, row, x, 8);
        if (end < row.Length) Array.Copy(pixels, picture[at] << 3, row, x, row.Length - end);
        _bus.Write(row);
    }

    private void SetRange(byte command, int first, int last)
    {
        Set(command);
        _bus.WriteByte((byte)(first >> 8));
        _bus.WriteByte((byte)first);
        _bus.WriteByte((byte)(last >> 8));
        _bus.WriteByte((byte)last);
    }

    // What follows a command is data.
    private void Set(byte command)
    {
        _pins.Write(_board.Dc, PinValue.Low);
        _bus.WriteByte(command);
        _pins.Write(_board.Dc, PinValue.High);
    }

    // Releases everything that Start took, however far it came, and leaves no light on a picture that is not known.
    private void Close()
    {
        LcdPower.Off(_board);
        try
        {
            if (_bus != null) _bus.Dispose();
            if (_pins != null) _pins.ClosePin(_board.Dc);
        }
        catch (Exception)
        {
            // Whoever cannot be released cannot be helped here; the caller has its answer.
        }

        _bus = null;
    }
}
