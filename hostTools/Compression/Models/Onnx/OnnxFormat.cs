using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers;
using Google.Protobuf;

namespace Endcap.Compression.Models.Onnx;

/// <summary>ONNX files: a protocol buffer with one graph.</summary>
public sealed class OnnxFormat : TeacherFormat
{
    private const int GraphField = 7, MostNesting = 16;

    /// <inheritdoc/>
    public override string Name => "onnx";

    /// <inheritdoc/>
    public override string Title => "ONNX";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file)
    {
        // ir_version comes first; then fields up to the graph: numbers (wire type 0) and texts (2) that a model may have.
        if (file.Length < 2 || file[0] != 1 << 3) return false;
        int at = 0;
        while (TryVarint(file, ref at, out ulong key))
        {
            ulong field = key >> 3;
            if (field == GraphField && (key & 7) == 2) return TryVarint(file, ref at, out ulong graph) && graph > 0;
            if (field is not (>= 1 and <= 8 or 14 or 20 or 25 or 26) || !TryVarint(file, ref at, out ulong value)) return false;
            if ((key & 7) == 0) continue;
            if ((key & 7) != 2 || value > (ulong)(file.Length - at)) return false;
            at += (int)value;
        }

        return false;
    }

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        try
        {
            using var stream = new MemoryStream(file, false);
            using CodedInputStream input = CodedInputStream.CreateWithLimits(stream, Math.Max(1, file.Length), MostNesting);
            OnnxModel model = OnnxModel.Parser.WithDiscardUnknownFields(true).ParseFrom(input);
            if (model.Graph is null) throw Catalogue.ModelMalformed(path, "the model", "it has no graph");
            return new OnnxReader(path, model).Read();
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Catalogue.ModelMalformed(path, "the protocol buffer", e.Message);
        }
    }

    private static bool TryVarint(ReadOnlySpan<byte> file, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && at < file.Length; shift += 7)
        {
            byte part = file[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return true;
        }

        return false;
    }
}
