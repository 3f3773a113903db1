using System;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>The label's device key on the drive: label id, generation, key. The record's sequence is the generation.</summary>
public sealed class KeyRecord
{
    /// <summary>"ECKY" as a little-endian number.</summary>
    public const int Magic = 0x594B4345;

    /// <summary>Offset of the label id (u32).</summary>
    public const int LabelIdAt = RecordPair.ContentAt;

    /// <summary>Offset of the generation (u16).</summary>
    public const int GenerationAt = LabelIdAt + 4;

    /// <summary>Offset of the key (32 bytes).</summary>
    public const int KeyAt = GenerationAt + 2;

    /// <summary>Bytes of the record.</summary>
    public const int Bytes = KeyAt + Seal.KeyBytes;

    private readonly RecordPair _pair = new RecordPair(true);

    /// <summary>The key, or null: then nobody is let in.</summary>
    public byte[] Key;

    /// <summary>The label that the key is of.</summary>
    public uint LabelId;

    /// <summary>Its generation.</summary>
    public int Generation;

    /// <summary>Reads the key.</summary>
    /// <returns>0 or <see cref="LabelFault.BadKey"/>.</returns>
    public int Load()
    {
        byte[] record = _pair.Load();
        Key = record == null ? null : RecordFields.Copy(record, KeyAt, Seal.KeyBytes);
        LabelId = record == null ? 0 : (uint)BlobLayout.I32(record, LabelIdAt);
        Generation = record == null ? 0 : BlobLayout.U16(record, GenerationAt);
        return record == null && _pair.Damaged > 0 ? LabelFault.BadKey : LabelFault.None;
    }

    /// <summary>Replaces the key on the drive, first in one file, then in the other: nothing of the old one is left there.</summary>
    /// <param name="generation">Above the present one.</param>
    /// <param name="bytes">Has the new key.</param>
    /// <param name="at">Where it begins.</param>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>; then the drive has the old key or the new one.</returns>
    public int Replace(int generation, byte[] bytes, int at)
    {
        byte[] key = RecordFields.Copy(bytes, at, Seal.KeyBytes);
        byte[] record = Encode(LabelId, generation, key);
        int fault = _pair.Write(record);
        if (fault == LabelFault.None) fault = _pair.Write(record);
        Array.Clear(record, 0, record.Length);
        int loaded = Load();
        return fault == LabelFault.None ? loaded : fault;
    }

    /// <summary>The record of a key: what both files of a newly flashed label hold.</summary>
    /// <param name="labelId">The label that the key is of.</param>
    /// <param name="generation">0 … 65,535.</param>
    /// <param name="key">32 bytes.</param>
    public static byte[] Encode(uint labelId, int generation, byte[] key)
    {
        byte[] record = new byte[Bytes];
        PacketBytes.Put32(record, RecordPair.SequenceAt, generation);
        PacketBytes.Put32(record, LabelIdAt, (int)labelId);
        PacketBytes.Put16(record, GenerationAt, generation);
        Array.Copy(key, 0, record, KeyAt, Seal.KeyBytes);
        RecordPair.Seal(record, Magic);
        return record;
    }
}
