namespace Endcap.Label.Display;

/// <summary>The strip without a shopper: an EAN-13 with its digits at the left, a short note at the right.</summary>
public sealed class BarcodeStrip
{
    private readonly Font _font;
    private readonly byte[] _modules = new byte[Ean13.ModuleCount];
    private readonly byte[] _characters = new byte[Ean13.DigitCount];

    /// <summary>Creates a strip; the font is kept.</summary>
    public BarcodeStrip(Font font)
    {
        _font = font;
    }

    /// <summary>Draws into the rectangle; the barcode, which must then be valid, only if it is wanted.</summary>
    public void Draw(FrameBuffer frame, LabelContent content, bool barcode, int x, int y, int width, int height)
    {
        int noteWidth = _font.Measure(content.Note, 0, content.Note.Length);
        _font.Draw(frame, content.Note, 0, content.Note.Length, x + width - noteWidth, y + height - 2, true);
        if (barcode) DrawCode(frame, content.Ean, x + Ean13.QuietZone, y, height);
    }

    // One pixel a module: the face's digits are seven pixels wide, exactly a digit's bars, so they stand under theirs.
    private void DrawCode(FrameBuffer frame, byte[] digits, int x, int y, int height)
    {
        Ean13.Encode(digits, _modules);
        int textHeight = _font.CapHeight + 3, baseline = y + height - 2;
        for (int module = 0; module < Ean13.ModuleCount; module++)
        {
            if (_modules[module] == 0) continue;
            int end = module + 1;
            while (end < Ean13.ModuleCount && _modules[end] != 0) end++;
            bool guard = module < 3 || (module >= 45 && module < 50) || module >= 92;
            frame.Fill(x + module, y, end - module, guard ? height - textHeight + 4 : height - textHeight, true);
            module = end;
        }

        for (int i = 0; i < Ean13.DigitCount; i++) _characters[i] = (byte)('0' + digits[i]);
        _font.Draw(frame, _characters, 0, 1, x - Ean13.QuietZone, baseline, true);
        _font.Draw(frame, _characters, 1, 7, x + 3, baseline, true);
        _font.Draw(frame, _characters, 7, 13, x + 50, baseline, true);
    }
}
