using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>
/// Reads the labels of a store from a CSV with one row per label. Needed: label_id, sku, name, price, currency. Optional:
/// currency_place (before, after), unit_price, note, ean, qr, position and shelf. Labels of one shelf (all, without that
/// column) stand in the order of their positions, or of the rows where there is no position. Other columns are errors.
/// </summary>
public static class LabelCsv
{
    private static readonly string[] Known = [.. LabelEntry.Needed, .. LabelEntry.Optional, "position", "shelf"];

    /// <summary>Reads a file. Errors: E101, E103–E107, E109, E113, E114, E330–E338, E4xx.</summary>
    public static IReadOnlyList<LabelEntry> Read(string path)
    {
        using CsvRows rows = CsvRows.Open(path);
        CheckColumns(rows);
        var read = new List<Row>();
        var lines = new Dictionary<uint, long>();
        while (rows.Read())
        {
            LabelEntry entry = LabelEntry.From(column => Cell(rows, column), column => Where(rows, column));
            if (!lines.TryAdd(entry.Id, rows.Line)) throw Catalogue.DuplicateLabel(path, rows.Line, entry.Id, lines[entry.Id]);
            read.Add(new Row(entry, rows.Line, Cell(rows, "shelf"), Position(rows)));
        }

        foreach (IGrouping<string, Row> shelf in read.GroupBy(row => row.Shelf)) Arrange(path, [.. shelf]);
        return [.. read.Select(row => row.Entry)];
    }

    private static void CheckColumns(CsvRows rows)
    {
        string[] missing = [.. LabelEntry.Needed.Where(name => rows.IndexOf(name) < 0)];
        if (missing.Length > 0) throw Catalogue.ColumnMissing(rows.File, missing, rows.Header);
        string[] unknown = [.. rows.Header.Where(name => !Known.Contains(name))];
        if (unknown.Length > 0) throw Catalogue.LabelColumnUnknown(rows.File, unknown, Known);
    }

    private static string Cell(CsvRows rows, string column) => rows.IndexOf(column) is var at and >= 0 ? rows.Text(at) : "";

    private static string Where(CsvRows rows, string column) => $"{rows.File}:{rows.Line}: column {column}";

    private static int? Position(CsvRows rows)
    {
        string text = Cell(rows, "position");
        if (rows.IndexOf("position") < 0) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position
            : throw Catalogue.LabelPosition(Where(rows, "position"), text);
    }

    // Gives all labels of a shelf its order from left to right.
    private static void Arrange(string path, Row[] shelf)
    {
        Row[] sorted = [.. shelf.OrderBy(row => row.Position ?? 0)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Position is { } position && position == sorted[i - 1].Position)
                throw Catalogue.DuplicatePosition(path, sorted[i].Line, position, sorted[i - 1].Line);
        }

        byte[] order = LabelEntry.Order(sorted.Select(row => row.Entry.Sku));
        foreach (Row row in shelf)
        {
            row.Entry.Content.ShelfOrder = order;
            int bytes = ContentWriter.Encode(row.Entry.Content).Length;
            if (bytes > RecordFields.MaxBytes) throw Catalogue.LabelTooLarge($"{path}:{row.Line}", row.Entry.Id, bytes, RecordFields.MaxBytes);
        }
    }

    private sealed record Row(LabelEntry Entry, long Line, string Shelf, int? Position);
}
