namespace Endcap.Label.Display;

/// <summary>
/// Draws glyphs at once, twice or three times their size with the staircases of diagonals smoothed
/// (the Scale2x and Scale3x rules, applied to whole rows of bits at a time).
/// </summary>
public sealed class GlyphScaler
{
    // Rows of the glyph at hand, a blank one before and after; kept, so that drawing allocates nothing.
    private readonly int[] _rows = new int[33];
    private int _width;

    /// <summary>Draws one code with its cell's left edge at x and the ascent line at top; returns the x after the cell.</summary>
    /// <param name="frame">Where to draw.</param>
    /// <param name="font">The face; at three times its size, glyphs wider than 21 pixels are left out.</param>
    /// <param name="code">The code.</param>
    /// <param name="x">Left edge, pixels.</param>
    /// <param name="top">Row of the ascent line.</param>
    /// <param name="scale">1, 2 or 3.</param>
    /// <param name="ink">True to draw ink, false to draw paper.</param>
    public int Draw(FrameBuffer frame, Font font, int code, int x, int top, int scale, bool ink)
    {
        int glyph = font.Unpack(code, _rows);
        int height = glyph & 0xFFF;
        _width = (glyph >> 12) & 31;
        x += (((glyph >> 27) & 3) - 1) * scale;
        int y = top + ((glyph >> 22) & 31) * scale;
        for (int row = 1; row <= height; row++, y += scale)
        {
            if (scale == 1) frame.Blit(_rows[row], _width, x, y, ink);
            else if (scale == 2) DrawTwice(frame, row, x, y, ink);
            else DrawThrice(frame, row, x, y, ink);
        }

        return x + (_width + ((glyph >> 29) & 7) - 1) * scale;
    }

    // Scale2x: a corner takes the neighbours' colour where both agree and the opposite ones do not.
    private void DrawTwice(FrameBuffer frame, int row, int x, int y, bool ink)
    {
        int up = _rows[row - 1], here = _rows[row], down = _rows[row + 1], left = here >> 1, right = here << 1;
        int a = ~(left ^ up) & (left ^ down) & (up ^ right), b = ~(up ^ right) & (up ^ left) & (right ^ down);
        int c = ~(left ^ down) & (left ^ up) & (down ^ right), d = ~(down ^ right) & (down ^ left) & (right ^ up);
        int all = (1 << _width) - 1, count = 2 * _width;
        long topRow = (Spread2(((up & a) | (here & ~a)) & all) << 1) | Spread2(((right & b) | (here & ~b)) & all);
        long bottomRow = (Spread2(((left & c) | (here & ~c)) & all) << 1) | Spread2(((right & d) | (here & ~d)) & all);
        frame.Blit(topRow, count, x, y, ink);
        frame.Blit(bottomRow, count, x, y + 1, ink);
    }

    // Scale3x; letters as in its definition: a b c over d e f over g h i, e the pixel itself.
    private void DrawThrice(FrameBuffer frame, int row, int x, int y, bool ink)
    {
        int b = _rows[row - 1], e = _rows[row], h = _rows[row + 1], d = e >> 1, f = e << 1;
        int a = b >> 1, c = b << 1, g = h >> 1, i = h << 1, edge = (b ^ h) & (d ^ f);
        int upLeft = ~(d ^ b) & edge, upRight = ~(b ^ f) & edge, downLeft = ~(d ^ h) & edge, downRight = ~(h ^ f) & edge;
        int up = (upLeft & (e ^ c)) | (upRight & (e ^ a)), down = (downLeft & (e ^ i)) | (downRight & (e ^ g));
        int left = (upLeft & (e ^ g)) | (downLeft & (e ^ a)), right = (upRight & (e ^ i)) | (downRight & (e ^ c));
        int count = 3 * _width;
        frame.Blit(Join3(Pick(e, d, upLeft), Pick(e, b, up), Pick(e, f, upRight)), count, x, y, ink);
        frame.Blit(Join3(Pick(e, d, left), e, Pick(e, f, right)), count, x, y + 1, ink);
        frame.Blit(Join3(Pick(e, d, downLeft), Pick(e, h, down), Pick(e, f, downRight)), count, x, y + 2, ink);
    }

    private static int Pick(int otherwise, int chosen, int where)
    {
        return (chosen & where) | (otherwise & ~where);
    }

    private long Join3(int left, int middle, int right)
    {
        int all = (1 << _width) - 1;
        return (Spread3(left & all) << 2) | (Spread3(middle & all) << 1) | Spread3(right & all);
    }

    // Bit n moves to bit 2n.
    private static long Spread2(long bits)
    {
        bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFF;
        bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x3333333333333333;
        return (bits | (bits << 1)) & 0x5555555555555555;
    }

    // Bit n (of 21) moves to bit 3n.
    private static long Spread3(long bits)
    {
        bits = (bits | (bits << 32)) & 0x001F00000000FFFF;
        bits = (bits | (bits << 16)) & 0x001F0000FF0000FF;
        bits = (bits | (bits << 8)) & 0x100F00F00F00F00F;
        bits = (bits | (bits << 4)) & 0x10C30C30C30C30C3;
        return (bits | (bits << 2)) & 0x1249249249249249;
    }
}
