using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Endcap.Cli.Reports;

/// <summary>A report as one JSON object.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the object and a line break.</summary>
    public static void Write(TextWriter output, Report report) => output.WriteLine(Text(writer => WriteObject(writer, report)));

    /// <summary>The text of what the callback writes.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout)) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter writer, Report report)
    {
        writer.WriteStartObject();
        foreach (Entry entry in report.Entries)
        {
            writer.WritePropertyName(entry.Key);
            switch (entry)
            {
                case Fact fact: WriteValue(writer, fact.Value); break;
                case Section section: WriteObject(writer, section.Report); break;
                case Rows rows: WriteRows(writer, rows); break;
                case Note note: WriteValue(writer, note.Text); break;
                case Lines lines: WriteValue(writer, lines.Texts); break;
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, Rows rows)
    {
        writer.WriteStartArray();
        foreach (object?[] row in rows.Values)
        {
            writer.WriteStartObject();
            for (int i = 0; i < rows.Columns.Count; i++)
            {
                writer.WritePropertyName(rows.Columns[i].Key);
                WriteValue(writer, row[i]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string text: writer.WriteStringValue(text); break;
            case double number when !double.IsFinite(number): writer.WriteNullValue(); break;
            case double number: writer.WriteNumberValue(number); break;
            case IEnumerable<string> texts:
                writer.WriteStartArray();
                foreach (string text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            default: writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }
}
