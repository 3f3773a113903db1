namespace Endcap.Cli.Reports;

/// <summary>
/// What a command found out, for people (a table) and for programs (one JSON object with stable keys).
/// Values: text, bool, whole numbers, double (NaN means unknown: null in JSON), lists of text.
/// </summary>
internal sealed class Report(string title)
{
    private readonly List<Entry> _entries = [];

    /// <summary>Heading of the text.</summary>
    public string Title => title;

    /// <summary>In the order of adding.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Adds one fact.</summary>
    /// <param name="key">JSON key, camelCase; never changes its meaning.</param>
    /// <param name="label">What people read.</param>
    /// <param name="value">See the class.</param>
    public Report Add(string key, string label, object? value) => With(new Fact(key, label, value));

    /// <summary>Adds a fact that only the JSON shows.</summary>
    public Report AddForJson(string key, object? value) => With(new Fact(key, null, value));

    /// <summary>Adds an object of facts of its own; fill what it answers.</summary>
    public Report AddSection(string key, string heading)
    {
        var section = new Report(heading);
        With(new Section(key, section));
        return section;
    }

    /// <summary>Adds a table: in JSON a list of objects. Rows are given as values in the order of the columns.</summary>
    /// <param name="key">JSON key.</param>
    /// <param name="heading">What people read above it.</param>
    /// <param name="columns">Keys and headings.</param>
    /// <param name="rows">Values in the order of the columns.</param>
    /// <param name="most">Rows that the text shows; the JSON has all.</param>
    public Report AddTable(string key, string heading, IReadOnlyList<(string Key, string Label)> columns,
        IEnumerable<object?[]> rows, int most = int.MaxValue) => With(new Rows(key, heading, columns, [.. rows], most));

    /// <summary>Adds a sentence, printed below the facts without a label.</summary>
    public Report AddNote(string key, string text) => With(new Note(key, text));

    /// <summary>Adds text that is printed line by line as it is; in JSON a list of texts.</summary>
    public Report AddLines(string key, IEnumerable<string> lines) => With(new Lines(key, [.. lines]));

    private Report With(Entry entry)
    {
        _entries.Add(entry);
        return this;
    }
}

/// <summary>A part of a report.</summary>
internal abstract record Entry(string Key);

/// <summary>A value; without a label it is for JSON only.</summary>
internal sealed record Fact(string Key, string? Label, object? Value) : Entry(Key);

/// <summary>An object of facts.</summary>
internal sealed record Section(string Key, Report Report) : Entry(Key);

/// <summary>A list of objects that share their keys.</summary>
internal sealed record Rows(
    string Key, string Heading, IReadOnlyList<(string Key, string Label)> Columns, IReadOnlyList<object?[]> Values, int Most) : Entry(Key);

/// <summary>A sentence; text in JSON.</summary>
internal sealed record Note(string Key, string Text) : Entry(Key);

/// <summary>Lines that need no layout.</summary>
internal sealed record Lines(string Key, IReadOnlyList<string> Texts) : Entry(Key);
