using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>One tensor of a safetensors header.</summary>
/// <param name="Type">Its "dtype".</param>
/// <param name="Shape">Its "shape".</param>
/// <param name="Count">The product of the shape.</param>
/// <param name="Start">Where its data begins, from the end of the header.</param>
/// <param name="End">Where its data ends.</param>
internal sealed record HeaderEntry(string Type, int[] Shape, long Count, long Start, long End)
{
    private const int MostDimensions = 16;

    /// <summary>Reads the members behind an opening brace, up to the closing one.</summary>
    public static HeaderEntry Read(ref Utf8JsonReader reader, Func<string, UserErrorException> bad)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (key == "dtype" && type is null) type = Text(ref reader, bad);
            else if (key == "shape" && shape is null) shape = Numbers(ref reader, bad);
            else if (key == "data_offsets" && offsets is null) offsets = Numbers(ref reader, bad);
            else throw bad($"\"{Catalogue.Short(key)}\" is unknown or there twice");
        }

        if (type is null || shape is null || offsets is not [long start, long end]) throw bad("it needs dtype, shape and two data_offsets");
        long count = 1;
        foreach (long length in shape)
        {
            count *= length;
            if (length > int.MaxValue || count > int.MaxValue) throw bad("it has more elements than a file can hold");
        }

        return new HeaderEntry(type, [.. shape.Select(length => (int)length)], count, start, end);
    }

    private static string Text(ref Utf8JsonReader reader, Func<string, UserErrorException> bad) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw bad("dtype is no text");

    private static List<long> Numbers(ref Utf8JsonReader reader, Func<string, UserErrorException> bad)
    {
        var numbers = new List<long>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw bad("shape and data_offsets are lists of whole numbers");
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out long number) || number < 0) throw bad("a length or an offset is negative or no whole number");
            numbers.Add(number);
            if (numbers.Count > MostDimensions) throw bad($"more than {MostDimensions} dimensions");
        }

        return reader.TokenType == JsonTokenType.EndArray ? numbers : throw bad("shape and data_offsets are lists of whole numbers");
    }
}
