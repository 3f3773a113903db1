namespace Endcap.Virtual;

/// <summary>The controller's two picture RAMs with their window, address counters and entry mode.</summary>
internal sealed class PanelRam
{
    /// <summary>Bytes of a row and rows of each RAM.</summary>
    public readonly int RowBytes, Rows;

    /// <summary>[Rows · RowBytes]: black and white (command 0x24), and red or the picture before (0x26).</summary>
    public readonly byte[] Black, Red;

    /// <summary>Window, both ends inside; counters.</summary>
    public int StartX, EndX, StartY, EndY, X, Y;

    /// <summary>Bit 0: X counts up; bit 1: Y counts up; bit 2: Y moves before X.</summary>
    public int EntryMode;

    // A write went once round the window: the next byte overwrites its first.
    private bool _full;

    public PanelRam(int rowBytes, int rows)
    {
        RowBytes = rowBytes;
        Rows = rows;
        Black = new byte[rowBytes * rows];
        Red = new byte[rowBytes * rows];
        Reset();
    }

    /// <summary>Defaults of the registers; the RAMs stay.</summary>
    public void Reset()
    {
        (StartX, EndX, StartY, EndY, X, Y, EntryMode, _full) = (0, RowBytes - 1, 0, Rows - 1, 0, 0, 3, false);
    }

    /// <summary>What is in the RAMs is unknown.</summary>
    public void Scramble(Random random)
    {
        random.NextBytes(Black);
        random.NextBytes(Red);
    }

    /// <summary>A new write begins.</summary>
    public void Begin() => _full = false;

    /// <summary>Writes a byte and moves on; what is wrong with it, or null. Bytes beyond the window wrap, as on the chip.</summary>
    public string? Write(byte[] ram, byte value)
    {
        string? fault = _full ? "data beyond the window: it wraps and overwrites the window's start" : null;
        bool inside = Between(X, StartX, EndX) && Between(Y, StartY, EndY) && X < RowBytes && Y < Rows;
        if (!inside) return "data outside the window: the address counters are not in it";
        ram[Y * RowBytes + X] = value;
        _full = (EntryMode & 4) == 0
            ? Step(ref X, StartX, EndX, EntryMode & 1) && Step(ref Y, StartY, EndY, EntryMode & 2)
            : Step(ref Y, StartY, EndY, EntryMode & 2) && Step(ref X, StartX, EndX, EntryMode & 1);
        return fault;
    }

    // One step; true if it went back to the start.
    private static bool Step(ref int at, int start, int end, int up)
    {
        bool last = at == end;
        at = last ? start : up != 0 ? at + 1 : at - 1;
        return last;
    }

    // With a counter that counts down, a window's start is above its end.
    private static bool Between(int at, int start, int end) => at >= Math.Min(start, end) && at <= Math.Max(start, end);
}
