namespace Endcap.Label.Display;

/// <summary>
/// The big price as shops print it: whole units large, minor units raised and smaller, no decimal separator;
/// a trailing currency stands under the minor units, a leading one is raised before the whole units.
/// </summary>
public sealed class PriceFigure
{
    // Codes of the price face after its digits.
    private const byte FaceEuro = 0x3A, FacePound = 0x3B, FaceYen = 0x3C;
    private const int MaxPrice = 9999999;

    private readonly Font _digits;
    private readonly Font _text;
    private readonly GlyphScaler _scaler = new GlyphScaler();
    private readonly byte[] _whole = new byte[8];
    private readonly byte[] _minor = new byte[3];
    private byte[] _currency;
    private bool _leads;
    private int _wholeCount, _minorCount, _sign;

    /// <summary>Creates a figure; fonts are kept.</summary>
    /// <param name="digits">The price face.</param>
    /// <param name="text">The face of currencies that the price face does not have, and of trailing ones.</param>
    public PriceFigure(Font digits, Font text)
    {
        _digits = digits;
        _text = text;
    }

    /// <summary>Takes over a content's price and currency; a price outside 0…9,999,999 is brought into that range.</summary>
    public void Set(LabelContent content)
    {
        int price = content.Price < 0 ? 0 : content.Price > MaxPrice ? MaxPrice : content.Price;
        _minorCount = content.Decimals < 0 ? 0 : content.Decimals > 3 ? 3 : content.Decimals;
        for (int i = _minorCount - 1; i >= 0; i--, price /= 10) _minor[i] = (byte)('0' + price % 10);
        _wholeCount = price > 999999 ? 7 : price > 99999 ? 6 : price > 9999 ? 5 : price > 999 ? 4 : price > 99 ? 3 : price > 9 ? 2 : 1;
        for (int i = _wholeCount - 1; i >= 0; i--, price /= 10) _whole[i] = (byte)('0' + price % 10);
        _currency = content.Currency;
        _leads = content.CurrencyLeads;
        _sign = _leads && _currency.Length == 1 ? SignCode(_currency[0]) : 0;
    }

    /// <summary>Height at a scale, pixels.</summary>
    public int Height(int scale)
    {
        return _digits.CapHeight * scale;
    }

    /// <summary>Width at a scale (1…3), pixels.</summary>
    public int Width(int scale)
    {
        int minor = _digits.Measure(_minor, 0, _minorCount) * MinorScale(scale), currency = CurrencyWidth();
        int tail = _leads ? minor : minor > currency ? minor : currency;
        return (_leads ? currency : 0) + _digits.Measure(_whole, 0, _wholeCount) * scale + tail;
    }

    /// <summary>Draws the price with its right edge and the top of its digits at the given place.</summary>
    public void Draw(FrameBuffer frame, int right, int top, int scale)
    {
        int x = right - Width(scale), minorScale = MinorScale(scale);
        int above = _digits.Ascent - _digits.CapHeight; // rows between the ascent line and the digits
        if (_leads)
        {
            if (_sign != 0) _scaler.Draw(frame, _digits, _sign, x, top - above, 1, true);
            else _text.Draw(frame, _currency, 0, _currency.Length, x, top + _text.CapHeight, true);
            x += CurrencyWidth();
        }

        for (int i = 0; i < _wholeCount; i++) x = _scaler.Draw(frame, _digits, _whole[i], x, top - above * scale, scale, true);
        int minorX = x;
        for (int i = 0; i < _minorCount; i++) x = _scaler.Draw(frame, _digits, _minor[i], x, top - above * minorScale, minorScale, true);
        if (_leads) return;
        int middle = (right - minorX - CurrencyWidth()) >> 1;
        _text.Draw(frame, _currency, 0, _currency.Length, minorX + middle, top + Height(scale), true);
    }

    private static int MinorScale(int scale)
    {
        return scale > 1 ? scale - 1 : 1;
    }

    private int CurrencyWidth()
    {
        return _sign != 0 ? _digits.Advance(_sign) : _text.Measure(_currency, 0, _currency.Length);
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
