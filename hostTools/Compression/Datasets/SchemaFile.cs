using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Datasets;

/// <summary>
/// The schema as a JSON file that people edit. One object:
/// <c>format</c> "endcap-schema/1", <c>label</c>, optional <c>group</c>, optional <c>ignore</c>, and <c>features</c>, each with
/// <c>name</c>, <c>scope</c> (item, shopper, affinity, context), <c>kind</c> (numeric, categorical, flag),
/// <c>edges</c> or <c>categories</c>, <c>missing</c> ("own": a bin of its own; or the number of the bin that stands in;
/// "own" when left out) and optional <c>monotone</c> (−1, 0, 1).
/// </summary>
public static class SchemaFile
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-schema/1";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable; the file is never put into a page
    };

    /// <summary>Reads and checks a schema. Errors: E114, E120–E131, E4xx, each with file, line and JSON path.</summary>
    public static Schema Read(string path) => SchemaJson.Read(JsonText.ReadFile(path));

    /// <summary>Parses and checks a schema; <paramref name="file"/> is for messages. Errors: as <see cref="Read"/>.</summary>
    public static Schema Parse(string json, string file) => SchemaJson.Read(JsonText.Parse(Encoding.UTF8.GetBytes(json), file));

    /// <summary>Writes a schema, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, Schema schema) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson(schema)));

    /// <summary>The file's text, with a line break at its end.</summary>
    public static string ToJson(Schema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout)) WriteTo(writer, schema);
        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the schema as one JSON object.</summary>
    internal static void WriteTo(Utf8JsonWriter writer, Schema schema)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("label", schema.Label);
        if (schema.Group is not null) writer.WriteString("group", schema.Group);
        if (schema.Ignore.Count > 0) WriteTexts(writer, "ignore", schema.Ignore);
        writer.WriteStartArray("features");
        foreach (Feature feature in schema.Features) WriteFeature(writer, feature);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, Feature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("name", feature.Name);
        writer.WriteString("scope", SchemaJson.Scopes[(int)feature.Scope]);
        writer.WriteString("kind", SchemaJson.Kinds[(int)feature.Kind]);
        if (feature.Kind == FeatureKind.Numeric) WriteNumbers(writer, "edges", feature.Edges);
        if (feature.Kind == FeatureKind.Categorical) WriteTexts(writer, "categories", feature.Categories);
        if (feature.HasMissingBin) writer.WriteString("missing", "own");
        else writer.WriteNumber("missing", feature.AbsentBin);
        if (feature.Monotone != 0) writer.WriteNumber("monotone", feature.Monotone);
        writer.WriteEndObject();
    }

    // Lists go on one line: a page of single numbers is not readable.
    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WritePropertyName(name);
        IEnumerable<string> digits = values.Select(value => value.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteRawValue($"[{string.Join(", ", digits)}]");
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WritePropertyName(name);
        IEnumerable<string> quoted = values.Select(value => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"");
        writer.WriteRawValue($"[{string.Join(", ", quoted)}]");
    }
}
