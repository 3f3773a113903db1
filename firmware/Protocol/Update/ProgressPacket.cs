using Endcap.Kernel;

namespace Endcap.Protocol.Update;

/// <summary>
/// How far an update is, what the label has, and what is missing. The label writes the fields in place. A notification is
/// the first <see cref="HeadBytes"/> bytes, which fit the smallest MTU; the rest is read.
/// </summary>
public static class ProgressPacket
{
    /// <summary>State: nothing is being sent.</summary>
    public const int Idle = 0;

    /// <summary>State: chunks of a file are expected.</summary>
    public const int Receiving = 1;

    /// <summary>State: an operation is being done; writes are refused as busy.</summary>
    public const int Working = 2;

    /// <summary>State: it is done, and the label restarts when the phone is gone, or after 2 s.</summary>
    public const int Restarting = 3;

    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the state (u8).</summary>
    public const int StateAt = 1;

    /// <summary>Offset of the last operation's fault (u8), 0 where it went well.</summary>
    public const int FaultAt = 2;

    /// <summary>Offset of the kind that is being sent (u8), 0 for none.</summary>
    public const int KindAt = 3;

    /// <summary>Offset of the sequence of the last operation that was taken in this session (u16).</summary>
    public const int SequenceAt = 4;

    /// <summary>Offset of the length of the file that is being sent (u32).</summary>
    public const int LengthAt = 6;

    /// <summary>Offset of the number of its bytes that are there (u32).</summary>
    public const int ReceivedAt = 10;

    /// <summary>Bytes of a notification.</summary>
    public const int HeadBytes = 14;

    /// <summary>Offset of its version (u32).</summary>
    public const int FileVersionAt = 14;

    /// <summary>Offset of its CRC-32 (u32).</summary>
    public const int ChecksumAt = 18;

    /// <summary>Offset of the first kind's slots; the others follow.</summary>
    public const int KindsAt = 22;

    /// <summary>Bytes for each kind.</summary>
    public const int KindBytes = 19;

    /// <summary>In a kind: offset of the active slot (u8), 0 for A, 1 for B.</summary>
    public const int SlotAt = 0;

    /// <summary>In a kind: offset of the phase (u8).</summary>
    public const int PhaseAt = 1;

    /// <summary>In a kind: offset of the flags (u8).</summary>
    public const int FlagsAt = 2;

    /// <summary>In a kind: offset of the active version (u32), 0 where it came over USB.</summary>
    public const int ActiveVersionAt = 3;

    /// <summary>In a kind: offset of the active file's CRC-32 (u32), 0 where nobody said it to the label.</summary>
    public const int ActiveChecksumAt = 7;

    /// <summary>In a kind: offset of the previous version (u32).</summary>
    public const int PreviousVersionAt = 11;

    /// <summary>In a kind: offset of the previous file's CRC-32 (u32).</summary>
    public const int PreviousChecksumAt = 15;

    /// <summary>Phase: in use for good.</summary>
    public const int Settled = 0;

    /// <summary>Phase: active, and the label was not started with it yet.</summary>
    public const int New = 1;

    /// <summary>Phase: the label runs with it for the first time; another start without it settled goes back.</summary>
    public const int FirstBoot = 2;

    /// <summary>Flag of a kind: waits for Confirm.</summary>
    public const int OnTrial = 1;

    /// <summary>Flag of a kind: the other slot has the previous version.</summary>
    public const int HasPrevious = 2;

    /// <summary>Offset of the number of missing ranges that follow (u8).</summary>
    public const int RangeCountAt = 79;

    /// <summary>Offset of the first missing range: offset (u32), length (u32).</summary>
    public const int RangesAt = 80;

    /// <summary>Bytes of a range.</summary>
    public const int RangeBytes = 8;

    /// <summary>Missing ranges in a packet, at most; when all are full, more may be missing.</summary>
    public const int MaxRanges = 54;

    /// <summary>The offset of a kind's slots, 1 … <see cref="Manifest.Kinds"/>.</summary>
    public static int KindOffset(int kind)
    {
        return KindsAt + (kind - 1) * KindBytes;
    }

    /// <summary>Length of a packet by its number of ranges.</summary>
    public static int Length(byte[] packet)
    {
        return RangesAt + RangeBytes * packet[RangeCountAt];
    }

    /// <summary>Adds a missing range; false where there is no room.</summary>
    public static bool AddRange(byte[] packet, int offset, int length)
    {
        int count = packet[RangeCountAt];
        if (count >= MaxRanges) return false;
        PacketBytes.Put32(packet, RangesAt + RangeBytes * count, offset);
        PacketBytes.Put32(packet, RangesAt + RangeBytes * count + 4, length);
        packet[RangeCountAt] = (byte)(count + 1);
        return true;
    }

    /// <summary>Checks a packet that was read. A longer one is a later addition to version 1.</summary>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int Check(byte[] packet, int length)
    {
        if (packet == null || length < RangesAt || length > packet.Length) return PacketFault.TooShort;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        if (packet[RangeCountAt] > MaxRanges) return PacketFault.BadCount;
        return length < Length(packet) ? PacketFault.LengthMismatch : PacketFault.None;
    }

    /// <summary>Where a missing range begins.</summary>
    public static int RangeOffset(byte[] packet, int range)
    {
        return BlobLayout.I32(packet, RangesAt + RangeBytes * range);
    }

    /// <summary>How long a missing range is.</summary>
    public static int RangeLength(byte[] packet, int range)
    {
        return BlobLayout.I32(packet, RangesAt + RangeBytes * range + 4);
    }
}
