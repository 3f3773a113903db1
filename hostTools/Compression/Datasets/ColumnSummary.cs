using System.Runtime.InteropServices;

namespace Endcap.Compression.Datasets;

/// <summary>What the cells of one column look like: distinct texts, how often and where first; gathered while rows stream by.</summary>
internal sealed class ColumnSummary(string name)
{
    private readonly Dictionary<string, (long Count, long Line)> _texts = new(StringComparer.Ordinal);
    private string? _before;

    /// <summary>The column's name.</summary>
    public string Name => name;

    /// <summary>Number of missing cells.</summary>
    public long Missing { get; private set; }

    /// <summary>First line at which the value differs from the row before although the group is the same; 0 when there is none.</summary>
    public long VariesInGroupAt { get; private set; }

    /// <summary>Distinct texts that are not missing, in the order of their first rows.</summary>
    public IReadOnlyCollection<string> Texts => _texts.Keys;

    /// <summary>Notes the cell of the current row.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="line">Its row's line.</param>
    /// <param name="sameGroup">Whether the row before is of the same group.</param>
    public void Add(string text, long line, bool sameGroup)
    {
        if (sameGroup && VariesInGroupAt == 0 && text != _before) VariesInGroupAt = line;
        _before = text;
        if (Cell.IsMissing(text))
        {
            Missing++;
            return;
        }

        ref (long Count, long Line) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out bool known);
        entry = known ? (entry.Count + 1, entry.Line) : (1, line);
    }

    /// <summary>How many rows have the text.</summary>
    public long Count(string text) => _texts[text].Count;

    /// <summary>The line of the first row with the text.</summary>
    public long FirstLine(string text) => _texts[text].Line;

    /// <summary>The first text that is not a finite number, or null.</summary>
    public string? FirstText() => _texts.Keys.FirstOrDefault(text => !Number(text, out _));

    /// <summary>How many of the distinct texts are numbers.</summary>
    public int DistinctNumbers() => _texts.Keys.Count(text => Number(text, out _));

    /// <summary>Distinct numbers, ascending, and their counts ("1" and "1.0" are one number).</summary>
    public (double[] Values, long[] Counts) Numbers()
    {
        var counts = new SortedDictionary<double, long>();
        foreach ((string text, (long count, _)) in _texts)
        {
            Number(text, out double value);
            counts[value + 0.0] = counts.GetValueOrDefault(value + 0.0) + count; // −0 and 0 are one number
        }

        return ([.. counts.Keys], [.. counts.Values]);
    }

    private static bool Number(string text, out double value) =>
        Cell.TryNumber(System.Text.Encoding.UTF8.GetBytes(text), out value);
}
