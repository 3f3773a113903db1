using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Fuzz.Targets;

/// <summary>What comes over the air. The first byte says which packet, and for which shelf; the rest is the packet.</summary>
internal static class PacketTarget
{
    private const uint Nonce = 0xC0FFEE01;
    private const int ShelfCount = 16, Kinds = 5;

    private static readonly LoadedShelf[] Shelves = [.. Make()];

    public static FuzzTarget Create() => new("packets", [.. Seeds()], Run, Repair);

    private static IEnumerable<LoadedShelf> Make()
    {
        var random = new Random(2);
        for (int s = 0; s < ShelfCount; s++)
        {
            var shelf = new LoadedShelf();
            byte[] blob = BlobWriter.Write(RandomContent.Shelf(random));
            if (BlobReader.Read(blob, blob.Length, shelf, 4 << 20) != BlobFault.None) throw new InvalidOperationException("a seed's shelf is refused");
            yield return shelf;
        }
    }

    private static IEnumerable<byte[]> Seeds()
    {
        var random = new Random(3);
        byte[] into = new byte[GattIds.MaxAttributeBytes];
        for (int s = 0; s < ShelfCount; s++)
        {
            LoadedShelf shelf = Shelves[s];
            Profile profile = Profile.Random(shelf, random);
            int length = ProfilePacket.Encode(shelf, Nonce, profile.Shared, profile.Listed, profile.ListedCount, into);
            if (length > 0) yield return Packet(0, s, into[..length]);
            Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, 1);
            yield return Packet(1, s, into[..RankingPacket.Encode(shelf, Nonce, 1, into)]);
            yield return Packet(2, s, into[..SchemaPages.Encode(shelf, Nonce, 0, 64, into)]);
        }

        StatusPacket.Encode(1, 2, 3, StatusPacket.NoBattery, into);
        yield return Packet(3, 0, into[..StatusPacket.Bytes]);
        AdvertData.Encode(AdvertData.Ready, 17, 18, into);
        yield return Packet(4, 0, into[..AdvertData.Bytes]);
    }

    private static byte[] Packet(int kind, int shelf, byte[] bytes) => [(byte)((shelf * Kinds) + kind), .. bytes];

    // Schema id and nonce of a profile: without them nothing gets past the header.
    private static byte[] Repair(byte[] input)
    {
        if (input.Length <= ProfilePacket.HeaderBytes || input[0] % Kinds != 0) return input;
        LoadedShelf shelf = ShelfOf(input);
        input[1 + ProfilePacket.VersionAt] = PacketBytes.Version;
        BitConverter.GetBytes(shelf.SchemaId).CopyTo(input, 1 + ProfilePacket.SchemaIdAt);
        BitConverter.GetBytes(Nonce).CopyTo(input, 1 + ProfilePacket.NonceAt);
        return input;
    }

    private static LoadedShelf ShelfOf(byte[] input) => Shelves[input[0] / Kinds % ShelfCount];

    private static void Run(byte[] input)
    {
        if (input.Length == 0) return;
        byte[] packet = input[1..];
        LoadedShelf shelf = ShelfOf(input);
        switch (input[0] % Kinds)
        {
            case 0:
                Rank(shelf, packet);
                break;
            case 1:
                if (RankingPacket.Check(packet, packet.Length) != PacketFault.None || packet[RankingPacket.FaultAt] != 0) return;
                for (int rank = packet[RankingPacket.CountAt] - 1; rank >= 0; rank--) _ = RankingPacket.Product(packet, rank) + RankingPacket.Score(packet, rank);
                break;
            case 2:
                if (SchemaPages.Check(packet, packet.Length) == PacketFault.None) _ = packet[SchemaPages.HeaderBytes - 1];
                _ = SchemaPages.CheckSelection(packet, packet.Length, 3);
                break;
            case 3:
                if (StatusPacket.Check(packet, packet.Length) == PacketFault.None) _ = packet[StatusPacket.Bytes - 1];
                break;
            default:
                if (AdvertData.Check(packet, packet.Length) == PacketFault.None) _ = AdvertData.LabelId(packet) + AdvertData.SchemaId(packet);
                break;
        }
    }

    // As the label does: header, contents, ranking.
    private static void Rank(LoadedShelf shelf, byte[] packet)
    {
        if (ProfilePacket.CheckHeader(shelf, packet, packet.Length, Nonce) != PacketFault.None) return;
        byte[] context = new byte[shelf.SharedCount + 1], shared = new byte[Math.Max(1, shelf.SharedCount)], listed = new byte[ProfilePacket.ListedBytes(shelf)];
        if (ProfilePacket.Decode(shelf, packet, packet.Length, Nonce, context, shared, listed) != PacketFault.None) return;
        if (!Ranker.Accepts(shelf, shared, listed, ProfilePacket.ListedCount(packet))) throw new InvalidOperationException("the packet's check lets through what the kernel refuses");
        Ranker.Rank(shelf, shared, listed, ProfilePacket.ListedCount(packet), 1);
    }
}
