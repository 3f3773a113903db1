namespace Endcap.Label.Display;

/// <summary>
/// The order in which a panel's RAM takes a picture that is seen turned by 90°: 250×122 and 296×128 panels are
/// addressed with their short side as the row. Works in blocks of 8×8 pixels, not pixel by pixel.
/// </summary>
public static class PanelOrder
{
    /// <summary>Bytes that <see cref="Turn"/> writes.</summary>
    public static int ByteCount(FrameBuffer frame)
    {
        return ((frame.Height + 7) >> 3) * frame.Width;
    }

    /// <summary>
    /// Turns a picture by 90° clockwise: row r of the target is column r of the picture, read from the bottom up;
    /// each row is padded to whole bytes with paper at its end.
    /// </summary>
    /// <param name="frame">The picture as the shopper sees it.</param>
    /// <param name="target">At least <see cref="ByteCount"/> bytes; rows of (Height + 7) / 8 bytes.</param>
    public static void Turn(FrameBuffer frame, byte[] target)
    {
        byte[] pixels = frame.Pixels;
        int height = frame.Height, stride = frame.Stride, rowBytes = (height + 7) >> 3;
        for (int block = 0; block < rowBytes; block++)
        {
            int bottom = height - 1 - 8 * block; // the picture's row that becomes the block's leftmost pixel
            for (int column = 0; column < stride; column++)
            {
                // Eight rows of eight pixels as one word, the bottom row in the highest byte.
                long square = 0;
                for (int i = 0, row = bottom; i < 8; i++, row--) square = (square << 8) | (row < 0 ? 0xFFu : pixels[row * stride + column]);
                square = Transpose(square);
                int at = 8 * column * rowBytes + block, end = frame.Width - 8 * column;
                for (int i = 0; i < 8 && i < end; i++, at += rowBytes) target[at] = (byte)(square >> (56 - 8 * i));
            }
        }
    }

    // Row i, column j of an 8×8 bit matrix becomes row j, column i: swap 1×1, 2×2, then 4×4 blocks.
    private static long Transpose(long square)
    {
        long swap = (square ^ (square >> 7)) & 0x00AA00AA00AA00AA;
        square ^= swap ^ (swap << 7);
        swap = (square ^ (square >> 14)) & 0x0000CCCC0000CCCC;
        square ^= swap ^ (swap << 14);
        swap = (square ^ (square >> 28)) & 0x00000000F0F0F0F0;
        return square ^ swap ^ (swap << 28);
    }
}
