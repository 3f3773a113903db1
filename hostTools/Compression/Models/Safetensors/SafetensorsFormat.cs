using System.Buffers.Binary;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>Weights in safetensors, with a layers file beside them (<see cref="LayersFile"/>).</summary>
public sealed class SafetensorsFormat : TeacherFormat
{
    /// <inheritdoc/>
    public override string Name => "safetensors";

    /// <inheritdoc/>
    public override string Title => "safetensors";

    // A length of less than 2^32 and the beginning of a JSON object: no other format begins so.
    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) =>
        file.Length >= 10 && BinaryPrimitives.ReadUInt64LittleEndian(file) <= uint.MaxValue && file[8] == '{' && file[9] is (byte)'"' or (byte)'}' or (byte)' ';

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path) => new LayersFile(path, new SafetensorsReader(file, path).Read()).Build("safetensors", "dense");
}
