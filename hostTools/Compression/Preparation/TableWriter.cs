using System.Buffers;
using System.Text;
using Endcap.Compression.Files;

namespace Endcap.Compression.Preparation;

/// <summary>Writes a table as CSV (UTF-8, LF, commas), whole or not at all.</summary>
public static class TableWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the rows of a part, or all. Errors: E402, E404, E405, E407.</summary>
    public static void Write(string path, Table table, SplitPart? part = null) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        WriteRow(writer, table.Columns.Count, i => table.Columns[i].Name);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (part is not null && table.Parts[row] != (byte)part) continue;
            WriteRow(writer, table.Columns.Count, i => table.Columns[i].Text(row));
        }
    });

    /// <summary>A cell as a CSV has it: quoted where it must be.</summary>
    internal static string Quote(string text)
    {
        bool blanks = text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])); // readers trim plain cells
        return blanks || text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static void WriteRow(StreamWriter writer, int columns, Func<int, string> text)
    {
        // One empty cell alone would be a blank line, which readers skip.
        if (columns == 1 && text(0).Length == 0) writer.Write("NA");
        for (int i = 0; i < columns; i++)
        {
            if (i > 0) writer.Write(',');
            writer.Write(Quote(text(i)));
        }

        writer.WriteLine();
    }
}
