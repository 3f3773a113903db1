using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Files;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Models.Dense;

/// <summary>
/// A dense network as a JSON file. One object: <c>format</c> "endcap-dense/1", <c>objective</c>, <c>schema</c> (as
/// <see cref="SchemaFile"/> writes it), <c>activations</c> (one word per hidden layer), optionally <c>ranges</c> ([low, high] of
/// each hidden layer's sums), <c>precision</c> (see <see cref="PrecisionJson"/>) and <c>binCounts</c>, then <c>columns</c> (a line per bin of each feature, a number per unit),
/// <c>bias</c> (of the first layer) and <c>layers</c> (the later ones, each with <c>bias</c> and a row of <c>weights</c> per unit).
/// Sizes follow from the lists. Numbers have all the digits they need to read back bit for bit.
/// </summary>
public static class DenseFile
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-dense/1";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads and checks a model. Errors: E12x (its schema), E214–E216, E25x, E4xx, each with file, line and JSON path.</summary>
    public static DenseModel Read(string path) => Parse(InputFile.ReadAllBytes(path), path);

    /// <summary>Parses and checks a model's UTF-8 text; <paramref name="file"/> is for messages. Errors: as <see cref="Read"/>.</summary>
    public static DenseModel Parse(ReadOnlySpan<byte> utf8, string file) => DenseJson.Read(JsonText.Parse(utf8, file));

    /// <summary>Writes a model, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, DenseModel model) => AtomicFile.Write(path, stream => Write(stream, model));

    /// <summary>Writes a model's UTF-8 text.</summary>
    public static void Write(Stream stream, DenseModel model)
    {
        DenseShape shape = model.Shape;
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("objective", model.Objective);
            writer.WritePropertyName("schema");
            SchemaFile.WriteTo(writer, model.Schema);
            writer.WriteStartArray("activations");
            foreach (Activation activation in shape.Activations) writer.WriteStringValue(activation.Name());
            writer.WriteEndArray();
            if (model.Ranges is { } ranges) JsonLines.Write(writer, "ranges", ranges.Select(Line));
            if (model.Precision is { } precision)
            {
                writer.WritePropertyName("precision");
                writer.WriteRawValue(PrecisionJson.ToLine(precision, shape));
            }

            if (model.BinCounts is { } counts) JsonLines.Write(writer, "binCounts", counts.Select(BinCountsJson.ToLine));
            JsonLines.Write(writer, "columns", Enumerable.Range(0, shape.Bins.Sum()).Select(bin => Line(model, bin * shape.Units, shape.Units)));
            writer.WritePropertyName("bias");
            writer.WriteRawValue(Line(model, shape.BiasAt[0], shape.Units));
            JsonLines.Write(writer, "layers", Enumerable.Range(1, shape.Hidden).Select(layer => LayerLine(model, layer)));
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static string LayerLine(DenseModel model, int layer)
    {
        DenseShape shape = model.Shape;
        int inputs = shape.Widths[layer - 1];
        IEnumerable<string> rows = Enumerable.Range(0, shape.Widths[layer]).Select(unit => Line(model, shape.WeightAt[layer] + unit * inputs, inputs));
        return $"{{\"bias\": {Line(model, shape.BiasAt[layer], shape.Widths[layer])}, \"weights\": [{string.Join(", ", rows)}]}}";
    }

    private static string Line(DenseModel model, int at, int count) =>
        $"[{string.Join(", ", model.Parameters[at..(at + count)].Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";

    private static string Line(ClippingRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"[{range.Low:R}, {range.High:R}]");
}
