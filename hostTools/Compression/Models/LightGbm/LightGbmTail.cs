using System.Text;
using System.Text.Json;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>What follows the trees: importances, training parameters, the parser's settings, the Python package's categories.</summary>
/// <param name="Boosting">"gbdt", "dart", "rf" …; null where the file does not say.</param>
/// <param name="Categories">The categories of each pandas column of kind "category", in the columns' order.</param>
/// <param name="ReadsPrecisely">Whether data files were read with precise_float_parser, so numbers are the nearest doubles.</param>
internal sealed record LightGbmTail(string? Boosting, IReadOnlyList<LightGbmCategories> Categories, bool ReadsPrecisely)
{
    /// <summary>Reads on from the first line after the trees to the end. Errors: E261.</summary>
    public static LightGbmTail Read(LightGbmLines lines, LightGbmHeader header)
    {
        // Version 4 always marks the end of the trees, so its absence is a cut file.
        if (header.Version == "v4" && !lines.Text.SequenceEqual("end of trees"u8)) throw lines.Malformed("\"end of trees\" should follow the trees");
        var tail = new LightGbmTail(null, [], false);
        bool more = lines.Text.Length > 0;
        for (; more; more = lines.MoveToText())
        {
            if (lines.Text.SequenceEqual("parameters:"u8)) tail = ReadParameters(lines, tail);
            else if (lines.Text.StartsWith("pandas_categorical:"u8)) tail = tail with { Categories = ReadCategories(lines) };
        }

        return tail;
    }

    private static LightGbmTail ReadParameters(LightGbmLines lines, LightGbmTail tail)
    {
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> line = lines.Text;
            if (line.SequenceEqual("end of parameters"u8)) return tail;
            if (line.SequenceEqual("[precise_float_parser: 1]"u8)) tail = tail with { ReadsPrecisely = true };
            if (!line.StartsWith("[boosting"u8) || !line.EndsWith("]"u8)) continue; // [boosting: dart], older [boosting_type: dart]
            int colon = line.IndexOf(": "u8);
            if (colon > 0) tail = tail with { Boosting = Encoding.UTF8.GetString(line[(colon + 2)..^1]) };
        }

        throw lines.Malformed("the file ends before \"end of parameters\"");
    }

    private static IReadOnlyList<LightGbmCategories> ReadCategories(LightGbmLines lines)
    {
        try
        {
            return LightGbmCategories.Parse(lines.Text["pandas_categorical:".Length..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw lines.Malformed("pandas_categorical: should be followed by a JSON list of lists");
        }
    }
}
