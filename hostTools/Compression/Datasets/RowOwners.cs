using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Whose rows are whose, by a column that the model does not see (the shopper), so that a split can keep them together.</summary>
public static class RowOwners
{
    /// <summary>[row]: the owner, numbered from 0 in order of appearance in the data. Errors: E101 without the column; E318.</summary>
    /// <param name="path">The file that the data was read from.</param>
    /// <param name="column">The column of owners.</param>
    /// <param name="data">The data.</param>
    public static int[] Read(string path, string column, BinnedDataset data)
    {
        Dictionary<int, string> names = NamesByLine(path, column);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] lines = data.Source!.Lines, owners = new int[lines.Length];
        for (int row = 0; row < owners.Length; row++)
        {
            string name = names[lines[row]];
            if (!numbers.TryGetValue(name, out owners[row])) numbers[name] = owners[row] = numbers.Count;
        }

        if (data.Schema.Group is not { } group) return owners;
        for (int g = 0; g < data.GroupCount; g++)
            for (int row = data.GroupStarts[g] + 1; row < data.GroupStarts[g + 1]; row++)
                if (owners[row] != owners[row - 1]) throw Catalogue.GroupOfTwoOwners(path, lines[row], group, column, names[lines[row - 1]], names[lines[row]]);
        return owners;
    }

    private static Dictionary<int, string> NamesByLine(string path, string column)
    {
        using CsvRows rows = CsvRows.Open(path);
        int index = rows.IndexOf(column);
        if (index < 0) throw Catalogue.ColumnMissing(path, [column], rows.Header);
        var names = new Dictionary<int, string>();
        while (rows.Read()) names[(int)rows.Line] = rows.Text(index);
        return names;
    }
}
