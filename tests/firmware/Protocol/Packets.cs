using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;
using Profile = Endcap.Tests.Firmware.Kernel.Profile;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>What the tests do with packets.</summary>
internal static class Packets
{
    public const uint Nonce = 0xC0FFEE01;

    /// <summary>The shelf of PROTOCOL.md's examples: shopper, context, shopper, and two affinity features; 3 products.</summary>
    public static LoadedShelf Example() => Blobs.Load(BlobWriter.Write(new BlobContent
    {
        SchemaId = 0x11223344,
        ModelVersion = 7,
        Features = [new(4, 0, 0), new(2, 1, 0), new(3, 0, 0), new(4, 2, 0), new(3, 2, 0)],
        Base = [100, -20, 30],
        Tables = new TablesContent([], [new TableGroup(3, -1, -1, 7, 0, [new BlobTable(1, 3, 7, 0, [0, 5, 9, 16])])]),
        Products = [new("40", "Oat"), new("41", "Soy"), new("42", "Rye")],
        FeatureTexts =
        [
            new("age", FeatureKind.Numeric, true, 3, [30, 60], []), new("wet", FeatureKind.Flag, false, 0, [], []),
            new("diet", FeatureKind.Categorical, false, 0, [], ["any", "veg", "gf"]),
            new("buys", FeatureKind.Numeric, false, 0, [1, 2, 5], []), new("last", FeatureKind.Numeric, false, 0, [7, 30], []),
        ],
    }));

    /// <summary>age 30 to 60, dry, gluten-free; product 1 bought at least five times, within a month.</summary>
    public static Profile ExampleProfile() => new([1, 0, 2], [1, 3, 1, 2, 1, 0], 2);

    /// <summary>The catalogue of PROTOCOL.md's wide examples: 300 products, of which the last is the best.</summary>
    public static LoadedShelf WideExample() => Blobs.Load(BlobWriter.Write(new BlobContent
    {
        SchemaId = 0x55667788, ModelVersion = 9, IsCatalogue = true, Features = [new(3, 0, 0), new(2, 2, 0)],
        Base = [.. Enumerable.Range(0, 300).Select(p => (short)p)],
        FeatureTexts = [new("age", FeatureKind.Numeric, false, 0, [30, 60], []), new("times_bought", FeatureKind.Numeric, false, 0, [1], [])],
        Prices = new ShelfPrices("GBP", 2, [.. Enumerable.Range(0, 300).Select(p => 100u + (uint)p)]),
    }));

    public static Profile WideExampleProfile() => new([1], [7, 0, 1, 42, 1, 1], 2);

    /// <summary>One that fits a packet.</summary>
    public static Profile RandomProfile(LoadedShelf shelf, Random random)
    {
        Profile profile = Profile.Random(shelf, random);
        int most = Math.Min(profile.ListedCount, ProfilePacket.MaxListed(shelf, GattIds.MaxAttributeBytes));
        return profile with { ListedCount = most, Listed = profile.Listed[..(most * (shelf.NumberBytes + shelf.AffinityCount))] };
    }

    public static LoadedShelf RandomShelf(Random random) => Blobs.Load(BlobWriter.Write(RandomContent.Of(random)));

    /// <summary>The label's bins: the context features of a profile, in order.</summary>
    public static byte[] Context(LoadedShelf shelf, Profile profile) =>
        [.. Enumerable.Range(0, shelf.SharedCount).Where(f => shelf.Scope[f] == 1).Select(f => profile.Shared[f])];

    public static byte[] Encode(LoadedShelf shelf, Profile profile)
    {
        byte[] into = new byte[GattIds.MaxAttributeBytes];
        Array.Fill(into, (byte)0xA5);
        int length = ProfilePacket.Encode(shelf, Nonce, profile.Shared, profile.Listed, profile.ListedCount, into);
        Assert.IsGreaterThan(0, length);
        return into[..length];
    }

    /// <summary>Decodes as a label does, with arrays that are just large enough.</summary>
    public static (int Fault, Profile Profile) Decode(LoadedShelf shelf, byte[] packet, int length, byte[] context)
    {
        byte[] shared = new byte[Math.Max(1, shelf.SharedCount)], listed = new byte[ProfilePacket.ListedBytes(shelf)];
        int fault = ProfilePacket.Decode(shelf, packet, length, Nonce, context, shared, listed);
        return (fault, new Profile(shared, listed, fault == PacketFault.None ? ProfilePacket.ListedCount(packet) : 0));
    }

    /// <summary>All pages of a shelf.</summary>
    public static List<byte[]> Pages(LoadedShelf shelf, int pageBytes) =>
        [.. Enumerable.Range(0, SchemaPages.PageCount(shelf, pageBytes)).Select(page =>
        {
            byte[] into = new byte[pageBytes];
            int length = SchemaPages.Encode(shelf, Nonce, page, pageBytes, into);
            Assert.AreEqual(PacketFault.None, SchemaPages.Check(into, length));
            return into[..length];
        })];

    /// <summary>The content of pages in any order, some of them more than once, as a phone joins them.</summary>
    public static byte[] Join(IEnumerable<byte[]> pages)
    {
        var parts = new SortedDictionary<int, byte[]>();
        int count = 0;
        foreach (byte[] page in pages)
        {
            count = BlobLayout.U16(page, SchemaPages.PageCountAt);
            parts[BlobLayout.U16(page, SchemaPages.PageAt)] = page[SchemaPages.HeaderBytes..];
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, count).ToArray(), parts.Keys.ToArray());
        return [.. parts.Values.SelectMany(part => part)];
    }
}
