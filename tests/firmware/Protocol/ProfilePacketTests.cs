using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>A profile survives the air unchanged; anything else is a fault or a profile that ranks.</summary>
[TestClass]
public sealed class ProfilePacketTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Decode_Gives_Back_What_Was_Encoded() => Blobs.ForSeeds(2000, random =>
    {
        LoadedShelf shelf = Packets.RandomShelf(random);
        Profile profile = Packets.RandomProfile(shelf, random);
        byte[] packet = Packets.Encode(shelf, profile);
        Assert.AreEqual(ProfilePacket.Length(shelf, profile.ListedCount), packet.Length);
        (int fault, Profile decoded) = Packets.Decode(shelf, packet, packet.Length, Packets.Context(shelf, profile));
        Assert.AreEqual(PacketFault.None, fault);
        CollectionAssert.AreEqual(profile.Shared, decoded.Shared);
        Assert.AreEqual(profile.ListedCount, decoded.ListedCount);
        CollectionAssert.AreEqual(profile.Listed, decoded.Listed[..profile.Listed.Length]);
    });

    [TestMethod]
    public void A_Ranking_Over_Packets_Is_The_Ranking() => Blobs.ForSeeds(1000, random =>
    {
        LoadedShelf shelf = Packets.RandomShelf(random);
        Profile profile = Packets.RandomProfile(shelf, random);
        int k = random.Next(1, shelf.Keys.Length + 1);
        int[] order = profile.OrderOn(shelf, k), scores = profile.ScoresOn(shelf);
        byte[] packet = Packets.Encode(shelf, profile);
        (_, Profile decoded) = Packets.Decode(shelf, packet, packet.Length, Packets.Context(shelf, profile));
        Ranker.Rank(shelf, decoded.Shared, decoded.Listed, decoded.ListedCount, k);
        byte[] answer = new byte[512];
        int length = RankingPacket.Encode(shelf, Packets.Nonce, k, answer);
        Assert.AreEqual(PacketFault.None, RankingPacket.Check(answer, length));
        Assert.AreEqual(k, answer[RankingPacket.CountAt]);
        CollectionAssert.AreEqual(order, Enumerable.Range(0, k).Select(rank => RankingPacket.Product(answer, rank)).ToArray());
        CollectionAssert.AreEqual(order.Select(p => scores[p]).ToArray(),
            Enumerable.Range(0, k).Select(rank => RankingPacket.Score(answer, rank)).ToArray());
    });

    [TestMethod]
    public void Every_Other_Length_Is_A_Fault() => Blobs.ForSeeds(300, random =>
    {
        LoadedShelf shelf = Packets.RandomShelf(random);
        Profile profile = Packets.RandomProfile(shelf, random);
        byte[] packet = Packets.Encode(shelf, profile), larger = [.. packet, .. new byte[600]], context = Packets.Context(shelf, profile);
        for (int length = 0; length <= larger.Length + 1; length++)
        {
            (int fault, _) = Packets.Decode(shelf, larger, length, context);
            int expected = length == packet.Length ? PacketFault.None
                : length < ProfilePacket.HeaderBytes || length > larger.Length ? PacketFault.TooShort
                : length > 512 ? PacketFault.TooLong : PacketFault.LengthMismatch;
            Assert.AreEqual(expected, fault, $"{length} bytes instead of {packet.Length}");
            if (length < packet.Length) Assert.AreEqual(expected, Packets.Decode(shelf, packet[..length], length, context).Fault);
        }
    });

    [TestMethod]
    public void Every_Flipped_Bit_Is_A_Fault_Or_Another_Sound_Profile()
    {
        int sound = 0, faults = 0;
        Blobs.ForSeeds(300, random =>
        {
            LoadedShelf shelf = Packets.RandomShelf(random);
            Profile profile = Packets.RandomProfile(shelf, random);
            byte[] packet = Packets.Encode(shelf, profile);
            for (int bit = 0; bit < 8 * packet.Length; bit++)
            {
                packet[bit >> 3] ^= (byte)(1 << (bit & 7));
                int fault = Try(shelf, packet, packet.Length, Packets.Context(shelf, profile));
                if (bit < 8 * ProfilePacket.ListedCountAt) Assert.AreNotEqual(PacketFault.None, fault, $"bit {bit} of the header");
                if (fault == PacketFault.None) sound++;
                else faults++;
                packet[bit >> 3] ^= (byte)(1 << (bit & 7));
            }
        });
        Assert.IsGreaterThan(100, sound);
        Assert.IsGreaterThan(100, faults);
    }

    [TestMethod]
    public void Random_Bytes_Never_Throw()
    {
        int seed = Random.Shared.Next(), sound = 0;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var seen = new HashSet<int>();
        LoadedShelf shelf = Packets.Example();
        for (int i = 0; i < 200_000; i++)
        {
            if (i % 1000 == 0) shelf = Packets.RandomShelf(random);
            byte[] packet = new byte[random.Next(3) == 0 ? random.Next(600) : Math.Min(600, ProfilePacket.Length(shelf, random.Next(4)))];
            random.NextBytes(packet);
            if (random.Next(8) != 0) Forge(shelf, packet, random);
            byte[] context = new byte[random.Next(8) == 0 ? random.Next(3) : shelf.SharedCount];
            int fault = Try(shelf, packet, packet.Length, context);
            seen.Add(fault);
            int header = ProfilePacket.CheckHeader(shelf, packet, packet.Length, Packets.Nonce);
            if (header != PacketFault.None) Assert.AreEqual(header, fault); // what is answered at once is what decoding says
            if (fault == PacketFault.None) sound++;
            RankingPacket.Check(packet, packet.Length);
            StatusPacket.Check(packet, packet.Length);
            SchemaPages.Check(packet, packet.Length);
            AdvertData.Check(packet, packet.Length);
        }

        TestContext.WriteLine($"{sound} of 200000 rank; faults {string.Join(' ', seen.Order())}");
        Assert.IsGreaterThan(1000, sound);
        Assert.IsGreaterThan(10, seen.Count);
    }

    [TestMethod]
    public void Decode_And_Encode_Allocate_Nothing()
    {
        LoadedShelf shelf = Packets.Example();
        Profile profile = Packets.ExampleProfile();
        byte[] packet = Packets.Encode(shelf, profile), context = [0], shared = new byte[3];
        byte[] listed = new byte[ProfilePacket.ListedBytes(shelf)], into = new byte[512];
        long before = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread(); // the first pass loads and compiles
            ProfilePacket.Decode(shelf, packet, packet.Length, Packets.Nonce, context, shared, listed);
            Ranker.Rank(shelf, shared, listed, ProfilePacket.ListedCount(packet), 3);
            RankingPacket.Encode(shelf, Packets.Nonce, 3, into);
            SchemaPages.Encode(shelf, Packets.Nonce, 1, 32, into);
            StatusPacket.Encode(0, 1, 0, 80, into);
            AdvertData.Encode(AdvertData.Ready, 1, shelf.SchemaId, into);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_Profile_That_Does_Not_Fit_Is_Not_Written()
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(new BlobContent
        {
            Features = [.. Enumerable.Repeat(new FeatureShape(16, 2, 0), 8)], Base = new short[255],
        }));
        int most = ProfilePacket.MaxListed(shelf, GattIds.MaxAttributeBytes);
        Assert.AreEqual(100, most);
        byte[] listed = [.. Enumerable.Range(0, 255).SelectMany(p => new byte[] { (byte)p, 1, 2, 3, 4, 5, 6, 7, 8 })];
        byte[] into = new byte[2000];
        Assert.AreEqual(-1, ProfilePacket.Encode(shelf, 0, [0], listed, most + 1, into));
        Assert.AreEqual(511, ProfilePacket.Encode(shelf, 0, [0], listed, most, into));
        Assert.AreEqual(-1, ProfilePacket.Encode(shelf, 0, [0], listed, most, new byte[510]));
    }

    // Makes most of the header right, so that damage reaches what follows.
    private static void Forge(LoadedShelf shelf, byte[] packet, Random random)
    {
        if (packet.Length < ProfilePacket.HeaderBytes) return;
        packet[ProfilePacket.VersionAt] = 1;
        packet[ProfilePacket.FlagsAt] = (byte)PacketBytes.Flags(shelf);
        PacketBytes.Put32(packet, ProfilePacket.SchemaIdAt, (int)shelf.SchemaId);
        PacketBytes.Put32(packet, ProfilePacket.NonceAt, unchecked((int)Packets.Nonce));
        for (int count = 0; count <= Math.Min(255, shelf.ProductCount); count++)
            if (ProfilePacket.Length(shelf, count) == packet.Length) packet[ProfilePacket.ListedCountAt] = (byte)count;
        for (int i = ProfilePacket.HeaderBytes; i < packet.Length; i++)
            if (random.Next(3) != 0) packet[i] &= 0x11;
        if (random.Next(6) == 0) packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
    }

    // Decodes; what is sound must be accepted and rank.
    private static int Try(LoadedShelf shelf, byte[] packet, int length, byte[] context)
    {
        (int fault, Profile profile) = Packets.Decode(shelf, packet, length, context);
        if (fault != PacketFault.None) return fault;
        Assert.IsTrue(profile.IsAcceptedBy(shelf));
        Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, 1);
        return fault;
    }
}
