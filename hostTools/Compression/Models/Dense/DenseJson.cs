using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Tensors.Quantisation;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Dense;

/// <summary>Turns a parsed JSON object into a network and refuses every mistake; see <see cref="DenseFile"/> for the format.</summary>
internal static class DenseJson
{
    /// <summary>Reads a model from its object.</summary>
    public static DenseModel Read(JsonValue root)
    {
        SchemaJson.CheckFormat(root, DenseFile.Format);
        root.AsObject("format", "objective", "schema", "activations", "ranges", "precision", "binCounts", "columns", "bias", "layers");
        string objective = ObjectiveNames.All[root.Member("objective").AsWord([.. ObjectiveNames.All])];
        Schema schema = SchemaJson.Read(root.Member("schema"));
        Activation[] activations = [.. root.Member("activations").AsArray().Select(word => (Activation)word.AsWord([.. ActivationMath.Names]))];
        DenseShape shape = ReadShape(root, schema, activations);
        float[] parameters = new float[shape.Count];
        ReadColumns(root.Member("columns"), shape, parameters);
        Fill(root.Member("bias"), parameters, shape.BiasAt[0], shape.Units);
        for (int layer = 1; layer < shape.Widths.Length; layer++) ReadLayer(root.Member("layers").AsArray()[layer - 1], shape, layer, parameters);
        return new DenseModel(schema, objective, shape, parameters)
        {
            BinCounts = root.OptionalMember("binCounts") is { } counts ? BinCountsJson.Read(counts, schema) : null,
            Ranges = root.OptionalMember("ranges") is { } ranges ? ReadRanges(ranges, shape.Hidden) : null,
            Precision = root.OptionalMember("precision") is { } precision ? PrecisionJson.Read(precision, schema, shape) : null,
        };
    }

    private static DenseShape ReadShape(JsonValue root, Schema schema, Activation[] activations)
    {
        JsonValue layers = root.Member("layers");
        IReadOnlyList<JsonValue> list = layers.AsArray();
        if (list.Count is 0 or > DenseShape.MaxHidden)
            throw Catalogue.DenseLayersOutOfRange(layers.Where, list.Count, DenseShape.MaxHidden);
        RequireCount(root.Member("activations"), list.Count);
        int[] hidden = [Width(root.Member("bias")), .. list.SkipLast(1).Select(layer => Width(layer.AsObject("bias", "weights").Member("bias")))];
        return new DenseShape(schema, hidden, activations);
    }

    private static int Width(JsonValue bias)
    {
        int count = bias.AsArray().Count;
        return count is >= 1 and <= DenseShape.MaxUnits ? count : throw Catalogue.DenseUnitsOutOfRange(bias.Where, count, DenseShape.MaxUnits);
    }

    private static void ReadColumns(JsonValue columns, DenseShape shape, float[] parameters)
    {
        RequireCount(columns, shape.Bins.Sum());
        int at = 0;
        foreach (JsonValue column in columns.AsArray())
        {
            Fill(column, parameters, at, shape.Units);
            at += shape.Units;
        }
    }

    private static void ReadLayer(JsonValue json, DenseShape shape, int layer, float[] parameters)
    {
        json.AsObject("bias", "weights");
        Fill(json.Member("bias"), parameters, shape.BiasAt[layer], shape.Widths[layer]);
        JsonValue weights = json.Member("weights");
        RequireCount(weights, shape.Widths[layer]);
        int inputs = shape.Widths[layer - 1], at = shape.WeightAt[layer];
        foreach (JsonValue row in weights.AsArray())
        {
            Fill(row, parameters, at, inputs);
            at += inputs;
        }
    }

    private static ClippingRange[] ReadRanges(JsonValue json, int hidden)
    {
        RequireCount(json, hidden);
        float[] ends = new float[2 * hidden];
        for (int layer = 0; layer < hidden; layer++) Fill(json.AsArray()[layer], ends, 2 * layer, 2);
        return [.. json.AsArray().Select((range, layer) => ends[2 * layer] <= ends[2 * layer + 1]
            ? new ClippingRange(range.AsArray()[0].AsNumber(), range.AsArray()[1].AsNumber())
            : throw Catalogue.JsonNumberRange(range.Where, range.AsArray()[1].Text, "not below the first"))];
    }

    private static void Fill(JsonValue list, float[] into, int at, int count)
    {
        RequireCount(list, count);
        foreach (JsonValue item in list.AsArray())
        {
            float value = (float)item.AsNumber();
            into[at++] = float.IsFinite(value) ? value : throw Catalogue.JsonNumberRange(item.Where, item.Text, "a 32-bit float");
        }
    }

    private static void RequireCount(JsonValue list, int count)
    {
        int found = list.AsArray().Count;
        if (found != count) throw Catalogue.DenseCountMismatch(list.Where, found, count);
    }
}
