namespace Endcap.Label.Display;

/// <summary>
/// One picture for a black-and-white panel, one bit a pixel, in the SSD1680/SSD1681's own convention so that it
/// is sent as it is: bit 1 = paper (white), bit 0 = ink (black); the leftmost pixel is the highest bit; each row is
/// padded to whole bytes, and the padding is paper. Everything clips: no call writes outside the picture.
/// </summary>
public sealed class FrameBuffer
{
    /// <summary>Largest side, pixels. Keeps all coordinate arithmetic far from overflow.</summary>
    public const int MaxSide = 1024;

    /// <summary>Width, pixels.</summary>
    public readonly int Width;

    /// <summary>Height, pixels.</summary>
    public readonly int Height;

    /// <summary>Bytes per row.</summary>
    public readonly int Stride;

    /// <summary>[Height · Stride]: the rows, top to bottom.</summary>
    public readonly byte[] Pixels;

    /// <summary>Creates a blank (paper) picture. Sides outside 1…<see cref="MaxSide"/> are brought into that range.</summary>
    public FrameBuffer(int width, int height)
    {
        Width = width < 1 ? 1 : width > MaxSide ? MaxSide : width;
        Height = height < 1 ? 1 : height > MaxSide ? MaxSide : height;
        Stride = (Width + 7) >> 3;
        Pixels = new byte[Height * Stride];
        Clear();
    }

    /// <summary>Makes everything paper.</summary>
    public void Clear()
    {
        byte[] pixels = Pixels;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = 0xFF;
    }

    /// <summary>Whether a pixel is ink; outside the picture it is not. For tests and pictures, not for drawing.</summary>
    public bool IsInk(int x, int y)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height) return false;
        return (Pixels[y * Stride + (x >> 3)] & (0x80 >> (x & 7))) == 0;
    }

    /// <summary>Fills a rectangle, byte by byte. Coordinates and sizes: −<see cref="MaxSide"/>… are clipped; empty if a size is not positive.</summary>
    public void Fill(int x, int y, int width, int height, bool ink)
    {
        int right = Clamp(x, width, Width), bottom = Clamp(y, height, Height);
        if (x < 0) x = 0;
        if (y < 0) y = 0;
        if (x >= right || y >= bottom) return;
        int first = x >> 3, last = (right - 1) >> 3;
        int firstMask = 0xFF >> (x & 7), lastMask = (0xFF << (7 - ((right - 1) & 7))) & 0xFF;
        if (first == last) firstMask &= lastMask;
        int row = y * Stride, end = bottom * Stride;
        byte solid = (byte)(ink ? 0 : 0xFF);
        byte[] pixels = Pixels;
        for (; row < end; row += Stride)
        {
            int at = row + first, stop = row + last;
            pixels[at] = (byte)(ink ? pixels[at] & ~firstMask : pixels[at] | firstMask);
            if (at == stop) continue;
            for (at++; at < stop; at++) pixels[at] = solid;
            pixels[at] = (byte)(ink ? pixels[at] & ~lastMask : pixels[at] | lastMask);
        }
    }

    /// <summary>
    /// Sets up to 63 pixels of one row: where a bit is 1 the pixel becomes ink (or paper), elsewhere it stays.
    /// </summary>
    /// <param name="bits">The pixels; the leftmost is bit <paramref name="count"/> − 1.</param>
    /// <param name="count">Number of pixels, 1…63; other counts draw nothing.</param>
    /// <param name="x">Column of the leftmost pixel; may be outside.</param>
    /// <param name="y">Row; may be outside.</param>
    /// <param name="ink">True to draw ink, false to draw paper.</param>
    public void Blit(long bits, int count, int x, int y, bool ink)
    {
        if (count < 1 || count > 63 || y < 0 || y >= Height || x <= -count || x >= Width) return;
        if (x < 0)
        {
            count += x;
            x = 0;
        }

        bits &= (1L << count) - 1;
        int beyond = x + count - Width;
        if (beyond > 0)
        {
            bits >>= beyond;
            count -= beyond;
        }

        int last = x + count - 1, at = y * Stride + (last >> 3), shift = 7 - (last & 7);
        byte[] pixels = Pixels;
        int mask = (int)(bits << shift) & 0xFF; // what the shift pushes out of 64 bits is not in the last byte
        bits >>= 8 - shift; // not negative: the loop ends at the leftmost set pixel
        for (; ; at--)
        {
            if (mask != 0) pixels[at] = (byte)(ink ? pixels[at] & ~mask : pixels[at] | mask);
            if (bits == 0) return;
            mask = (int)bits & 0xFF;
            bits >>= 8;
        }
    }

    // The first coordinate after a span, brought into the side.
    private static int Clamp(int from, int size, int side)
    {
        if (size <= 0 || from >= side) return 0;
        if (from < 0 && size <= -from) return 0;
        return from < 0 ? (size + from > side ? side : size + from) : size > side - from ? side : from + size;
    }
}
