using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>
/// Reads JSON as XGBoost writes it (NaN and Infinity included) into values: null, bool, double, string, double[], object?[] or
/// Dictionary&lt;string, object?&gt;. An array of nothing but numbers and bools is a double[]. Numbers with a point or an exponent are
/// float32 numbers, as in XGBoost's own reader.
/// </summary>
internal ref struct JsonValues
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ValueLimits _limits;
    private int _at;

    private JsonValues(ReadOnlySpan<byte> text, ValueLimits limits)
    {
        _text = text;
        _limits = limits;
    }

    /// <summary>The value of a whole text. Errors: E261, E263.</summary>
    public static object? Read(ReadOnlySpan<byte> text, ValueLimits limits)
    {
        var reader = new JsonValues(text, limits);
        object? value = reader.Value(0);
        reader.SkipSpaces();
        if (reader._at < text.Length) throw limits.Malformed(reader._at, "text after the end of the model");
        return value;
    }

    private object? Value(int depth)
    {
        _limits.CountValue(depth);
        switch (Peek())
        {
            case (byte)'{': return Object(depth);
            case (byte)'[': return Array(depth);
            case (byte)'"': return Text();
            case (byte)'t': return Word("true"u8, true);
            case (byte)'f': return Word("false"u8, false);
            case (byte)'n': return Word("null"u8, null);
            default: return Number();
        }
    }

    private Dictionary<string, object?> Object(int depth)
    {
        var members = new Dictionary<string, object?>();
        Expect((byte)'{');
        if (TryTake((byte)'}')) return members;
        do
        {
            int at = _at;
            string name = Text();
            Expect((byte)':');
            if (!members.TryAdd(name, Value(depth + 1))) throw _limits.Malformed(at, $"'{ValueLimits.Short(name)}' stands there twice");
        }
        while (TryTake((byte)','));
        Expect((byte)'}');
        return members;
    }

    private object Array(int depth)
    {
        var items = new ArrayOfValues();
        Expect((byte)'[');
        if (TryTake((byte)']')) return items.Finish();
        do
        {
            byte next = Peek();
            if (next is (byte)'-' or (>= (byte)'0' and <= (byte)'9')) items.Add(Number());
            else items.Add(Value(depth + 1));
        }
        while (TryTake((byte)','));
        Expect((byte)']');
        return items.Finish();
    }

    private double Number()
    {
        SkipSpaces();
        int start = _at;
        while (_at < _text.Length && _text[_at] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E') _at++;
        ReadOnlySpan<byte> digits = _text[start.._at];
        if (digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            if (Utf8Parser.TryParse(digits, out long whole, out int used) && used == digits.Length) return whole;
        }
        else if (float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float number))
        {
            return number;
        }

        bool negative = digits.SequenceEqual("-"u8);
        if (digits.Length == 0 && TryTakeWord("NaN"u8)) return double.NaN;
        if ((digits.Length == 0 || negative) && TryTakeWord("Infinity"u8)) return negative ? double.NegativeInfinity : double.PositiveInfinity;
        throw _limits.Malformed(start, "no JSON value");
    }

    private string Text()
    {
        Expect((byte)'"');
        int length = _text[_at..].IndexOfAny((byte)'"', (byte)'\\');
        if (length < 0) throw _limits.Malformed(_at, "a text without an end");
        if (_text[_at + length] == '"')
        {
            string plain = Encoding.UTF8.GetString(_text.Slice(_at, length));
            _at += length + 1;
            return plain;
        }

        return EscapedText();
    }

    private string EscapedText()
    {
        var text = new List<byte>();
        for (; _at < _text.Length; _at++)
        {
            byte c = _text[_at];
            if (c == '"')
            {
                _at++;
                return Encoding.UTF8.GetString([.. text]);
            }

            if (c != '\\') text.Add(c);
            else Escape(text);
        }

        throw _limits.Malformed(_at, "a text without an end");
    }

    // Leaves _at on the escape's last character.
    private void Escape(List<byte> text)
    {
        byte c = ++_at < _text.Length ? _text[_at] : (byte)0;
        int simple = "\"\\/bfnrt"u8.IndexOf(c);
        if (simple >= 0)
        {
            text.Add("\"\\/\b\f\n\r\t"u8[simple]);
            return;
        }

        if (c != 'u' || _text.Length - _at < 5 || !Utf8Parser.TryParse(_text.Slice(_at + 1, 4), out ushort code, out int used, 'x') || used != 4)
            throw _limits.Malformed(_at, "a text with an unknown escape");
        text.AddRange(Encoding.UTF8.GetBytes(((char)code).ToString()));
        _at += 4;
    }

    private object? Word(ReadOnlySpan<byte> word, object? value) =>
        TryTakeWord(word) ? value : throw _limits.Malformed(_at, "no JSON value");

    private bool TryTakeWord(ReadOnlySpan<byte> word)
    {
        if (!_text[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    private bool TryTake(byte character)
    {
        if (Peek() != character) return false;
        _at++;
        return true;
    }

    private void Expect(byte character)
    {
        if (!TryTake(character)) throw _limits.Malformed(_at, $"'{(char)character}' is missing");
    }

    private byte Peek()
    {
        SkipSpaces();
        return _at < _text.Length ? _text[_at] : throw _limits.Malformed(_at, "the file ends in the middle of a value");
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') _at++;
    }
}
