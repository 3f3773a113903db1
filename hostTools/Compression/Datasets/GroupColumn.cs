using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Collects each row's group while rows stream by, then brings the rows of a group together.</summary>
internal sealed class GroupColumn(string? name, int column)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _groupOfRow = [];
    private string _last = "";

    /// <summary>Number of different groups; 0 without a group column.</summary>
    public int Count => _numbers.Count;

    /// <summary>Notes the group of the current row. Errors: E112.</summary>
    public void Append(CsvRows rows)
    {
        if (name is null) return;
        string group = rows.Text(column);
        if (Cell.IsMissing(group)) throw Catalogue.GroupEmpty(rows.File, rows.Line, name);
        // Rows of a group mostly follow one another.
        if (group == _last && _groupOfRow.Count > 0)
        {
            _groupOfRow.Add(_groupOfRow[^1]);
            return;
        }

        _last = group;
        if (!_numbers.TryGetValue(group, out int number)) _numbers.Add(group, number = _numbers.Count);
        _groupOfRow.Add(number);
    }

    /// <summary>The data set with the rows of each group together (a stable counting sort); one group of all rows without a group column.</summary>
    public BinnedDataset Arrange(Schema schema, byte[][] columns, float[] labels, RowSource source)
    {
        if (name is null) return new BinnedDataset(schema, columns, labels, [0, labels.Length]) { Source = source };
        var starts = new int[Count + 1];
        foreach (int group in _groupOfRow) starts[group + 1]++;
        for (int group = 0; group < Count; group++) starts[group + 1] += starts[group];

        bool inOrder = true;
        for (int row = 1; row < labels.Length && inOrder; row++) inOrder = _groupOfRow[row] >= _groupOfRow[row - 1];
        if (inOrder) return new BinnedDataset(schema, columns, labels, starts) { Source = source };

        int[] next = [.. starts];
        var target = new int[labels.Length];
        for (int row = 0; row < target.Length; row++) target[row] = next[_groupOfRow[row]]++;
        return new BinnedDataset(schema, [.. columns.Select(column => Scatter(column, target))], Scatter(labels, target), starts)
        {
            Source = source with { Lines = Scatter(source.Lines, target) },
        };
    }

    private static T[] Scatter<T>(T[] values, int[] target)
    {
        var scattered = new T[values.Length];
        for (int row = 0; row < values.Length; row++) scattered[target[row]] = values[row];
        return scattered;
    }
}
