namespace Endcap.Compression.Models.LightGbm;

/// <summary>
/// The quick number parser that LightGBM reads data files and objective parameters with (Common::Atof): digits, fraction / 10ⁿ and the
/// power of ten, each step rounded. It can miss the nearest double in the last places, and predictions follow it.
/// </summary>
internal static class LightGbmNumber
{
    private const double ZeroThreshold = 1e-35f;

    /// <summary>A cell as LightGBM's command line reads it: numbers near 0 are 0; "na", "nan", "null" are missing. NaN for other texts too.</summary>
    public static double OfCell(string cell)
    {
        double value = Parse(cell.Trim(' '));
        return Math.Abs(value) <= ZeroThreshold ? 0 : value;
    }

    /// <summary>The number, ±1e308 for infinity; NaN where the text is none.</summary>
    public static double Parse(string text)
    {
        bool negative = text.StartsWith('-');
        int at = negative || text.StartsWith('+') ? 1 : 0, first = at;
        double value = Digits(text, ref at, out int whole), scale = 1;
        int fraction = 0;
        if (At(text, at, '.'))
        {
            at++;
            double right = Digits(text, ref at, out fraction);
            value += right / Power(fraction);
        }

        if (whole + fraction == 0) return text.AsSpan(first) is var word && IsInfinity(word) ? (negative ? -1e308 : 1e308) : double.NaN;
        bool divide = false;
        if (At(text, at, 'e') || At(text, at, 'E'))
        {
            divide = At(text, ++at, '-');
            if (divide || At(text, at, '+')) at++;
            scale = Scale((int)Math.Min(Digits(text, ref at, out _), 308));
        }

        if (at < text.Length) return double.NaN;
        return (negative ? -1.0 : 1.0) * (divide ? value / scale : value * scale);
    }

    private static bool At(string text, int at, char c) => at < text.Length && text[at] == c;

    private static bool IsInfinity(ReadOnlySpan<char> word) =>
        word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);

    private static double Digits(string text, ref int at, out int count)
    {
        double value = 0;
        int start = at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++) value = value * 10 + (text[at] - '0');
        count = at - start;
        return value;
    }

    // LightGBM's own way to a power, whose order of multiplication decides the last bit beyond 10²².
    private static double Power(int n, double x = 10) => n switch
    {
        0 => 1,
        _ when n % 2 == 0 => Power(n / 2, x * x),
        _ when n % 3 == 0 => Power(n / 3, x * x * x),
        _ => x * Power(n - 1, x),
    };

    // 50, then 8, then 1 at a time, as there.
    private static double Scale(int exponent)
    {
        double scale = 1;
        for (; exponent >= 50; exponent -= 50) scale *= 1e50;
        for (; exponent >= 8; exponent -= 8) scale *= 1e8;
        for (; exponent > 0; exponent--) scale *= 10;
        return scale;
    }
}
