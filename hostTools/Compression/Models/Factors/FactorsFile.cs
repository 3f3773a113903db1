using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Models.Factors;

/// <summary>
/// A two-tower model as a JSON file. One object: <c>format</c> "endcap-factors/1", <c>method</c>, <c>rank</c>,
/// <c>historyExponent</c>, <c>norms</c>, <c>schema</c> (as <see cref="SchemaFile"/> writes it), <c>start</c>, <c>tower</c>
/// (a list per column), <c>products</c> (sku, name, count, base, then its vector), unless they are the products'
/// <c>history</c> (a list per product), and, of a compressed model, <c>coding</c> (<see cref="FactorCodingJson"/>). Numbers have all the digits they need to read back bit for bit.
/// </summary>
public static class FactorsFile
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-factors/1";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads and checks a model. Errors: E12x (its schema), E235, E238–E241, E247, E4xx, each with file, line and JSON path.</summary>
    public static TwoTowerModel Read(string path) => Parse(InputFile.ReadAllBytes(path), path);

    /// <summary>Parses and checks a model's UTF-8 text; <paramref name="file"/> is for messages. Errors: as <see cref="Read"/>.</summary>
    public static TwoTowerModel Parse(ReadOnlySpan<byte> utf8, string file)
    {
        JsonValue root = JsonText.Parse(utf8, file);
        SchemaJson.CheckFormat(root, Format);
        root.AsObject("format", "method", "rank", "historyExponent", "norms", "schema", "start", "tower", "products", "history", "coding");
        int rank = root.Member("rank").AsInt(1, TwoTowerModel.MostRank);
        if (rank % TwoTowerModel.RankStep != 0) throw Catalogue.BadRank(root.Member("rank").Where, rank);
        Schema schema = SchemaJson.Read(root.Member("schema"));
        int shared = schema.Features.Count - 1;
        if (schema.Features.Any(f => f.Scope == FeatureScope.Item) || schema.Features.Count(f => f.Scope == FeatureScope.Affinity) != 1
            || schema.Features[shared] is not { Scope: FeatureScope.Affinity, Kind: FeatureKind.Flag, AbsentBin: 0 })
            throw Catalogue.FactorFeatures(root.Member("schema").Where);
        double exponent = Number(root.Member("historyExponent"), 4);
        JsonValue products = root.Member("products");
        int count = products.AsArray().Count;
        if (count is < 2 or > BasketReader.MostItems) throw Catalogue.VectorMismatch(products.Where, count, Math.Clamp(count, 2, BasketReader.MostItems), "products");
        return new TwoTowerModel
        {
            Method = root.Member("method").AsText(),
            Rank = rank,
            Schema = schema,
            HistoryExponent = exponent,
            Norms = root.Member("norms").AsInt(1, TwoTowerModel.MostNorms),
            Start = Vector(root.Member("start"), 0, rank),
            Tower = Vectors(root.Member("tower"), schema.Features.Take(shared).Sum(feature => feature.BinCount), rank),
            Products = ReadProducts(products, rank),
            ProductVectors = [.. products.AsArray().SelectMany(product => Vector(product, 4, rank))],
            HistoryVectors = root.OptionalMember("history") is { } history ? Vectors(history, count, rank) : null,
            Coding = root.OptionalMember("coding") is { } coding ? FactorCodingJson.Read(coding, rank) : null,
        };
    }

    /// <summary>Writes a model, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, TwoTowerModel model) => AtomicFile.Write(path, stream => Write(stream, model));

    /// <summary>Writes a model's UTF-8 text.</summary>
    public static void Write(Stream stream, TwoTowerModel model)
    {
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("method", model.Method);
            writer.WriteNumber("rank", model.Rank);
            writer.WriteNumber("historyExponent", model.HistoryExponent);
            writer.WriteNumber("norms", model.Norms);
            writer.WritePropertyName("schema");
            SchemaFile.WriteTo(writer, model.Schema);
            writer.WritePropertyName("start");
            writer.WriteRawValue($"[{Line(model.Start, 0, model.Rank)}]");
            JsonLines.Write(writer, "tower", Lines(model.Tower, model.Rank));
            JsonLines.Write(writer, "products", model.Products.Select((product, p) => ToLine(product, Line(model.ProductVectors, p, model.Rank))));
            if (model.HistoryVectors is { } history) JsonLines.Write(writer, "history", Lines(history, model.Rank));
            if (model.Coding is { } coding) FactorCodingJson.Write(writer, coding, model.Rank);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static FactorProduct[] ReadProducts(JsonValue list, int rank)
    {
        var skus = new Dictionary<string, long>(StringComparer.Ordinal);
        return [.. list.AsArray().Select(ReadProduct)];

        FactorProduct ReadProduct(JsonValue product)
        {
            IReadOnlyList<JsonValue> cells = product.AsArray();
            if (cells.Count != 4 + rank) throw Catalogue.VectorMismatch(product.Where, cells.Count, 4 + rank, "entries");
            string sku = cells[0].AsText();
            if (!skus.TryAdd(sku, product.Line)) throw Catalogue.ItemTwice(product.Where, product.Line, sku, skus[sku]);
            return new FactorProduct(sku, cells[1].AsText(), cells[2].AsInt(0, int.MaxValue), Number(cells[3], TwoTowerModel.MostValue));
        }
    }

    private static double[] Vectors(JsonValue list, int rows, int rank)
    {
        IReadOnlyList<JsonValue> lines = list.AsArray();
        if (lines.Count != rows) throw Catalogue.VectorMismatch(list.Where, lines.Count, rows, "vectors");
        return [.. lines.SelectMany(line => Vector(line, 0, rank))];
    }

    /// <summary>A vector after some other entries of a list. Errors: E238, E241, E42x.</summary>
    internal static double[] Vector(JsonValue list, int skipped, int rank)
    {
        IReadOnlyList<JsonValue> cells = list.AsArray();
        if (cells.Count != skipped + rank) throw Catalogue.VectorMismatch(list.Where, cells.Count, skipped + rank, "entries");
        return [.. cells.Skip(skipped).Select(cell => Number(cell, TwoTowerModel.MostValue))];
    }

    private static double Number(JsonValue value, double most)
    {
        double number = value.AsNumber();
        return Math.Abs(number) <= most ? number : throw Catalogue.FactorTooLarge(value.Where, number, most);
    }

    private static string ToLine(FactorProduct product, string vector)
    {
        string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        return string.Create(CultureInfo.InvariantCulture, $"[{Text(product.Sku)},{Text(product.Name)},{product.Count},{product.Base:R},{vector}]");
    }

    private static IEnumerable<string> Lines(double[] vectors, int rank) =>
        Enumerable.Range(0, vectors.Length / rank).Select(row => $"[{Line(vectors, row, rank)}]");

    private static string Line(double[] vectors, int row, int rank) =>
        string.Join(',', vectors.Skip(row * rank).Take(rank).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
