namespace Endcap.Compression.Models.XGBoost;

/// <summary>A fast way to read the numbers of JSON: exact where it answers, and it answers for nearly all that XGBoost writes.</summary>
internal static class JsonNumbers
{
    private const ulong MostExact = 1UL << 53;

    // Powers of ten that a double holds exactly.
    private static readonly double[] Powers = [.. Enumerable.Range(0, 23).Select(n => double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The nearest float32 number of a text such as −1.25E−3; false where this way cannot be sure of it.</summary>
    public static bool TryParseSingle(ReadOnlySpan<byte> text, out float number)
    {
        number = 0;
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        bool negative = at == 1;
        ulong digits = 0;
        int start = at, point = -1;
        for (; at < text.Length && text[at] is (>= (byte)'0' and <= (byte)'9') or (byte)'.'; at++)
        {
            if (text[at] != '.') digits = digits * 10 + (uint)(text[at] - '0');
            else if (point >= 0) return false;
            else point = at;
        }

        int places = at - start - (point < 0 ? 0 : 1), exponent = point < 0 ? 0 : point + 1 - at;
        if (places is 0 or > 18 || digits is 0 or >= MostExact || !TryAddExponent(text[at..], ref exponent)) return false;
        if (exponent is < -22 or > 22) return false;
        // One rounding, as both are exact; a result half way between two float32 numbers may have been rounded to there.
        double value = exponent < 0 ? digits / Powers[-exponent] : digits * Powers[exponent];
        if ((BitConverter.DoubleToInt64Bits(value) & 0x1FFF_FFFF) == 0x1000_0000) return false;
        number = (float)(negative ? -value : value);
        return true;
    }

    private static bool TryAddExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        if (text.Length == 0) return true;
        if (text[0] is not ((byte)'e' or (byte)'E')) return false;
        int at = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1, value = 0;
        if (text.Length - at is 0 or > 4) return false;
        foreach (byte c in text[at..])
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + c - '0';
        }

        exponent += text[1] == '-' ? -value : value;
        return true;
    }
}
