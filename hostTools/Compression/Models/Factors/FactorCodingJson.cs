using System.Globalization;
using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Models.Factors;

/// <summary>
/// The member <c>coding</c> of a model file: <c>products</c> and <c>history</c> (<c>bits</c>, <c>levels</c> "codebook" or "linear",
/// <c>range</c> "minmax", "percentile", "mse" or "entropy", and <c>share</c> of a percentile), <c>rounding</c> "aware" or "nearest",
/// and <c>moments</c>, a list of lists.
/// </summary>
internal static class FactorCodingJson
{
    private static readonly string[] Ranges = ["minmax", "percentile", "mse", "entropy"], Levels = ["linear", "codebook"], Roundings = ["aware", "nearest"];

    /// <summary>Reads and checks. Errors: E247, E238, E241, E42x.</summary>
    public static FactorCoding Read(JsonValue coding, int rank)
    {
        coding.AsObject("products", "history", "rounding", "moments");
        return new FactorCoding
        {
            Products = Side(coding.Member("products")),
            History = Side(coding.Member("history")),
            Nearest = coding.Member("rounding").AsWord(Roundings) == 1,
            Moments = coding.OptionalMember("moments") is { } moments ? Square(moments, rank) : null,
        };
    }

    /// <summary>Writes.</summary>
    public static void Write(Utf8JsonWriter writer, FactorCoding coding, int rank)
    {
        writer.WriteStartObject("coding");
        Side(writer, "products", coding.Products);
        Side(writer, "history", coding.History);
        writer.WriteString("rounding", Roundings[coding.Nearest ? 1 : 0]);
        if (coding.Moments is { } moments)
            JsonLines.Write(writer, "moments", moments.Chunk(rank).Select(row => $"[{string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]"));
        writer.WriteEndObject();
    }

    private static VectorCoding Side(JsonValue side)
    {
        side.AsObject("bits", "levels", "range", "share");
        JsonValue bits = side.Member("bits");
        int width = bits.AsInt(0, int.MaxValue);
        if (!VectorCoding.IsWidth(width)) throw Catalogue.FactorCodingUnclear(bits.Where, $"bits are 8, 4 or 2, not {width}");
        double share = side.OptionalMember("share")?.AsNumber() ?? 1;
        if (!(share is > 0 and <= 1)) throw Catalogue.FactorCodingUnclear(side.Member("share").Where, "a share is above 0, to 1");
        return new VectorCoding(width, side.Member("levels").AsWord(Levels) == 1, (FactorRange)side.Member("range").AsWord(Ranges), share);
    }

    private static void Side(Utf8JsonWriter writer, string name, VectorCoding side)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("bits", side.Bits);
        writer.WriteString("levels", Levels[side.Codebook ? 1 : 0]);
        writer.WriteString("range", Ranges[(int)side.Range]);
        if (side.Range == FactorRange.Percentile) writer.WriteNumber("share", side.Share);
        writer.WriteEndObject();
    }

    // Second moments: symmetric, with something in every direction.
    private static double[] Square(JsonValue list, int rank)
    {
        if (list.AsArray().Count != rank) throw Catalogue.VectorMismatch(list.Where, list.AsArray().Count, rank, "vectors");
        double[] moments = [.. list.AsArray().SelectMany(row => FactorsFile.Vector(row, 0, rank))];
        for (int r = 0; r < rank; r++)
        {
            if (!(moments[r * rank + r] > 0)) throw Catalogue.FactorCodingUnclear(list.Where, "moments have a positive diagonal");
            for (int s = 0; s < r; s++)
                if (moments[r * rank + s] != moments[s * rank + r]) throw Catalogue.FactorCodingUnclear(list.Where, "moments are symmetric");
        }

        return moments;
    }
}
