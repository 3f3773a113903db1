using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Label.Storage;

namespace Endcap.Compression.LabelRecords;

/// <summary>Collects the fields of a record (firmware/Label/CONTENT.md) and seals it. Fields must ascend by kind.</summary>
internal sealed class RecordSink
{
    private readonly ByteSink _sink = new();

    /// <summary>Begins a record.</summary>
    /// <param name="magic">Four letters, little-endian.</param>
    public RecordSink(int magic)
    {
        _sink.U32((uint)magic);
        _sink.U8(RecordFields.Major);
        _sink.U8(RecordFields.Minor);
        _sink.U16(0);
        _sink.U32(0);
        _sink.U32(0);
    }

    /// <summary>Appends a field; one without content is left out.</summary>
    public void Field(int kind, params ReadOnlySpan<byte> content)
    {
        if (content.Length > 0) Text(kind, content);
    }

    /// <summary>Appends a field, also one without content: an empty text is not the same as none.</summary>
    public void Text(int kind, ReadOnlySpan<byte> content)
    {
        _sink.U8(kind);
        _sink.U16(content.Length);
        _sink.Bytes(content);
    }

    /// <summary>Appends a field of a 16-bit number.</summary>
    public void Number(int kind, int value) => Field(kind, (byte)value, (byte)(value >> 8));

    /// <summary>The record with its length and checksum.</summary>
    public byte[] Seal()
    {
        _sink.SetU32(RecordFields.LengthAt, (uint)_sink.Length);
        byte[] bytes = _sink.ToArray();
        int checksum = Crc32.OfBlob(bytes, bytes.Length);
        for (int i = 0; i < 4; i++) bytes[RecordFields.ChecksumAt + i] = (byte)(checksum >> (8 * i));
        return bytes;
    }
}
