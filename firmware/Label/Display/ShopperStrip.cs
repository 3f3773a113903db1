namespace Endcap.Label.Display;

/// <summary>The strip after a shopper's packet: paper on ink, a caption, the recommended product and a sign.</summary>
public sealed class ShopperStrip
{
    private const int Sign = 22; // width and height of an arrow or tick, pixels
    private const int Margin = 8;
    private const int CaptionGap = 5;

    private readonly Font _small;
    private readonly Font _bold;
    private readonly TextBlock _block;

    /// <summary>Creates a strip; fonts and the block (scratch) are kept.</summary>
    public ShopperStrip(Font small, Font bold, TextBlock block)
    {
        _small = small;
        _bold = bold;
        _block = block;
    }

    /// <summary>Draws the strip over the whole width from row <paramref name="top"/>.</summary>
    public void Draw(FrameBuffer frame, byte[] caption, byte[] product, ProductPlace place, int top, int width, int height)
    {
        frame.Fill(0, top, width, height, true);
        int left = Margin, right = width - Margin, middle = top + height / 2;
        if (place == ProductPlace.Right)
        {
            DrawArrow(frame, right - Sign, middle, 1);
            right -= Sign + Margin;
        }
        else if (place != ProductPlace.None)
        {
            if (place == ProductPlace.Left) DrawArrow(frame, left, middle, -1);
            else DrawTick(frame, left, middle);
            left += Sign + Margin;
        }

        DrawTexts(frame, caption, product, left, right, top, height);
    }

    // The caption and under it the product: bold, or in the small face if only that shows all of it.
    private void DrawTexts(FrameBuffer frame, byte[] caption, byte[] product, int left, int right, int top, int height)
    {
        Font font = _bold;
        int line = BreakProduct(product, font, right - left, height);
        if (_block.Shortened)
        {
            font = _small;
            line = BreakProduct(product, font, right - left, height);
        }

        if (_block.Shortened)
        {
            font = _bold;
            line = BreakProduct(product, font, right - left, height);
        }

        int used = _small.CapHeight + CaptionGap + font.CapHeight + (_block.Count - 1) * line;
        int baseline = top + (height - used - 1) / 2 + _small.CapHeight;
        int first = baseline + CaptionGap + font.CapHeight;
        _block.Draw(frame, product, font, left, first, line, false);
        if (font == _small) _block.Draw(frame, product, font, left + 1, first, line, false); // struck twice: bold
        _block.Break(caption, _small, right - left, 1);
        _block.Draw(frame, caption, _small, left, baseline, 0, false);
    }

    // Returns the distance of baselines.
    private int BreakProduct(byte[] product, Font font, int width, int height)
    {
        int line = font.CapHeight + font.Descent + 1, lines = 1 + (height - _small.CapHeight - CaptionGap - font.CapHeight - Margin) / line;
        _block.Break(product, font, width, lines < 1 ? 1 : lines > 2 ? 2 : lines);
        return line;
    }

    // A shaft and a head; direction 1 points right, −1 left.
    private static void DrawArrow(FrameBuffer frame, int x, int middle, int direction)
    {
        int half = Sign / 2, shaft = 3;
        int tail = direction > 0 ? x : x + half;
        frame.Fill(tail, middle - shaft, Sign - half, 2 * shaft + 1, false);
        for (int row = -half; row <= half; row++)
        {
            int length = half + 1 - (row < 0 ? -row : row);
            frame.Fill(direction > 0 ? x + Sign - half - 1 : x + half + 1 - length, middle + row, length, 1, false);
        }
    }

    private static void DrawTick(FrameBuffer frame, int x, int middle)
    {
        const int thick = 6;
        for (int step = 0; step <= 7; step++) frame.Fill(x + step, middle + step - 3, 1, thick, false);
        for (int step = 0; step <= 14; step++) frame.Fill(x + 7 + step, middle + 4 - step, 1, thick, false);
    }
}
