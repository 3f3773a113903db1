using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;

namespace Endcap.Label.Update;

/// <summary>
/// A record that must survive everything, in two files that take turns: the sound one with the higher sequence is in force,
/// and a write goes to the other file. A write that is torn, lost or comes twice leaves what was in force, without counting
/// on renames or on writes that happen at once.
/// </summary>
public sealed class RecordPair
{
    /// <summary>Offset of the magic (u32).</summary>
    public const int MagicAt = 0;

    /// <summary>Offset of the version (u8), 1.</summary>
    public const int VersionAt = 4;

    /// <summary>Offset of the sequence (u32).</summary>
    public const int SequenceAt = 8;

    /// <summary>Offset of the CRC-32 over all other bytes, where a blob has it too.</summary>
    public const int ChecksumAt = BlobLayout.ChecksumAt;

    /// <summary>Offset of what the record is about.</summary>
    public const int ContentAt = 16;

    private readonly bool _ofKey;
    private bool _secondIsInForce;

    /// <summary>How many of the two files are there and damaged, after <see cref="Load"/>.</summary>
    public int Damaged;

    /// <summary>A pair of files. It keeps no names and lengths: fields cost heap, and it lives as long as the label is awake.</summary>
    /// <param name="ofKey">The label's key; otherwise its state.</param>
    public RecordPair(bool ofKey)
    {
        _ofKey = ofKey;
    }

    /// <summary>The record in force, or null where there is none.</summary>
    public byte[] Load()
    {
        Damaged = 0;
        byte[] first = ReadOne(Path(false));
        byte[] second = ReadOne(Path(true));
        _secondIsInForce = second != null
            && (first == null || (uint)BlobLayout.I32(second, SequenceAt) > (uint)BlobLayout.I32(first, SequenceAt));
        return _secondIsInForce ? second : first;
    }

    /// <summary>Seals a record and writes it to the file that is not in force.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>: then what was in force still is.</returns>
    public int Write(byte[] record)
    {
        Seal(record, Magic());
        int fault = Files.Write(Path(!_secondIsInForce), record);
        if (fault == LabelFault.None) _secondIsInForce = !_secondIsInForce;
        return fault;
    }

    /// <summary>Fills in magic, version and checksum.</summary>
    public static void Seal(byte[] record, int magic)
    {
        PacketBytes.Put32(record, MagicAt, magic);
        record[VersionAt] = 1;
        PacketBytes.Put32(record, ChecksumAt, Crc32.OfBlob(record, record.Length));
    }

    /// <summary>Whether magic, version, length and checksum are right.</summary>
    public static bool IsSound(byte[] record, int magic, int bytes)
    {
        return record != null && record.Length == bytes && BlobLayout.I32(record, MagicAt) == magic && record[VersionAt] == 1
            && BlobLayout.I32(record, ChecksumAt) == Crc32.OfBlob(record, bytes);
    }

    private int Magic()
    {
        return _ofKey ? KeyRecord.Magic : UpdateState.Magic;
    }

    private string Path(bool second)
    {
        if (_ofKey) return second ? Drive.KeyB : Drive.KeyA;
        return second ? Drive.StateB : Drive.StateA;
    }

    private byte[] ReadOne(string path)
    {
        int fault;
        int bytes = _ofKey ? KeyRecord.Bytes : UpdateState.Bytes;
        byte[] record = Files.Read(path, bytes, LabelFault.None, LabelFault.BadState, out fault);
        if (IsSound(record, Magic(), bytes)) return record;
        if (record != null || fault == LabelFault.BadState) Damaged++;
        return null;
    }
}
