using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models;

/// <summary>
/// A tree ensemble as a JSON file. One object: <c>format</c> "endcap-model/1", <c>objective</c>, <c>baseScore</c>, <c>schema</c>
/// (as <see cref="SchemaFile"/> writes it), optionally <c>binCounts</c> (how often each bin occurred in training) and <c>trees</c>. A tree is the list of its nodes in preorder: a leaf is its score,
/// a split is [feature number, "bins that go left"]; the left subtree follows its split and the right one follows that, so
/// there are no indices that could be wrong. Numbers have all the digits they need to read back bit for bit.
/// </summary>
public static class ModelFile
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-model/1";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads and checks a model. Errors: E12x (its schema), E25x, E4xx, each with file, line and JSON path.</summary>
    public static TreeEnsemble Read(string path) => Parse(InputFile.ReadAllBytes(path), path);

    /// <summary>Parses and checks a model's UTF-8 text; <paramref name="file"/> is for messages. Errors: as <see cref="Read"/>.</summary>
    public static TreeEnsemble Parse(ReadOnlySpan<byte> utf8, string file) => From(JsonText.Parse(utf8, file));

    /// <summary>Reads a model from its object.</summary>
    internal static TreeEnsemble From(JsonValue root)
    {
        SchemaJson.CheckFormat(root, Format);
        root.AsObject("format", "objective", "baseScore", "schema", "binCounts", "trees");
        string objective = ObjectiveNames.All[root.Member("objective").AsWord([.. ObjectiveNames.All])];
        Schema schema = SchemaJson.Read(root.Member("schema"));
        Tree[] trees = [.. root.Member("trees").AsArray().Select(tree => TreeJson.Read(tree, schema))];
        return new TreeEnsemble(schema, objective, root.Member("baseScore").AsNumber(), trees)
        {
            BinCounts = root.OptionalMember("binCounts") is { } counts ? BinCountsJson.Read(counts, schema) : null,
        };
    }

    /// <summary>Writes a model, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, TreeEnsemble model) => AtomicFile.Write(path, stream => Write(stream, model));

    /// <summary>Writes a model's UTF-8 text.</summary>
    public static void Write(Stream stream, TreeEnsemble model)
    {
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("objective", model.Objective);
            writer.WriteNumber("baseScore", model.BaseScore);
            writer.WritePropertyName("schema");
            SchemaFile.WriteTo(writer, model.Schema);
            if (model.BinCounts is { } counts) JsonLines.Write(writer, "binCounts", counts.Select(BinCountsJson.ToLine));
            JsonLines.Write(writer, "trees", model.Trees.Select(tree => TreeJson.ToLine(tree, model.Schema)));
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
