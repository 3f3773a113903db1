namespace Endcap.Compression.Preparation;

/// <summary>Rows in memory, column by column; each row knows the line it was read from. Never changes: steps make new tables.</summary>
public sealed class Table
{
    /// <summary>Creates a table; arrays are kept, not copied.</summary>
    /// <param name="source">The file or database, for messages.</param>
    /// <param name="columns">Their names are distinct.</param>
    /// <param name="lines">[row]: line of the file, or number of the query's row, from 1.</param>
    /// <param name="parts">[row]: <see cref="SplitPart"/>; null: all training.</param>
    public Table(string source, IReadOnlyList<Column> columns, int[] lines, byte[]? parts = null)
    {
        (Source, Columns, Lines, Parts) = (source, columns, lines, parts ?? new byte[lines.Length]);
    }

    /// <summary>The file or database, for messages.</summary>
    public string Source { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>[row]: where it was read.</summary>
    public int[] Lines { get; }

    /// <summary>[row]: which part of a split it is in.</summary>
    public byte[] Parts { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Lines.Length;

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>The column, or null.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>Where a row stands: "d.csv:17".</summary>
    public string Place(int row) => FormattableString.Invariant($"{Source}:{Lines[row]}");

    /// <summary>The same rows with other columns.</summary>
    public Table WithColumns(IEnumerable<Column> columns) => new(Source, [.. columns], Lines, Parts);

    /// <summary>With one column in the place of its namesake.</summary>
    public Table With(Column changed) => WithColumns(Columns.Select(column => column.Name == changed.Name ? changed : column));

    /// <summary>The same rows in other parts.</summary>
    public Table WithParts(byte[] parts) => new(Source, Columns, Lines, parts);

    /// <summary>Chosen rows, in that order.</summary>
    public Table Take(int[] rows) =>
        new(Source, [.. Columns.Select(column => column.Take(rows))], [.. rows.Select(row => Lines[row])], [.. rows.Select(row => Parts[row])]);

    /// <summary>The rows of one part.</summary>
    public int[] RowsOf(SplitPart part) => [.. Enumerable.Range(0, RowCount).Where(row => Parts[row] == (byte)part)];
}

/// <summary>The parts of a split.</summary>
public enum SplitPart : byte
{
    /// <summary>Steps and models are fitted on it.</summary>
    Training,

    /// <summary>Chooses settings.</summary>
    Validation,

    /// <summary>Looked at once.</summary>
    Test,
}
