using System;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>
/// What is active: a slot, phase and version for each kind, and the number of staff sessions. Writing it is the one step
/// by which an update becomes active. The kinds stand there as in <see cref="ProgressPacket"/>.
/// </summary>
public sealed class UpdateState
{
    /// <summary>"ECST" as a little-endian number.</summary>
    public const int Magic = 0x54534345;

    /// <summary>Offset of the number of sessions so far (u32).</summary>
    public const int CounterAt = RecordPair.ContentAt;

    /// <summary>Offset of the first kind.</summary>
    public const int KindsAt = CounterAt + 4;

    /// <summary>Bytes of all kinds.</summary>
    public const int AllKindsBytes = Manifest.Kinds * ProgressPacket.KindBytes;

    /// <summary>Bytes of the record.</summary>
    public const int Bytes = KindsAt + AllKindsBytes;

    private readonly RecordPair _pair = new RecordPair(false);
    private byte[] _record = new byte[Bytes];

    /// <summary>Reads the record; without one the first slots are active and no session was.</summary>
    /// <returns>0 or <see cref="LabelFault.BadState"/>.</returns>
    public int Load()
    {
        byte[] found = _pair.Load();
        _record = found == null ? new byte[Bytes] : found;
        // A damaged file may have been the newer one: no counter that opened a session may come again.
        if (_pair.Damaged > 0) PacketBytes.Put32(_record, CounterAt, (int)Counter() + 2);
        return found == null && _pair.Damaged > 0 ? LabelFault.BadState : LabelFault.None;
    }

    /// <summary>Writes the record. Where the drive refuses, the state is again what the drive says.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public int Save()
    {
        PacketBytes.Put32(_record, RecordPair.SequenceAt, BlobLayout.I32(_record, RecordPair.SequenceAt) + 1);
        int fault = _pair.Write(_record);
        if (fault != LabelFault.None) Load();
        return fault;
    }

    /// <summary>Writes both files, so that either tells the same.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public int SaveBoth()
    {
        int fault = Save();
        return fault == LabelFault.None ? Save() : fault;
    }

    /// <summary>Number of staff sessions so far.</summary>
    public uint Counter()
    {
        return (uint)BlobLayout.I32(_record, CounterAt);
    }

    /// <summary>Counts a session on the drive.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public int RaiseCounter()
    {
        PacketBytes.Put32(_record, CounterAt, (int)Counter() + 1);
        return Save();
    }

    /// <summary>The active slot of a kind: 0 A, 1 B.</summary>
    public int Slot(int kind)
    {
        return _record[At(kind) + ProgressPacket.SlotAt] & 1;
    }

    /// <summary>The phase of a kind, one of <see cref="ProgressPacket"/>'s.</summary>
    public int Phase(int kind)
    {
        return _record[At(kind) + ProgressPacket.PhaseAt];
    }

    /// <summary>Whether a kind's active version goes back unless it is confirmed.</summary>
    public bool IsOnTrial(int kind)
    {
        return (_record[At(kind) + ProgressPacket.FlagsAt] & ProgressPacket.OnTrial) != 0;
    }

    /// <summary>Whether the other slot has a version to go back to.</summary>
    public bool HasPrevious(int kind)
    {
        return (_record[At(kind) + ProgressPacket.FlagsAt] & ProgressPacket.HasPrevious) != 0;
    }

    /// <summary>The active version, 0 where it came over USB.</summary>
    public uint Version(int kind)
    {
        return (uint)BlobLayout.I32(_record, At(kind) + ProgressPacket.ActiveVersionAt);
    }

    /// <summary>The CRC-32 of the active file, 0 where nobody said it.</summary>
    public int Checksum(int kind)
    {
        return BlobLayout.I32(_record, At(kind) + ProgressPacket.ActiveChecksumAt);
    }

    /// <summary>The CRC-32 of the previous file.</summary>
    public int PreviousChecksum(int kind)
    {
        return BlobLayout.I32(_record, At(kind) + ProgressPacket.PreviousChecksumAt);
    }

