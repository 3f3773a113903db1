using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Google.Protobuf;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Core ML's .mlmodel: tree ensembles, linear models, small dense networks, pipelines in front of them, item similarity.</summary>
public sealed class CoreMlFormat : TeacherFormat
{
    /// <inheritdoc/>
    public override string Name => "coreml";

    /// <inheritdoc/>
    public override string Title => "Core ML .mlmodel";

    // Field 1, the format's version (a small number), then field 2, a description that starts with an input (1), an output (10) or metadata (100).
    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8 || file[0] != 0x08 || file[1] is 0 or > 31 || file[2] != 0x12) return false;
        int at = 3;
        while (at < file.Length && file[at] >= 0x80 && at < 7) at++;
        if (at + 1 >= file.Length || file[at + 1] is not (0x0a or 0x52)) return false;
        try
        {
            return Proto.Model.Parser.ParseFrom(file) is { TypeCase: not Proto.Model.TypeOneofCase.None, Description: not null };
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        try
        {
            return new ModelReader(path).Read(Proto.Model.Parser.ParseFrom(file));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Catalogue.ModelMalformed(path, "the protobuf message", e.Message);
        }
    }
}
