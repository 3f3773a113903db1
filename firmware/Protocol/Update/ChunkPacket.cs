using System;
using Endcap.Kernel;

namespace Endcap.Protocol.Update;

/// <summary>A piece of the file: offset, bytes, tag. Any order; a piece may come twice.</summary>
public static class ChunkPacket
{
    /// <summary>Offset of the piece's place in the file (u32).</summary>
    public const int OffsetAt = 0;

    /// <summary>Offset of the bytes.</summary>
    public const int DataAt = 4;

    /// <summary>Bytes of the tag at the end.</summary>
    public const int TagBytes = 4;

    /// <summary>Bytes of a packet beside the piece.</summary>
    public const int OverheadBytes = DataAt + TagBytes;

    /// <summary>Offsets and lengths are multiples of this; the last piece ends where the file does.</summary>
    public const int Unit = 4;

    /// <summary>A packet with its tag.</summary>
    /// <param name="sessionKey">Of this connection.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="count">Its bytes, within one block.</param>
    public static byte[] Encode(byte[] sessionKey, byte[] file, int offset, int count)
    {
        byte[] packet = new byte[OverheadBytes + count];
        PacketBytes.Put32(packet, OffsetAt, offset);
        Array.Copy(file, offset, packet, DataAt, count);
        Array.Copy(Tag(sessionKey, packet, DataAt + count), 0, packet, DataAt + count, TagBytes);
        return packet;
    }

    /// <summary>How many bytes the next piece has.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="end">Where what is to be sent ends.</param>
    /// <param name="length">The file's length.</param>
    /// <param name="frame">Bytes of a packet, at most: 12 or more.</param>
    public static int DataBytes(int offset, int end, int length, int frame)
    {
        int most = (frame - OverheadBytes) & ~(Unit - 1);
        int block = Manifest.BlockBytes - (offset & (Manifest.BlockBytes - 1));
        int count = most < block ? most : block;
        if (count > end - offset) count = end - offset;
        return offset + count == length ? count : count & ~(Unit - 1);
    }

    /// <summary>Checks tag and place.</summary>
    /// <param name="sessionKey">Of this connection.</param>
    /// <param name="packet">What was received.</param>
    /// <param name="received">Its length.</param>
    /// <param name="length">The file's length.</param>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int Check(byte[] sessionKey, byte[] packet, int received, int length)
    {
        if (packet == null || received <= OverheadBytes || received > packet.Length) return PacketFault.TooShort;
        if (received > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        int signed = received - TagBytes;
        if (!Seal.AreSame(Tag(sessionKey, packet, signed), 0, packet, signed, TagBytes)) return PacketFault.BadTag;
        int offset = BlobLayout.I32(packet, OffsetAt);
        int count = signed - DataAt;
        if (offset < 0 || (offset & (Unit - 1)) != 0 || offset >= length || count > length - offset) return PacketFault.BadChunk;
        if ((count & (Unit - 1)) != 0 && offset + count != length) return PacketFault.BadChunk;
        return (offset & (Manifest.BlockBytes - 1)) + count > Manifest.BlockBytes ? PacketFault.BadChunk : PacketFault.None;
    }

    private static byte[] Tag(byte[] sessionKey, byte[] packet, int signed)
    {
        byte[] message = Seal.Message("endcap chunk 1", signed);
        Array.Copy(packet, 0, message, message.Length - signed, signed);
        return Seal.Of(sessionKey, message, TagBytes);
    }
}
