namespace Endcap.Label.Display;

/// <summary>A fault number as the staff reads it: "F" and up to three digits, small, on paper.</summary>
public sealed class FaultText
{
    private const int Gap = 2; // blank pixels around it

    private readonly Font _font;
    private readonly byte[] _text = new byte[4];

    /// <summary>Creates a text; the font is kept.</summary>
    public FaultText(Font font)
    {
        _font = font;
    }

    /// <summary>Draws a number of 0…999 (others are brought into that range) whose right upper corner is (right, top).</summary>
    public void Draw(FrameBuffer frame, int fault, int right, int top)
    {
        int rest = fault < 0 ? 0 : fault > 999 ? 999 : fault, digits = rest > 99 ? 3 : rest > 9 ? 2 : 1;
        _text[0] = (byte)'F';
        for (int i = digits; i > 0; i--, rest /= 10) _text[i] = (byte)('0' + rest % 10);
        int width = _font.Measure(_text, 0, digits + 1);
        frame.Fill(right - width - Gap, top - Gap, width + 2 * Gap, _font.CapHeight + 2 * Gap, false);
        _font.Draw(frame, _text, 0, digits + 1, right - width, top + _font.CapHeight, true);
    }
}
