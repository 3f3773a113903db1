using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Fuzz.Targets;

/// <summary>What the staff's service takes from anybody: proofs, operations with their manifest, chunks; and what a phone takes from a label.</summary>
internal static class UpdateTarget
{
    private const int Kinds = 6, FileBytes = 2500;

    private static readonly byte[] Key = [.. Enumerable.Range(0, Seal.KeyBytes).Select(i => (byte)i)];
    private static readonly byte[] File = [.. Enumerable.Range(0, FileBytes).Select(i => (byte)(i * 7))];

    public static FuzzTarget Create() => new("update", [.. Seeds()], Run, Repair);

    private static IEnumerable<byte[]> Seeds()
    {
        byte[] manifest = Manifest.Encode(StaffKeys.File(Key), 7, Manifest.Shelf, Manifest.Trial, 5, File), into = new byte[AuthPacket.WriteBytes];
        AuthPacket.EncodeResponse(Key, new byte[StaffKeys.NonceBytes], into);
        yield return [0, .. into];
        byte[] challenge = new byte[AuthPacket.ReadBytes];
        AuthPacket.EncodeChallenge(7, 1, 2, new byte[StaffKeys.NonceBytes], challenge);
        yield return [1, .. challenge];
        yield return [2, .. ControlPacket.Encode(Key, ControlPacket.Start, 1, manifest)];
        yield return [2, .. ControlPacket.Encode(Key, ControlPacket.SetClock, 2, new byte[4])];
        yield return [3, .. manifest];
        yield return [4, .. ChunkPacket.Encode(Key, File, 1024, 172)];
        byte[] progress = new byte[GattIds.MaxAttributeBytes];
        progress[0] = 1;
        ProgressPacket.AddRange(progress, 12, 72);
        yield return [5, .. progress[..ProgressPacket.Length(progress)]];
    }

    // The tag of an operation or chunk made right again: damage is to get past it.
    private static byte[] Repair(byte[] input)
    {
        if (input.Length == 0) return input;
        byte[] packet = input[1..];
        if (input[0] % Kinds == 2 && packet.Length > ControlPacket.BodyAt + ControlPacket.TagBytes)
            return [input[0], .. ControlPacket.Encode(Key, packet[0], packet[1] | (packet[2] << 8), packet[ControlPacket.BodyAt..^ControlPacket.TagBytes])];
        if (input[0] % Kinds != 4 || packet.Length <= ChunkPacket.OverheadBytes) return input;
        int offset = BitConverter.ToInt32(packet), count = packet.Length - ChunkPacket.OverheadBytes;
        return offset >= 0 && (long)offset + count <= FileBytes ? [input[0], .. ChunkPacket.Encode(Key, File, offset, count)] : input;
    }

    private static void Run(byte[] input)
    {
        if (input.Length == 0) return;
        byte[] packet = input[1..];
        switch (input[0] % Kinds)
        {
            case 0:
                _ = AuthPacket.CheckResponse(packet, packet.Length);
                break;
            case 1:
                if (AuthPacket.CheckRead(packet, packet.Length) == PacketFault.None) _ = AuthPacket.LabelId(packet) + AuthPacket.Generation(packet);
                break;
            case 2:
                Operation(packet);
                break;
            case 3:
                if (packet.Length >= Manifest.Bytes) Check(packet, 0);
                break;
            case 4:
                Chunk(packet);
                break;
            default:
                if (ProgressPacket.Check(packet, packet.Length) != PacketFault.None) return;
                for (int range = packet[ProgressPacket.RangeCountAt] - 1; range >= 0; range--)
                    _ = ProgressPacket.RangeOffset(packet, range) + ProgressPacket.RangeLength(packet, range);
                break;
        }
    }

    private static void Operation(byte[] packet)
    {
        if (ControlPacket.Check(Key, packet, packet.Length, 0) != PacketFault.None) return;
        if (packet[ControlPacket.OpAt] == ControlPacket.Start) Check(packet[ControlPacket.BodyAt..^ControlPacket.TagBytes], 0);
    }

    private static void Check(byte[] manifest, int at)
    {
        if (Manifest.Check(manifest, at) != PacketFault.None) return;
        if (Manifest.Length(manifest) <= 0 || Manifest.Version(manifest) == 0 || manifest[Manifest.KindAt] is < 1 or > Manifest.Kinds)
            throw new InvalidOperationException("a manifest out of range is accepted");
    }

    // An accepted chunk lies in the file and in one block.
    private static void Chunk(byte[] packet)
    {
        if (ChunkPacket.Check(Key, packet, packet.Length, FileBytes) != PacketFault.None) return;
        int offset = BitConverter.ToInt32(packet), count = packet.Length - ChunkPacket.OverheadBytes;
        if (offset < 0 || count <= 0 || offset + count > FileBytes || offset / Manifest.BlockBytes != (offset + count - 1) / Manifest.BlockBytes)
            throw new InvalidOperationException($"a chunk at {offset} of {count} bytes is accepted");
    }
}
