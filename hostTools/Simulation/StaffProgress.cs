using Endcap.Kernel;
using Endcap.Protocol.Update;

namespace Endcap.Simulation;

/// <summary>What a label has of a kind.</summary>
/// <param name="Slot">0 A, 1 B.</param>
/// <param name="Phase">One of <see cref="ProgressPacket"/>'s phases.</param>
/// <param name="OnTrial">Waits for Confirm.</param>
/// <param name="HasPrevious">One may go back.</param>
/// <param name="Version">The active version, 0 where it came over USB.</param>
/// <param name="Crc">The active file's CRC-32, 0 where the label was not told.</param>
/// <param name="PreviousVersion">The version in the other slot.</param>
/// <param name="PreviousCrc">Its CRC-32.</param>
public sealed record StaffSlots(int Slot, int Phase, bool OnTrial, bool HasPrevious, uint Version, uint Crc, uint PreviousVersion, uint PreviousCrc);

/// <summary>What Progress says (UPDATE.md).</summary>
/// <param name="State">One of <see cref="ProgressPacket"/>'s states.</param>
/// <param name="Fault">The last operation's fault, 0 where it went well.</param>
/// <param name="Kind">What is being sent, 0 for nothing.</param>
/// <param name="Sequence">The last operation of this session.</param>
/// <param name="Length">Bytes of what is being sent.</param>
/// <param name="Received">How many of them are there.</param>
/// <param name="Version">Its version.</param>
/// <param name="Crc">Its CRC-32.</param>
/// <param name="Kinds">By kind − 1.</param>
/// <param name="Missing">Ranges; when there are 54, more may be missing.</param>
public sealed record StaffProgress(int State, int Fault, int Kind, int Sequence, int Length, int Received, uint Version, uint Crc,
    IReadOnlyList<StaffSlots> Kinds, IReadOnlyList<(int Offset, int Length)> Missing)
{
    /// <summary>Reads a checked packet.</summary>
    public static StaffProgress Of(byte[] packet) => new(packet[ProgressPacket.StateAt], packet[ProgressPacket.FaultAt], packet[ProgressPacket.KindAt],
        BlobLayout.U16(packet, ProgressPacket.SequenceAt), (int)U32(packet, ProgressPacket.LengthAt), (int)U32(packet, ProgressPacket.ReceivedAt),
        U32(packet, ProgressPacket.FileVersionAt), U32(packet, ProgressPacket.ChecksumAt),
        [.. Enumerable.Range(1, Manifest.Kinds).Select(kind => Slots(packet, ProgressPacket.KindOffset(kind)))],
        [.. Enumerable.Range(0, packet[ProgressPacket.RangeCountAt]).Select(range =>
            (ProgressPacket.RangeOffset(packet, range), ProgressPacket.RangeLength(packet, range)))]);

    /// <summary>What the label has of a kind.</summary>
    public StaffSlots Of(int kind) => Kinds[kind - 1];

    private static StaffSlots Slots(byte[] packet, int at)
    {
        int flags = packet[at + ProgressPacket.FlagsAt];
        return new StaffSlots(packet[at + ProgressPacket.SlotAt], packet[at + ProgressPacket.PhaseAt], (flags & ProgressPacket.OnTrial) != 0,
            (flags & ProgressPacket.HasPrevious) != 0, U32(packet, at + ProgressPacket.ActiveVersionAt), U32(packet, at + ProgressPacket.ActiveChecksumAt),
            U32(packet, at + ProgressPacket.PreviousVersionAt), U32(packet, at + ProgressPacket.PreviousChecksumAt));
    }

    private static uint U32(byte[] packet, int at) => (uint)BlobLayout.I32(packet, at);
}
