using System.Globalization;
using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Files;

/// <summary>
/// One value of a JSON file that knows where it stands, so that every complaint can name file, line and JSON path.
/// (System.Text.Json's own documents forget the line and accept a property twice.)
/// </summary>
internal sealed class JsonValue
{
    private readonly string _file;
    private readonly JsonValue? _parent;
    private readonly string _step; // ".name" or "[3]"
    private List<JsonValue>? _items; // an object's members or an array's; numbers, by far the most values, need none
    private List<string>? _names; // of an object's members

    internal JsonValue(string file, JsonValue? parent, string step, JsonValueKind kind, long line, string text)
    {
        (_file, _parent, _step, Kind, Line, Text) = (file, parent, step, kind, line, text);
    }

    /// <summary>Object, array, string, number, true, false or null.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Line in the file, from 1.</summary>
    public long Line { get; }

    /// <summary>A string's text, or a number's digits as written.</summary>
    public string Text { get; }

    /// <summary>File, line and JSON path, as messages begin.</summary>
    public string Where => $"{_file}:{Line}: {Path}";

    /// <summary>An object's members, in the file's order.</summary>
    public IEnumerable<(string Name, JsonValue Value)> Members => (_names ?? []).Zip(_items ?? []);

    private string Path => _parent is null ? "$" : _parent.Path + _step;

    /// <summary>The member, or E423.</summary>
    public JsonValue Member(string name) => OptionalMember(name) ?? throw Catalogue.JsonMissingProperty(Where, name);

    /// <summary>The member, or null when it is not there or is JSON's null.</summary>
    public JsonValue? OptionalMember(string name)
    {
        int index = _names?.IndexOf(name) ?? -1;
        return index < 0 || _items![index].Kind == JsonValueKind.Null ? null : _items[index];
    }

    /// <summary>This value as an object with no other members than these: E421, E422.</summary>
    public JsonValue AsObject(params string[] known)
    {
        if (Kind != JsonValueKind.Object) throw WrongType("an object {…}");
        foreach ((string name, JsonValue value) in Members)
            if (!known.Contains(name)) throw Catalogue.JsonUnknownProperty(value.Where, name, known);
        return this;
    }

    /// <summary>This value as an object with any members: E421.</summary>
    public JsonValue AsAnyObject() => Kind == JsonValueKind.Object ? this : throw WrongType("an object {…}");

    /// <summary>The items of an array: E421.</summary>
    public IReadOnlyList<JsonValue> AsArray() => Kind == JsonValueKind.Array ? _items ?? [] : throw WrongType("a list […]");

    /// <summary>The text of a string: E421.</summary>
    public string AsText() => Kind == JsonValueKind.String ? Text : throw WrongType("a text \"…\"");

    /// <summary>The index of a string among the words allowed: E421, E426.</summary>
    public int AsWord(params string[] words)
    {
        int index = Array.IndexOf(words, AsText());
        return index >= 0 ? index : throw Catalogue.JsonUnknownWord(Where, Text, words);
    }

    /// <summary>A finite number: E421, E427.</summary>
    public double AsNumber()
    {
        if (Kind != JsonValueKind.Number) throw WrongType("a number");
        double value = double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw Catalogue.JsonNumberRange(Where, Text, "a finite number");
    }

    /// <summary>A whole number in a range: E421, E427.</summary>
    public int AsInt(int least, int most)
    {
        double value = AsNumber();
        if (value < least || value > most || value != Math.Floor(value))
            throw Catalogue.JsonNumberRange(Where, Text, $"a whole number from {least} to {most}");
        return (int)value;
    }

    /// <summary>E421 for this value.</summary>
    public UserErrorException WrongType(string expected) => Catalogue.JsonWrongType(Where, expected, Describe());

    /// <summary>Appends to an array, or to an object under a name; E425 when the name is there already.</summary>
    internal void Add(string? name, JsonValue value)
    {
        if (name is not null)
        {
            _names ??= [];
            if (_names.Contains(name)) throw Catalogue.JsonDuplicateProperty(value.Where, name);
            _names.Add(name);
        }

        (_items ??= []).Add(value);
    }

    /// <summary>The step from this value to its next child.</summary>
    internal string StepTo(string? name) => name is null ? $"[{_items?.Count ?? 0}]" : "." + name;

    private string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object {…}",
        JsonValueKind.Array => "a list […]",
        JsonValueKind.String => $"the text \"{Catalogue.Short(Text)}\"",
        JsonValueKind.Number => $"the number {Catalogue.Short(Text)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
