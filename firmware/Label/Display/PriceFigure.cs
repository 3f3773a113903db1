namespace Endcap.Label.Display;

/// <summary>
/// The big price as shops print it: whole units large, minor units raised and smaller, no decimal separator;
/// a trailing currency stands under the minor units, a leading one is raised before the whole units.
/// Style 0 is the largest (72 pixels high, minor units 48), then 72 with 24, 48 with 24, and 24 with 12.
/// </summary>
public sealed class PriceFigure
{
    /// <summary>Number of styles.</summary>
    public const int StyleCount = 4;

    // Codes of the price face after its digits.
    private const byte FaceEuro = 0x3A, FacePound = 0x3B, FaceYen = 0x3C;
    private const int MaxPrice = 9999999;

    private readonly Font _digits, _bold, _small;
    private readonly GlyphScaler _scaler = new GlyphScaler();
    private readonly byte[] _whole = new byte[8];
    private readonly byte[] _minor = new byte[3];
    private byte[] _currency;
    private bool _leads;
    private int _wholeCount, _minorCount, _sign;

    /// <summary>Creates a figure; fonts are kept.</summary>
    /// <param name="digits">The price face.</param>
    /// <param name="bold">The face of currencies, and of minor units in the smallest style.</param>
    /// <param name="small">The face of trailing currencies in the smallest style.</param>
    public PriceFigure(Font digits, Font bold, Font small)
    {
        _digits = digits;
        _bold = bold;
        _small = small;
    }

    /// <summary>Takes over a content's price and currency; a price outside 0…9,999,999 is brought into that range.</summary>
    public void Set(LabelContent content)
    {
        int price = content.Price < 0 ? 0 : content.Price > MaxPrice ? MaxPrice : content.Price;
        _minorCount = content.Decimals < 0 ? 0 : content.Decimals > 3 ? 3 : content.Decimals;
        for (int i = _minorCount - 1; i >= 0; i--, price /= 10) _minor[i] = (byte)('0' + price % 10);
        _wholeCount = 1;
        for (int rest = price; rest > 9; rest /= 10) _wholeCount++;
        for (int i = _wholeCount - 1; i >= 0; i--, price /= 10) _whole[i] = (byte)('0' + price % 10);
        _currency = content.Currency;
        _leads = content.CurrencyLeads;
        _sign = _leads && _currency.Length == 1 ? SignCode(_currency[0]) : 0;
    }

    /// <summary>Height in a style, pixels.</summary>
    public int Height(int style)
    {
        return _digits.CapHeight * Scale(style);
    }

    /// <summary>Width in a style, pixels.</summary>
    public int Width(int style)
    {
        int minor = MinorWidth(style), currency = CurrencyWidth(style);
        int tail = _leads ? minor : minor > currency ? minor : currency;
        return (_leads ? currency : 0) + _digits.Measure(_whole, 0, _wholeCount) * Scale(style) + tail;
    }

    /// <summary>Draws the price; <paramref name="right"/> is the column after it, <paramref name="baseline"/> the row after its digits.</summary>
    public void Draw(FrameBuffer frame, int right, int baseline, int style)
    {
        int x = right - Width(style), top = baseline - Height(style);
        if (_leads) x = DrawLeadingCurrency(frame, x, top, style);
        int scale = Scale(style), ascent = top - (_digits.Ascent - _digits.CapHeight) * scale;
        for (int i = 0; i < _wholeCount; i++) x = _scaler.Draw(frame, _digits, _whole[i], x, ascent, scale, true);
        DrawMinor(frame, x, top, MinorScale(style));
        if (_leads) return;
        int middle = x + (right - x - CurrencyWidth(style)) / 2;
        CurrencyFont(style).Draw(frame, _currency, 0, _currency.Length, middle, baseline, true);
    }

    private int DrawLeadingCurrency(FrameBuffer frame, int x, int top, int style)
    {
        if (HasLargeSign(style)) _scaler.Draw(frame, _digits, _sign, x, top - _digits.Ascent + _digits.CapHeight, 1, true);
        else _bold.Draw(frame, _currency, 0, _currency.Length, x, top + _bold.CapHeight, true);
        return x + CurrencyWidth(style);
    }

    private void DrawMinor(FrameBuffer frame, int x, int top, int scale)
    {
        if (scale == 0)
        {
            _bold.Draw(frame, _minor, 0, _minorCount, x, top + _bold.CapHeight, true);
            return;
        }

        int ascent = top - (_digits.Ascent - _digits.CapHeight) * scale;
        for (int i = 0; i < _minorCount; i++) x = _scaler.Draw(frame, _digits, _minor[i], x, ascent, scale, true);
    }

    private static int Scale(int style)
    {
        return style < 2 ? 3 : style == 2 ? 2 : 1;
    }

    // 0: the bold text face.
    private static int MinorScale(int style)
    {
        return style == 0 ? 2 : style == 3 ? 0 : 1;
    }

    private int MinorWidth(int style)
    {
        int scale = MinorScale(style);
        return scale == 0 ? _bold.Measure(_minor, 0, _minorCount) : _digits.Measure(_minor, 0, _minorCount) * scale;
    }

    private int CurrencyWidth(int style)
    {
        return HasLargeSign(style) ? _digits.Advance(_sign) : CurrencyFont(style).Measure(_currency, 0, _currency.Length);
    }

    private bool HasLargeSign(int style)
    {
        return _sign != 0 && style < 3;
    }

    private Font CurrencyFont(int style)
    {
        return style == 3 && !_leads ? _small : _bold;
    }

    // The price face's code of a sign, or 0 where it has none.
    private static int SignCode(int code)
    {
        switch (code)
        {
            case '$': return '$';
            case CodePage.Euro: return FaceEuro;
            case CodePage.Pound: return FacePound;
            case CodePage.Yen: return FaceYen;
            default: return 0;
        }
    }
}
