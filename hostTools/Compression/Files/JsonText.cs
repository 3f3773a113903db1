using System.Text;
using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Files;

/// <summary>Parses JSON into values that know their line; strict JSON, no comments, no trailing commas.</summary>
internal static class JsonText
{
    // Deeper than any file of ours.
    private const int MaxDepth = 16;

    /// <summary>Reads and parses a file. Errors: E401–E405, E420, E425.</summary>
    public static JsonValue ReadFile(string path) => Parse(InputFile.ReadAllBytes(path), path);

    /// <summary>Parses UTF-8 text; <paramref name="file"/> is for messages. Errors: E420, E425.</summary>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var lines = new LineCounter(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return ReadAll(ref reader, ref lines, file);
        }
        catch (JsonException e)
        {
            // "… LineNumber: 3 | BytePositionInLine: 7." is the runtime's; ours is the line at the front.
            string why = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw Catalogue.JsonSyntax(file, (e.LineNumber ?? 0) + 1, why);
        }
        catch (InvalidOperationException)
        {
            throw Catalogue.JsonSyntax(file, lines.At(reader.TokenStartIndex), "a text that is not valid Unicode");
        }
    }

    private static JsonValue ReadAll(ref Utf8JsonReader reader, ref LineCounter lines, string file)
    {
        JsonValue? root = null;
        string? name = null;
        var open = new Stack<JsonValue>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    JsonValue? parent = open.Count > 0 ? open.Peek() : null;
                    JsonValue value = Value(ref reader, file, parent, parent?.StepTo(name) ?? "", lines.At(reader.TokenStartIndex));
                    parent?.Add(name, value);
                    root ??= value;
                    name = null;
                    if (value.Kind is JsonValueKind.Object or JsonValueKind.Array) open.Push(value);
                    break;
            }
        }

        return root!; // the reader throws on a text without any value
    }

    private static JsonValue Value(ref Utf8JsonReader reader, string file, JsonValue? parent, string step, long line)
    {
        JsonValueKind kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            _ => JsonValueKind.Null,
        };
        string text = kind switch
        {
            JsonValueKind.String => reader.GetString()!,
            JsonValueKind.Number => Encoding.ASCII.GetString(reader.ValueSpan),
            _ => "",
        };
        return new JsonValue(file, parent, step, kind, line, text);
    }

    /// <summary>Line numbers of rising offsets, each byte looked at once.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private long _offset;
        private long _line = 1;

        public long At(long offset)
        {
            _line += _text[(int)_offset..(int)offset].Count((byte)'\n');
            _offset = offset;
            return _line;
        }
    }
}
