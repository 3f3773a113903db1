using Endcap.Label.Display;

namespace Endcap.Compression.Pictures;

/// <summary>What a frame buffer looks like on e-paper: warm grey paper, soft black ink, and if wanted the label's case.</summary>
public static class PanelPicture
{
    /// <summary>Colour of paper, 0xRRGGBB.</summary>
    public const int Paper = 0xE4E3DB;

    /// <summary>Colour of ink.</summary>
    public const int Ink = 0x262626;

    /// <summary>Colour of the case.</summary>
    public const int Case = 0xF7F7F5;

    /// <summary>Colour of the case's edge.</summary>
    public const int Edge = 0xB9B9B4;

    private const int BezelWidth = 9; // panel pixels
    private static readonly int[] _palette = [Paper, Ink, Case, Edge];

    /// <summary>Turns a frame buffer into a PNG.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="scale">1…4: picture pixels per panel pixel.</param>
    /// <param name="bezel">Whether to draw the label's case around it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside 1…4.</exception>
    public static byte[] ToPng(FrameBuffer frame, int scale = 3, bool bezel = true)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 4);
        int border = bezel ? BezelWidth * scale : 0;
        int width = frame.Width * scale + 2 * border, height = frame.Height * scale + 2 * border;
        byte[] pixels = new byte[width * height];
        if (bezel) DrawCase(pixels, width, height, scale);
        for (int y = 0; y < frame.Height * scale; y++)
        {
            Span<byte> row = pixels.AsSpan((y + border) * width + border, frame.Width * scale);
            for (int x = 0; x < row.Length; x++) row[x] = (byte)(frame.IsInk(x / scale, y / scale) ? 1 : 0);
        }

        return PngWriter.Encode(pixels, width, bezel ? _palette : _palette.AsSpan(0, 2));
    }

    // A case with an outer line and a thin one around the panel.
    private static void DrawCase(byte[] pixels, int width, int height, int scale)
    {
        int inner = (BezelWidth - 1) * scale;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int toEdge = Math.Min(Math.Min(x, width - 1 - x), Math.Min(y, height - 1 - y));
                pixels[y * width + x] = (byte)(toEdge < scale || toEdge >= inner ? 3 : 2);
            }
        }
    }
}
