using Endcap.Compression.Preparation;

namespace Endcap.Tests.HostTools.Compression.Preparation;

/// <summary>Small tables for tests of preparation.</summary>
internal static class Tables
{
    /// <summary>A table read from CSV text; the source is "…/d.csv".</summary>
    public static Table Of(string csv)
    {
        using var folder = new TemporaryFolder();
        return TableReader.Read(new TableInput(folder.Write("d.csv", csv)));
    }

    /// <summary>A column's cells, joined by blanks; a missing one is "–".</summary>
    public static string Cells(this Table table, string column) =>
        string.Join(' ', Enumerable.Range(0, table.RowCount).Select(row => table.Find(column)!.Text(row)).Select(text => text.Length == 0 ? "–" : text));

    /// <summary>The header and all rows as CSV text.</summary>
    public static string Text(this Table table)
    {
        using var folder = new TemporaryFolder();
        TableWriter.Write(folder["o.csv"], table);
        return File.ReadAllText(folder["o.csv"]);
    }

    /// <summary>Fits and does steps.</summary>
    public static Prepared Fit(string csv, params string[] steps) => Preparer.Fit(Of(csv), Recipe.Create(steps));
}
