using System;
using Endcap.Kernel;

namespace Endcap.Protocol.Update;

/// <summary>
/// What a file is and that the store made it for this label: kind, flags, length, version, CRC-32 and an HMAC. The HMAC is
/// over the tags of blocks of 1,024 bytes, because the device hashes whole arrays only and has no room for a whole file.
/// </summary>
public static class Manifest
{
    /// <summary>Kind: a shelf (BLOB.md).</summary>
    public const int Shelf = 1;

    /// <summary>Kind: what the label shows (CONTENT.md).</summary>
    public const int Content = 2;

    /// <summary>Kind: who the label is (CONTENT.md).</summary>
    public const int Settings = 3;

    /// <summary>Number of kinds.</summary>
    public const int Kinds = 3;

    /// <summary>Flag: goes back to the previous version unless it is confirmed in time.</summary>
    public const int Trial = 1;

    /// <summary>Flag: the version may be lower than the active one.</summary>
    public const int Downgrade = 2;

    /// <summary>Offset of the kind (u8).</summary>
    public const int KindAt = 0;

    /// <summary>Offset of the flags (u8).</summary>
    public const int FlagsAt = 1;

    /// <summary>Offset of the file's length (u32).</summary>
    public const int LengthAt = 2;

    /// <summary>Offset of the version (u32): it rises from file to file of a kind.</summary>
    public const int VersionAt = 6;

    /// <summary>Offset of the CRC-32 over the file's bytes (u32).</summary>
    public const int ChecksumAt = 10;

    /// <summary>Offset of the HMAC (32 bytes).</summary>
    public const int HmacAt = 14;

    /// <summary>Bytes of a manifest.</summary>
    public const int Bytes = 46;

    /// <summary>Bytes of a block; the last one of a file may be shorter.</summary>
    public const int BlockBytes = 1024;

    /// <summary>Blocks of a file, at most: their number is a u16.</summary>
    public const int MaxBlocks = 65535;

    // The purpose, before the label id and the tags of the blocks.
    private const string Purpose = "endcap manifest 1";

    /// <summary>The manifest of a file.</summary>
    /// <param name="fileKey">Of <see cref="StaffKeys.File"/>.</param>
    /// <param name="labelId">The label that it is for.</param>
    /// <param name="kind">1 … <see cref="Kinds"/>.</param>
    /// <param name="flags">A sum of flags.</param>
    /// <param name="version">1 or more.</param>
    /// <param name="file">The file's bytes, at least one.</param>
    public static byte[] Encode(byte[] fileKey, uint labelId, int kind, int flags, uint version, byte[] file)
    {
        byte[] manifest = new byte[Bytes];
        manifest[KindAt] = (byte)kind;
        manifest[FlagsAt] = (byte)flags;
        PacketBytes.Put32(manifest, LengthAt, file.Length);
        PacketBytes.Put32(manifest, VersionAt, (int)version);
        PacketBytes.Put32(manifest, ChecksumAt, Crc32.OfBytes(file, file.Length));
        byte[] root = NewRoot(labelId, manifest);
        for (int block = 0; block < Blocks(file.Length); block++)
        {
            int from = block * BlockBytes;
            int count = file.Length - from < BlockBytes ? file.Length - from : BlockBytes;
            AddBlock(root, block, BlockTag(fileKey, block, file, from, count));
        }

        Array.Copy(Seal.Of(fileKey, root), 0, manifest, HmacAt, Seal.KeyBytes);
        return manifest;
    }

    /// <summary>Checks what needs neither key nor file.</summary>
    /// <param name="bytes">Has the manifest.</param>
    /// <param name="at">Where it begins.</param>
    /// <returns><see cref="PacketFault.None"/> or <see cref="PacketFault.BadManifest"/>.</returns>
    public static int Check(byte[] bytes, int at)
    {
        int kind = bytes[at + KindAt];
        int length = BlobLayout.I32(bytes, at + LengthAt);
        if (kind < 1 || kind > Kinds || (bytes[at + FlagsAt] & ~(Trial | Downgrade)) != 0) return PacketFault.BadManifest;
        if (length < 1 || length > MaxBlocks * BlockBytes || BlobLayout.I32(bytes, at + VersionAt) == 0) return PacketFault.BadManifest;
        return PacketFault.None;
    }

    /// <summary>Number of blocks of a file.</summary>
    public static int Blocks(int length)
    {
        return (length + BlockBytes - 1) / BlockBytes;
    }

    /// <summary>The tag of a block, 16 bytes.</summary>
    /// <param name="fileKey">Of <see cref="StaffKeys.File"/>.</param>
    /// <param name="block">Its number, from 0.</param>
    /// <param name="bytes">Has the block.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="count">Its length: 1 … <see cref="BlockBytes"/>.</param>
    public static byte[] BlockTag(byte[] fileKey, int block, byte[] bytes, int at, int count)
    {
        byte[] message = Seal.Message("endcap block 1", 2 + count);
        PacketBytes.Put16(message, message.Length - count - 2, block);
        Array.Copy(bytes, at, message, message.Length - count, count);
        return Seal.Of(fileKey, message, Seal.HalfBytes);
    }

    /// <summary>The message of the manifest's HMAC, with room for the tags of all blocks.</summary>
    public static byte[] NewRoot(uint labelId, byte[] manifest)
    {
        int tags = Seal.HalfBytes * Blocks(BlobLayout.I32(manifest, LengthAt));
        byte[] root = Seal.Message(Purpose, 4 + HmacAt + tags);
        int at = root.Length - tags - HmacAt - 4;
        PacketBytes.Put32(root, at, (int)labelId);
        Array.Copy(manifest, 0, root, at + 4, HmacAt);
        return root;
    }

    /// <summary>Puts a block's tag into the message.</summary>
    public static void AddBlock(byte[] root, int block, byte[] tag)
    {
        Array.Copy(tag, 0, root, Purpose.Length + 4 + HmacAt + Seal.HalfBytes * block, Seal.HalfBytes);
    }

    /// <summary>Whether the HMAC of a manifest is that of the message with all tags.</summary>
    public static bool IsGenuine(byte[] fileKey, byte[] root, byte[] manifest)
    {
        return Seal.AreSame(Seal.Of(fileKey, root), 0, manifest, HmacAt, Seal.KeyBytes);
    }

    /// <summary>The length of the file.</summary>
    public static int Length(byte[] manifest)
    {
        return BlobLayout.I32(manifest, LengthAt);
    }

    /// <summary>The version of the file.</summary>
    public static uint Version(byte[] manifest)
    {
        return (uint)BlobLayout.I32(manifest, VersionAt);
    }

    /// <summary>The CRC-32 of the file.</summary>
    public static int Checksum(byte[] manifest)
    {
        return BlobLayout.I32(manifest, ChecksumAt);
    }
}
