using System.Globalization;
using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>A block of <c>key=value</c> lines. As in LightGBM the last line of a key counts. All errors are E261.</summary>
internal sealed class LightGbmFields(LightGbmLines lines)
{
    private readonly Dictionary<string, (int Start, int Stop, int Line)> _values = [];
    private readonly int _line = lines.Number;

    /// <summary>Adds the line that the walker read last; a line without = is a key without value.</summary>
    public void AddLine()
    {
        ReadOnlySpan<byte> text = lines.Text;
        int equals = text.IndexOf((byte)'=');
        string key = Encoding.UTF8.GetString(equals < 0 ? text : text[..equals]);
        _values[key] = (equals < 0 ? lines.Stop : lines.Start + equals + 1, lines.Stop, lines.Number);
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public string Text(string key) => Encoding.UTF8.GetString(Value(key));

    public string[] Words(string key) => Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public int Int(string key) => Ints(key, 1)[0];

    public int[] Ints(string key, int count)
    {
        int[] values = new int[CheckedCount(key, count)];
        int n = 0;
        for (ReadOnlySpan<byte> rest = Value(key); NextWord(ref rest, out ReadOnlySpan<byte> word); n++)
            if (n >= count || !int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[n])) throw Wrong(key, word, n, count);
        return n == count ? values : throw Wrong(key, default, n, count);
    }

    public uint[] Bits(string key, int count)
    {
        uint[] values = new uint[CheckedCount(key, count)];
        int n = 0;
        for (ReadOnlySpan<byte> rest = Value(key); NextWord(ref rest, out ReadOnlySpan<byte> word); n++)
            if (n >= count || !uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out values[n])) throw Wrong(key, word, n, count);
        return n == count ? values : throw Wrong(key, default, n, count);
    }

    public double[] Doubles(string key, int count)
    {
        double[] values = new double[CheckedCount(key, count)];
        int n = 0;
        for (ReadOnlySpan<byte> rest = Value(key); NextWord(ref rest, out ReadOnlySpan<byte> word); n++)
            if (n >= count || !TryDouble(word, out values[n])) throw Wrong(key, word, n, count);
        return n == count ? values : throw Wrong(key, default, n, count);
    }

    /// <summary>E261 for a key's line.</summary>
    public UserErrorException Malformed(string key, string what) =>
        Catalogue.ModelMalformed(lines.Path, $"line {(_values.TryGetValue(key, out var value) ? value.Line : _line)}, {key}", what);

    private ReadOnlySpan<byte> Value(string key) => _values.TryGetValue(key, out var value)
        ? lines.Slice(value.Start, value.Stop)
        : throw Catalogue.ModelMalformed(lines.Path, $"line {_line}", $"the block that begins here has no {key}=");

    // Before an array of that length is made: n numbers need n characters and n − 1 spaces.
    private int CheckedCount(string key, int count)
    {
        int most = (Value(key).Length + 1) / 2;
        return count <= most ? count : throw Malformed(key, $"should hold {count} numbers, but has room for {most} at most");
    }

    private UserErrorException Wrong(string key, ReadOnlySpan<byte> word, int n, int count)
    {
        string text = Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)]);
        return Malformed(key, n < count && text.Length > 0 ? $"\"{text}\" is no number of its kind"
            : $"should hold {count} numbers, but holds {(n < count ? n.ToString(CultureInfo.InvariantCulture) : "more")}");
    }

    private static bool NextWord(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        rest = rest.TrimStart((byte)' ');
        int space = rest.IndexOf((byte)' ');
        word = space < 0 ? rest : rest[..space];
        rest = rest[word.Length..];
        return word.Length > 0;
    }

    // LightGBM writes infinity as C does.
    private static bool TryDouble(ReadOnlySpan<byte> word, out double value)
    {
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return !double.IsNaN(value);
        bool negative = word.StartsWith("-"u8);
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return word[(negative ? 1 : 0)..].SequenceEqual("inf"u8);
    }
}
