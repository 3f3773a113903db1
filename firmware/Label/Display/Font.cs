namespace Endcap.Label.Display;

/// <summary>
/// A proportional bitmap face. Its rows are packed without padding: glyph g's pixels start at byte offset(g) and run
/// row by row, width(g) bits each, leftmost first. A glyph word holds, from the lowest bit: offset 12 bits, width 5,
/// height 5, top 5 (blank rows under the ascent line), left bearing + 1 in 2, right bearing + 1 in 3 bits.
/// The tables are built on demand (XFace.Bits()): a label that lets go of its fonts gets their RAM back.
/// </summary>
public sealed class Font
{
    /// <summary>Pixels above the baseline.</summary>
    public readonly int Ascent;

    /// <summary>Pixels below the baseline.</summary>
    public readonly int Descent;

    /// <summary>Height of capitals and digits, pixels.</summary>
    public readonly int CapHeight;

    private readonly byte[] _bits;
    private readonly int[] _glyphs;
    private readonly int _first;

    /// <summary>Creates a face from its tables; arrays are kept. Codes run from <paramref name="first"/>.</summary>
    public Font(byte[] bits, int[] glyphs, int first, int ascent, int descent, int capHeight)
    {
        _bits = bits;
        _glyphs = glyphs;
        _first = first;
        Ascent = ascent;
        Descent = descent;
        CapHeight = capHeight;
    }

    /// <summary>The small regular face.</summary>
    public static Font Small()
    {
        return new Font(SmallFace.Bits(), SmallFace.Glyphs(), SmallFace.First, SmallFace.Ascent, SmallFace.Descent, SmallFace.CapHeight);
    }

    /// <summary>The bold face for names.</summary>
    public static Font Bold()
    {
        return new Font(BoldFace.Bits(), BoldFace.Glyphs(), BoldFace.First, BoldFace.Ascent, BoldFace.Descent, BoldFace.CapHeight);
    }

    /// <summary>The large face: digits and currency signs only, coded as in <see cref="PriceFigure"/>.</summary>
    public static Font Price()
    {
        return new Font(PriceFace.Bits(), PriceFace.Glyphs(), PriceFace.First, PriceFace.Ascent, PriceFace.Descent, PriceFace.CapHeight);
    }

    /// <summary>The width of one code's cell, pixels; a code the face does not have counts as its first.</summary>
    public int Advance(int code)
    {
        int index = code - _first;
        int glyph = _glyphs[index < 0 || index >= _glyphs.Length ? 0 : index];
        return ((glyph >> 12) & 31) + ((glyph >> 27) & 3) + ((glyph >> 29) & 7) - 2;
    }

    /// <summary>The width of text[start … end − 1], pixels.</summary>
    public int Measure(byte[] text, int start, int end)
    {
        int[] glyphs = _glyphs;
        int first = _first, count = glyphs.Length, width = 0;
        for (int i = start; i < end; i++)
        {
            int index = text[i] - first;
            int glyph = glyphs[index < 0 || index >= count ? 0 : index];
            width += ((glyph >> 12) & 31) + ((glyph >> 27) & 3) + ((glyph >> 29) & 7) - 2;
        }

        return width;
    }

    /// <summary>Draws text[start … end − 1] with its origin at (x, baseline); returns the x after it. Clips.</summary>
    public int Draw(FrameBuffer frame, byte[] text, int start, int end, int x, int baseline, bool ink)
    {
        int[] glyphs = _glyphs;
        int first = _first, count = glyphs.Length, top = baseline - Ascent;
        for (int i = start; i < end; i++)
        {
            int index = text[i] - first;
            int glyph = glyphs[index < 0 || index >= count ? 0 : index];
            int width = (glyph >> 12) & 31;
            x += ((glyph >> 27) & 3) - 1;
            if (width != 0) DrawRows(frame, glyph, width, x, top, ink);
            x += width + ((glyph >> 29) & 7) - 1;
        }

        return x;
    }

    /// <summary>Unpacks a glyph's rows into rows[1 …] (leftmost pixel in bit width − 1) with a blank row before and after.</summary>
    /// <param name="code">The glyph's code.</param>
    /// <param name="rows">At least 33 entries.</param>
    /// <returns>The glyph word (see the class) with the offset's bits replaced by the number of rows.</returns>
    public int Unpack(int code, int[] rows)
    {
        int index = code - _first;
        int glyph = _glyphs[index < 0 || index >= _glyphs.Length ? 0 : index];
        int width = (glyph >> 12) & 31, height = (glyph >> 17) & 31, bit = (glyph & 0xFFF) << 3;
        for (int row = 1; row <= height; row++, bit += width) rows[row] = Row(_bits, bit, width);
        rows[0] = 0;
        rows[height + 1] = 0;
        return (glyph & ~0xFFF) | height;
    }

    private void DrawRows(FrameBuffer frame, int glyph, int width, int x, int top, bool ink)
    {
        byte[] bits = _bits;
        int bit = (glyph & 0xFFF) << 3, y = top + ((glyph >> 22) & 31), end = y + ((glyph >> 17) & 31);
        for (; y < end; y++, bit += width)
        {
            int at = bit >> 3;
            uint four = ((uint)bits[at] << 24) | ((uint)bits[at + 1] << 16) | ((uint)bits[at + 2] << 8) | bits[at + 3];
            frame.Blit((four << (bit & 7)) >> (32 - width), width, x, y, ink);
        }
    }

    private static int Row(byte[] bits, int bit, int width)
    {
        int at = bit >> 3;
        uint four = ((uint)bits[at] << 24) | ((uint)bits[at + 1] << 16) | ((uint)bits[at + 2] << 8) | bits[at + 3];
        return width == 0 ? 0 : (int)((four << (bit & 7)) >> (32 - width));
    }
}
