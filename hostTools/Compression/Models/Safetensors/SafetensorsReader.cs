using System.Buffers.Binary;
using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>
/// Reads a safetensors file: the header's length (64 bits), a JSON object of tensors, then their data without holes or overlaps.
/// Source: huggingface/safetensors, README, "Format".
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="path">Its name, for messages.</param>
internal sealed class SafetensorsReader(byte[] file, string path)
{
    private const int MostHeader = 16 << 20, MostTensors = 10_000;

    private readonly Dictionary<string, HeaderEntry> _entries = [];

    /// <summary>The tensors, in the order of their data. Errors: E261, E262, E263.</summary>
    public IReadOnlyList<StoredTensor> Read()
    {
        if (file.Length < 10) throw Bad("the file ends before its header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > (ulong)file.Length - 8) throw Bad($"a header of {length} bytes, but the file has {file.Length}");
        if (length > MostHeader) throw Catalogue.ModelLimit(path, "the header's length", (long)length, MostHeader);
        ParseHeader(file.AsSpan(8, (int)length));
        return Tensors(file.AsMemory(8 + (int)length));
    }

    private void ParseHeader(ReadOnlySpan<byte> header)
    {
        var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Member(ref reader);
            while (reader.Read()) throw Bad("text after its end"); // spaces only: the format pads with them
        }
        catch (JsonException e)
        {
            throw Bad($"no JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            throw Bad("a text that is not valid Unicode");
        }
    }

    private void Member(ref Utf8JsonReader reader)
    {
        string name = reader.GetString()!;
        if (name.Length > 1000) throw Bad($"a tensor's name of {name.Length} characters");
        Expect(ref reader, JsonTokenType.StartObject);
        if (name == "__metadata__")
        {
            reader.Skip();
            return;
        }

        if (!_entries.TryAdd(name, HeaderEntry.Read(ref reader, what => Bad($"tensor \"{Catalogue.Short(name)}\": {what}"))))
            throw Bad($"tensor \"{Catalogue.Short(name)}\" is there twice");
        if (_entries.Count > MostTensors) throw Catalogue.ModelLimit(path, "the number of tensors", _entries.Count, MostTensors);
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw Bad($"{reader.TokenType} at byte {8 + reader.TokenStartIndex}, not {type}");
    }

    private List<StoredTensor> Tensors(ReadOnlyMemory<byte> data)
    {
        var tensors = new List<StoredTensor>();
        long end = 0;
        foreach ((string name, HeaderEntry entry) in _entries.OrderBy(pair => pair.Value.Start).ThenBy(pair => pair.Value.End))
        {
            string shown = $"tensor \"{Catalogue.Short(name)}\"";
            if (entry.Start != end || entry.End < entry.Start || entry.End > data.Length)
                throw Bad($"{shown}: its data is at {entry.Start} to {entry.End}; the tensor before ends at {end}, the file at {data.Length}");
            if (!Enum.TryParse(entry.Type, out ElementType type) || type.ToString() != entry.Type)
                throw Catalogue.ModelUnsupported(path, $"{shown} has elements of type {Catalogue.Short(entry.Type)}", "Save the weights as float32 (tensor.float()).");
            end = entry.End;
            if (entry.Count * type.Size() != entry.End - entry.Start)
                throw Bad($"{shown}: {entry.End - entry.Start} bytes for {entry.Count} elements of type {type}");
            tensors.Add(new StoredTensor(name, type, entry.Shape, data[(int)entry.Start..(int)end]));
        }

        return end == data.Length ? tensors : throw Bad($"{data.Length - end} bytes after the last tensor");
    }

    private UserErrorException Bad(string what) => Catalogue.ModelMalformed(path, "the header", what);
}
