using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Search;

/// <summary>
/// How a compressed model was made, enough to make it again byte for byte. One JSON object: <c>format</c>
/// "endcap-compression/1", <c>seed</c>, <c>heldOut</c> (share of the data's groups that was held out; 0: none), optionally
/// <c>splitBy</c> (the column whose values were held out instead of groups), <c>model</c> and
/// <c>data</c> (SHA-256 of the files) and <c>steps</c> (texts, in order).
/// </summary>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="HeldOut">Share of groups held out of the data; 0 … below 1.</param>
/// <param name="ModelHash">SHA-256 of the input model's file, lower-case hex.</param>
/// <param name="DataHash">SHA-256 of the data's file.</param>
/// <param name="Steps">What was done.</param>
public sealed record CompressionRecipe(int Seed, double HeldOut, string ModelHash, string DataHash, IReadOnlyList<CompressionStep> Steps)
{
    /// <summary>The column whose values were held out as a whole; null: groups were.</summary>
    public string? SplitBy { get; init; }

    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-compression/1";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads and checks a recipe. Errors: E280, E281, E42x, E4xx.</summary>
    public static CompressionRecipe Read(string path)
    {
        JsonValue root = JsonText.ReadFile(path);
        SchemaJson.CheckFormat(root, Format);
        root.AsObject("format", "seed", "heldOut", "splitBy", "model", "data", "steps");
        double heldOut = root.Member("heldOut").AsNumber();
        if (heldOut is < 0 or >= 1) throw Catalogue.CompressionRecipeDamaged(root.Member("heldOut").Where, "heldOut lies outside 0 to below 1");
        return new CompressionRecipe(
            root.Member("seed").AsInt(int.MinValue, int.MaxValue),
            heldOut,
            root.Member("model").AsText(),
            root.Member("data").AsText(),
            [.. root.Member("steps").AsArray().Select(step => CompressionStep.Parse(step.AsText()))])
        {
            SplitBy = root.OptionalMember("splitBy")?.AsText(),
        };
    }

    /// <summary>Writes the recipe, whole or not at all. Errors: E402, E404, E405.</summary>
    public void Write(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson()));

    /// <summary>The file's text, with a line break at its end.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("seed", Seed);
            writer.WriteNumber("heldOut", HeldOut);
            if (SplitBy is not null) writer.WriteString("splitBy", SplitBy);
            writer.WriteString("model", ModelHash);
            writer.WriteString("data", DataHash);
            writer.WriteStartArray("steps");
            foreach (CompressionStep step in Steps) writer.WriteStringValue(step.Text);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
