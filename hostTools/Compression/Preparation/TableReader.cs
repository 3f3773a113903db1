using System.Runtime.InteropServices;
using Endcap.Compression.Errors;
using Endcap.Compression.Preparation.Sources;

namespace Endcap.Compression.Preparation;

/// <summary>Where a table comes from: a CSV file, or a query on a database.</summary>
/// <param name="File">The CSV file, or null.</param>
/// <param name="Connection">A connection string (it may hold a password: never print it), or null.</param>
/// <param name="Query">The select, with a connection.</param>
public sealed record TableInput(string? File, string? Connection = null, string? Query = null)
{
    /// <summary>Refuses none, two or half of a source. Error: E140.</summary>
    public TableInput Checked() => (File, Connection, Query) switch
    {
        (not null, null, null) or (null, not null, { Length: > 0 }) => this,
        (not null, not null, _) => throw Catalogue.SourceUnclear("a CSV file and --source are both given"),
        (null, not null, _) => throw Catalogue.SourceUnclear("--source is given without --query"),
        (_, null, not null) => throw Catalogue.SourceUnclear("--query is given without --source"),
        _ => throw Catalogue.SourceUnclear("there is nothing to read: neither a CSV file nor --source"),
    };

    internal TableRows Open()
    {
        Checked();
        return File is not null ? new CsvTableRows(File) : new QueryRows(OpenDatabase.Open(Connection!), Query!);
    }
}

/// <summary>Reads a source into memory: 4 bytes a cell, and each distinct text of a column once.</summary>
public static class TableReader
{
    /// <summary>Reads all rows. Errors: E103–E114 (CSV), E140–E144, E4xx.</summary>
    /// <param name="input">The source.</param>
    /// <param name="progress">Told the fraction read, 0…1, now and then; or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static Table Read(TableInput input, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using TableRows rows = input.Open();
        Builder[] columns = [.. rows.Columns.Select(name => new Builder(name))];
        var lines = new List<int>();
        while (rows.Read())
        {
            if ((lines.Count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            for (int i = 0; i < columns.Length; i++) columns[i].Add(rows.Text(i));
            lines.Add((int)rows.Line);
        }

        return new Table(rows.Source, [.. columns.Select((column, i) => column.ToColumn(rows.Kind(i)))], [.. lines]);
    }

    private sealed class Builder
    {
        private readonly string _name;
        private readonly List<int> _codes = [];
        private readonly List<string> _texts = [];
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _index;

        public Builder(string name)
        {
            _name = name;
            _index = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public void Add(ReadOnlySpan<char> text)
        {
            ref int code = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, text, out bool known);
            if (!known)
            {
                code = _texts.Count;
                _texts.Add(text.ToString());
            }

            _codes.Add(code);
        }

        public TextColumn ToColumn(ColumnKind kind) => new(_name, [.. _codes], [.. _texts], kind);
    }
}
