namespace Endcap.Label.Display;

/// <summary>
/// Draws a finished QR code, each module as a square of whole pixels, with a quiet zone of four modules. The host
/// encodes it: the label only draws the matrix.
/// </summary>
public static class QrCode
{
    /// <summary>Modules a side of the smallest code (version 1).</summary>
    public const int MinSize = 21;

    /// <summary>Modules a side of the largest code that a record holds (version 10).</summary>
    public const int MaxSize = 57;

    /// <summary>Blank modules on each side.</summary>
    public const int QuietZone = 4;

    /// <summary>Least pixels a module: a phone's camera loses smaller ones.</summary>
    public const int MinScale = 2;

    /// <summary>Whether there is a code of so many modules a side.</summary>
    public static bool IsSize(int size)
    {
        return size >= MinSize && size <= MaxSize && (size & 3) == 1;
    }

    /// <summary>Bytes of the matrix: rows of whole bytes.</summary>
    public static int Bytes(int size)
    {
        return size * ((size + 7) >> 3);
    }

    /// <summary>Whether a content has a code that can be drawn.</summary>
    public static bool IsValid(LabelContent content)
    {
        return content.Qr != null && IsSize(content.QrSize) && content.Qr.Length == Bytes(content.QrSize);
    }

    /// <summary>Pixels a module so that code and quiet zone fill a square as far as they can; 0 where not even <see cref="MinScale"/> fits.</summary>
    public static int Scale(int size, int side)
    {
        int scale = side / (size + 2 * QuietZone);
        return scale < MinScale ? 0 : scale;
    }

    /// <summary>Side of code and quiet zone, pixels.</summary>
    public static int Side(int size, int scale)
    {
        return (size + 2 * QuietZone) * scale;
    }

    /// <summary>Draws a valid code; (x, y) is the corner of its quiet zone, which is made paper. Allocates nothing.</summary>
    public static void Draw(FrameBuffer frame, LabelContent content, int x, int y, int scale)
    {
        int size = content.QrSize, stride = (size + 7) >> 3, side = Side(size, scale);
        byte[] modules = content.Qr;
        frame.Fill(x, y, side, side, false);
        x += QuietZone * scale;
        y += QuietZone * scale;
        for (int row = 0, at = 0; row < size; row++, at += stride, y += scale)
        {
            for (int module = 0; module < size; module++)
            {
                if ((modules[at + (module >> 3)] & (0x80 >> (module & 7))) == 0) continue;
                int end = module + 1;
                while (end < size && (modules[at + (end >> 3)] & (0x80 >> (end & 7))) != 0) end++;
                frame.Fill(x + module * scale, y, (end - module) * scale, scale, true);
                module = end;
            }
        }
    }
}