    /// <summary>Makes the other slot active, before its first start.</summary>
    /// <param name="manifest">What is there.</param>
    /// <param name="hasPrevious">Whether the slot that was active until now has a sound file.</param>
    /// <param name="checksum">That file's CRC-32.</param>
    public void Activate(byte[] manifest, bool hasPrevious, int checksum)
    {
        int kind = manifest[Manifest.KindAt];
        int at = At(kind);
        PacketBytes.Put32(_record, at + ProgressPacket.PreviousVersionAt, (int)Version(kind));
        PacketBytes.Put32(_record, at + ProgressPacket.PreviousChecksumAt, checksum);
        _record[at + ProgressPacket.SlotAt] = (byte)(1 - Slot(kind));
        _record[at + ProgressPacket.PhaseAt] = ProgressPacket.New;
        int flags = hasPrevious ? ProgressPacket.HasPrevious : 0;
        if ((manifest[Manifest.FlagsAt] & Manifest.Trial) != 0) flags |= ProgressPacket.OnTrial;
        _record[at + ProgressPacket.FlagsAt] = (byte)flags;
        PacketBytes.Put32(_record, at + ProgressPacket.ActiveVersionAt, (int)Manifest.Version(manifest));
        PacketBytes.Put32(_record, at + ProgressPacket.ActiveChecksumAt, Manifest.Checksum(manifest));
    }

    /// <summary>The label starts with a kind's new version for the first time.</summary>
    public void BeginFirstBoot(int kind)
    {
        _record[At(kind) + ProgressPacket.PhaseAt] = ProgressPacket.FirstBoot;
    }

    /// <summary>A kind's active version is in use for good.</summary>
    public void Settle(int kind)
    {
        int at = At(kind);
        _record[at + ProgressPacket.PhaseAt] = ProgressPacket.Settled;
        _record[at + ProgressPacket.FlagsAt] &= ProgressPacket.HasPrevious;
    }

    /// <summary>Makes the previous version active.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="keep">Whether one may come back to what was active: not to a version that failed.</param>
    public void GoBack(int kind, bool keep)
    {
        int at = At(kind);
        int version = (int)Version(kind);
        int checksum = Checksum(kind);
        _record[at + ProgressPacket.SlotAt] = (byte)(1 - Slot(kind));
        _record[at + ProgressPacket.PhaseAt] = ProgressPacket.Settled;
        _record[at + ProgressPacket.FlagsAt] = (byte)(keep ? ProgressPacket.HasPrevious : 0);
        Array.Copy(_record, at + ProgressPacket.PreviousVersionAt, _record, at + ProgressPacket.ActiveVersionAt, 8);
        PacketBytes.Put32(_record, at + ProgressPacket.PreviousVersionAt, keep ? version : 0);
        PacketBytes.Put32(_record, at + ProgressPacket.PreviousChecksumAt, keep ? checksum : 0);
    }

    /// <summary>Writes the kinds as Progress has them.</summary>
    public void CopyKinds(byte[] into, int at)
    {
        Array.Copy(_record, KindsAt, into, at, AllKindsBytes);
    }

    /// <summary>
    /// The record of a newly flashed label, for both files: the first slots, settled, in version 0, below any that an update may
    /// bring. The other slots have nothing to go back to.
    /// </summary>
    /// <param name="counter">Number of sessions: never below what the label had before.</param>
    /// <param name="checksums">CRC-32 of the files by kind − 1; 0 where there is none.</param>
    public static byte[] Encode(uint counter, int[] checksums)
    {
        byte[] record = new byte[Bytes];
        PacketBytes.Put32(record, CounterAt, (int)counter);
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
            PacketBytes.Put32(record, At(kind) + ProgressPacket.ActiveChecksumAt, checksums[kind - 1]);
        RecordPair.Seal(record, Magic);
        return record;
    }

    private static int At(int kind)
    {
        return KindsAt + (kind - 1) * ProgressPacket.KindBytes;
    }
}
