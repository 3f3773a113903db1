using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>
/// Reads a CSV with a schema into bins, in one pass: no cell is kept as text. Every column of the file must be a feature,
/// the label, the group or on the schema's ignore list. Missing cells and unknown categories get the feature's absent bin.
/// </summary>
public static class CsvDatasetReader
{
    /// <summary>Reads a file. Errors: E101–E113 with file, line, column and value; those of <see cref="Files.InputFile"/>.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="schema">Says which columns to read, and how.</param>
    /// <param name="needsGroups">Whether a single group is an error (E110): ranking compares rows of a group.</param>
    /// <param name="progress">Told the fraction read, 0…1, now and then; or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The rows, those of one group together, in the order of the groups' first rows; within a group in file order.</returns>
    public static BinnedDataset Read(string path, Schema schema, bool needsGroups = false,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using CsvRows rows = CsvRows.Open(path);
        CheckColumns(rows, schema);
        var columns = schema.Features.Select(feature => new FeatureColumn(feature, rows.IndexOf(feature.Name))).ToArray();
        var labels = new List<float>();
        var lines = new List<int>();
        int labelColumn = rows.IndexOf(schema.Label);
        var groups = new GroupColumn(schema.Group, schema.Group is null ? -1 : rows.IndexOf(schema.Group));
        while (rows.Read())
        {
            if ((labels.Count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            foreach (FeatureColumn column in columns) column.Append(rows);
            labels.Add(ReadLabel(rows, labelColumn, schema.Label));
            lines.Add((int)rows.Line);
            groups.Append(rows);
        }

        if (needsGroups && schema.Group is not null && groups.Count < 2)
            throw Catalogue.OneGroup(path, schema.Group, labels.Count);
        return groups.Arrange(schema, columns.Select(column => column.ToArray()).ToArray(), labels.ToArray(),
            new RowSource(path, lines.ToArray()));
    }

    private static void CheckColumns(CsvRows rows, Schema schema)
    {
        HashSet<string> needed = [schema.Label, .. schema.Features.Select(feature => feature.Name)];
        if (schema.Group is not null) needed.Add(schema.Group);
        string[] missing = [.. needed.Where(name => rows.IndexOf(name) < 0)];
        if (missing.Length > 0) throw Catalogue.ColumnMissing(rows.File, missing, rows.Header);
        string[] unknown = [.. rows.Header.Where(name => !needed.Contains(name) && !schema.Ignore.Contains(name))];
        if (unknown.Length > 0) throw Catalogue.ColumnUnknown(rows.File, unknown);
    }

    private static float ReadLabel(CsvRows rows, int column, string name)
    {
        if (Cell.TryNumber(rows[column], out double label) && float.IsFinite((float)label)) return (float)label;
        throw Catalogue.BadLabel(rows.File, rows.Line, name, Encoding.UTF8.GetString(rows[column]));
    }
}
