using Endcap.Kernel;
using Endcap.Protocol.Update;

namespace Endcap.Publishing.Planning;

/// <summary>A file that a label is to have.</summary>
/// <param name="Kind">One of <see cref="Manifest"/>'s: shelf, content.</param>
/// <param name="Bytes">The file.</param>
public sealed record PublishFile(int Kind, byte[] Bytes)
{
    /// <summary>CRC-32 over all bytes, as the label reports it of what is active.</summary>
    public uint Checksum { get; } = (uint)Crc32.OfBytes(Bytes, Bytes.Length);

    /// <summary>What people call it.</summary>
    public string Name => Kind == Manifest.Shelf ? "shelf" : "content";
}
