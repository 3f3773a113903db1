using System.Globalization;
using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Steps;

/// <summary>
/// A step as people write it, the same on the command line and in a recipe: its kind, columns, and KEY=VALUE;
/// <c>fill Income,"Fam Size" with=median flag=yes</c>. Quotes ("" inside stands for one) keep blanks, commas and =.
/// </summary>
internal sealed class StepText
{
    private readonly Dictionary<string, string[]> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private StepText(string source) => Source = source;

    /// <summary>As written.</summary>
    public string Source { get; }

    /// <summary>The first word.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The columns named; empty where none are.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>Takes a text apart. Error: E145.</summary>
    public static StepText Parse(string source)
    {
        var step = new StepText(source);
        List<(string? Key, string[] Values)> words = [.. new Splitter(source).Words()];
        if (words.Count == 0 || words[0].Key is not null) throw step.Wrong("it names no kind of step");
        step.Kind = words[0].Values[0];
        foreach ((string? key, string[] values) in words.Skip(1))
        {
            if (key is null) step.Columns = [.. step.Columns, .. values];
            else if (!step._options.TryAdd(key, values)) throw step.Wrong($"{key}= is there twice");
        }

        if (step.Columns.FirstOrDefault(column => step.Columns.Count(other => other == column) > 1) is { } twice)
            throw step.Wrong($"it names the column {twice} twice");
        return step;
    }

    /// <summary>Whether KEY=… is there.</summary>
    public bool Has(string key) => _options.ContainsKey(key);

    /// <summary>One of the words allowed; the first when the key is left out.</summary>
    public string Word(string key, params string[] allowed)
    {
        if (Value(key) is not { } value) return allowed[0];
        return allowed.Contains(value) ? value : throw Wrong($"{key}={value} is not known", $"use {key}= with one of: {string.Join(", ", allowed)}");
    }

    /// <summary>yes or no; no when left out.</summary>
    public bool Flag(string key) => Word(key, "no", "yes") == "yes";

    /// <summary>A number in a range.</summary>
    public double Number(string key, double without, double least, double most)
    {
        if (Value(key) is not { } value) return without;
        double number = Column.Parse(value);
        return number >= least && number <= most ? number : throw Wrong($"{key}={value} is outside its range",
            string.Create(CultureInfo.InvariantCulture, $"give {key}= a number from {least} to {most}"));
    }

    /// <summary>The values of a list, or null.</summary>
    public string[]? List(string key)
    {
        _used.Add(key);
        return _options.GetValueOrDefault(key);
    }

    /// <summary>The one value, or null.</summary>
    public string? Value(string key) => List(key) switch
    {
        null => null,
        [var value] => value,
        _ => throw Wrong($"{key}= takes one value"),
    };

    /// <summary>Refuses keys that nothing read, and missing columns. Error: E145.</summary>
    /// <param name="needsColumns">Whether the step must name columns.</param>
    public void Done(bool needsColumns)
    {
        if (_options.Keys.FirstOrDefault(key => !_used.Contains(key)) is { } unknown)
            throw Wrong($"{unknown}= is not known here", _used.Count == 0 ? "remove it" : $"it takes: {string.Join("=, ", _used)}=");
        if (needsColumns && Columns.Length == 0) throw Wrong("it names no column", $"for example: {Kind} price,income");
    }

    /// <summary>E145 for this step.</summary>
    public UserErrorException Wrong(string why, string help = "see the steps in: endcap prepare --help") =>
        Catalogue.StepUnclear(Source, why, help);

    /// <summary>Splits at blanks, = and commas outside quotes.</summary>
    private sealed class Splitter(string text)
    {
        private int _at;

        public IEnumerable<(string? Key, string[] Values)> Words()
        {
            while (true)
            {
                while (_at < text.Length && text[_at] == ' ') _at++;
                if (_at == text.Length) yield break;
                yield return Word();
            }
        }

        private (string? Key, string[] Values) Word()
        {
            string? key = null;
            var values = new List<string>();
            string piece = Piece(stopAtEquals: true);
            if (_at < text.Length && text[_at] == '=')
            {
                key = piece;
                _at++;
                piece = Piece(stopAtEquals: false);
            }

            values.Add(piece);
            while (_at < text.Length && text[_at] == ',')
            {
                _at++;
                values.Add(Piece(stopAtEquals: false));
            }

            return (key, [.. values]);
        }

        private string Piece(bool stopAtEquals)
        {
            var piece = new StringBuilder();
            bool quoted = false;
            for (; _at < text.Length; _at++)
            {
                char c = text[_at];
                if (c == '"' && quoted && _at + 1 < text.Length && text[_at + 1] == '"')
                {
                    piece.Append(c);
                    _at++;
                    continue;
                }

                if (c == '"') quoted = !quoted;
                else if (!quoted && (c is ' ' or ',' || (stopAtEquals && c == '='))) break;
                else piece.Append(c);
            }

            return quoted ? throw Catalogue.StepUnclear(text, "a quote is not closed", "write \"…\" around a name with blanks, commas or =") : piece.ToString();
        }
    }
}
