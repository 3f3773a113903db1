using System.Text;

namespace Endcap.Virtual;

/// <summary>What a panel shows, upright as the shopper sees it: 1 bit a pixel, 1 = paper, 0 = ink, leftmost pixel highest.</summary>
public sealed class ShownPicture
{
    internal ShownPicture(int width, int height)
    {
        Width = width;
        Height = height;
        Stride = (width + 7) / 8;
        Pixels = new byte[Stride * height];
        Array.Fill(Pixels, (byte)0xFF);
    }

    /// <summary>Width, pixels.</summary>
    public int Width { get; }

    /// <summary>Height, pixels.</summary>
    public int Height { get; }

    /// <summary>Bytes per row.</summary>
    public int Stride { get; }

    /// <summary>The rows, top to bottom, each padded with paper to whole bytes: as in the label's FrameBuffer.</summary>
    public byte[] Pixels { get; }

    /// <summary>Whether a pixel is ink; outside the picture it is not.</summary>
    public bool IsInk(int x, int y) =>
        x >= 0 && y >= 0 && x < Width && y < Height && (Pixels[y * Stride + x / 8] & (0x80 >> (x & 7))) == 0;

    /// <summary>The picture as text, two rows of pixels a line between bars, as in tests/Golden/Display.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        for (int y = 0; y < Height; y += 2)
        {
            text.Append('|');
            for (int x = 0; x < Width; x++) text.Append(" ▀▄█"[(IsInk(x, y) ? 1 : 0) + (IsInk(x, y + 1) ? 2 : 0)]);
            text.Append("|\n");
        }

        return text.ToString();
    }

    internal void Ink(int x, int y) => Pixels[y * Stride + x / 8] &= (byte)~(0x80 >> (x & 7));
}
