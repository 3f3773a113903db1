using System.Globalization;
using System.Text.Json;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>
/// The categories of one column as the Python package keeps them (pandas_categorical): a text's code is its position; a text that is
/// not there is missing.
/// </summary>
internal sealed class LightGbmCategories
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<double, int> _numbers = [];

    private LightGbmCategories(JsonElement list)
    {
        foreach (JsonElement value in list.EnumerateArray())
        {
            string text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out double number)) _numbers.TryAdd(number, Texts.Count);
            _texts.TryAdd(text, Texts.Count);
            Texts.Add(text);
        }
    }

    /// <summary>[code]: the category's text.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>The code of a cell, or NaN. Numbers are compared as numbers (1 and 1.0), truth values without case.</summary>
    public double CodeOf(string cell)
    {
        if (_texts.TryGetValue(cell, out int code)) return code;
        if (cell is "True" or "False" && _texts.TryGetValue(cell.ToLowerInvariant(), out code)) return code;
        bool isNumber = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && _numbers.TryGetValue(number, out code) ? code : double.NaN;
    }

    /// <summary>The lists of a pandas_categorical line, in the order of the columns; null is written for none. Throws <see cref="JsonException"/>.</summary>
    public static IReadOnlyList<LightGbmCategories> Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (reader.BytesConsumed != json.Length && !json[(int)reader.BytesConsumed..].Trim(" \r\n\t"u8).IsEmpty) throw new JsonException("text after the list");
        if (document.RootElement.ValueKind == JsonValueKind.Null) return [];
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("no list");
        return [.. document.RootElement.EnumerateArray().Select(list =>
            list.ValueKind == JsonValueKind.Array ? new LightGbmCategories(list) : throw new JsonException("no list of lists"))];
    }
}
