using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>PROTOCOL.md says what the code does; pages, status and advert work as it says.</summary>
[TestClass]
public sealed class SpecTests
{
    public static IEnumerable<object[]> Dumps =>
    [
        ["Advert", Examples.Advert()], ["Schema page", Examples.Page()], ["Schema content", Examples.Content()],
        ["Wide schema page", Examples.WidePage()], ["Wide profile", Examples.WideProfile()], ["Wide ranking", Examples.WideRanking()],
        ["The ranks after these", Examples.WideRanking()[^RankingPacket.WideRankBytes..]],
        ["Profile", Examples.Profile()], ["Ranking", Examples.Ranking()], ["Refusal", Examples.Refusal()], ["Status", Examples.Status()],
    ];

    [TestMethod]
    [DynamicData(nameof(Dumps))]
    public void The_Spec_Shows_The_Bytes(string name, byte[] expected)
    {
        string[] parts = Examples.Spec.Split($"Example: {name}\n\n```hex\n");
        Assert.HasCount(2, parts, $"{name}: {Convert.ToHexString(expected)}");
        Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(GoldenFiles.Parse(parts[1].Split("```")[0])));
    }

    [TestMethod]
    public void The_Spec_Has_Every_Uuid()
    {
        string[] ids = [.. typeof(GattIds).GetFields().Where(field => field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.HasCount(10, ids.Distinct());
        foreach (string id in ids)
        {
            Assert.AreEqual(4, Guid.Parse(id).Version);
            StringAssert.Contains(Examples.Spec + Update.StaffSpecTests.Spec, id, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void The_Advert_Fits_Its_Packets()
    {
        byte[] advert = [2, 1, 6, 17, 7, .. new byte[16], 1 + AdvertData.MaxNameBytes, 9, .. new byte[AdvertData.MaxNameBytes]];
        byte[] response = [17 + AdvertData.Bytes, 0x21, .. new byte[16], .. Examples.Advert()];
        Assert.HasCount(31, advert);
        Assert.HasCount(27, response);
        Assert.AreEqual(0xA017u, AdvertData.LabelId(Examples.Advert()));
        Assert.AreEqual(0x11223344u, AdvertData.SchemaId(Examples.Advert()));
    }

    [TestMethod]
    public void Pages_Of_Any_Size_Join_To_The_Blob_S_Sections() => Blobs.ForSeeds(500, random =>
    {
        byte[] blob = BlobWriter.Write(RandomContent.Of(random));
        LoadedShelf shelf = Blobs.Load(blob);
        int size = random.Next(2) == 0 ? 512 : random.Next(SchemaPages.MinPageBytes, 513);
        List<byte[]> pages = Packets.Pages(shelf, size);
        Assert.IsTrue(pages.SkipLast(1).All(page => page.Length == size));
        byte[][] shuffled = [.. pages, .. pages.Take(2)];
        random.Shuffle(shuffled);
        byte[] content = Packets.Join(shuffled);
        Assert.AreEqual(SchemaPages.ContentBytes(shelf), content.Length);
        int shape = 4 + shelf.SharedCount + 2 * shelf.AffinityCount;
        CollectionAssert.AreEqual(blob[(shelf.BaseAt - shape)..shelf.BaseAt], content[..shape]);
        byte[] products = shelf.ProductsAt == 0 ? [] : blob[(shelf.ProductsAt - 4)..shelf.ProductsEnd];
        byte[] features = shelf.FeaturesAt == 0 ? [] : blob[(shelf.FeaturesAt - 4)..shelf.FeaturesEnd];
        byte[] prices = shelf.PricesAt == 0 ? [] : blob[(shelf.PricesAt - 4)..shelf.PricesEnd];
        CollectionAssert.AreEqual(products.Concat(features).Concat(prices).ToArray(), content[shape..]);
    });

    [TestMethod]
    [DataRow(20, 1)]
    [DataRow(253, 47)]
    [DataRow(512, 99)]
    [DataRow(14, 0)]
    [DataRow(5000, 255)]
    [DataRow(12, 0)]
    public void Ranks_That_Fit(int bytes, int ranks) => Assert.AreEqual(ranks, RankingPacket.MaxRanks(bytes));

    [TestMethod]
    [DataRow(20, 4)]
    [DataRow(253, 120)]
    [DataRow(512, 250)]
    public void Listed_Products_That_Fit_With_Two_Shopper_And_Two_Affinity_Features(int bytes, int products)
    {
        LoadedShelf shelf = Packets.Example();
        shelf.ProductCount = 255;
        Assert.AreEqual(products, ProfilePacket.MaxListed(shelf, bytes));
    }

    [TestMethod]
    [DataRow(20, 0, 2)]
    [DataRow(253, 39, 80)]
    [DataRow(512, CatalogueLoader.MaxRanks, 166)]
    public void What_Fits_Wide_Packets(int bytes, int ranks, int products)
    {
        Assert.AreEqual(ranks, RankingPacket.MaxRanks(bytes, RankingPacket.WideRankBytes));
        Assert.AreEqual(products, ProfilePacket.MaxListed(Packets.WideExample(), bytes));
        Assert.Contains("| the same, [wide](#wide) | 2 | 80 | 166 |", Examples.Spec);
        Assert.Contains("| the same, wide | 0 | 39 | 82 |", Examples.Spec);
    }

    [TestMethod]
    public void A_Counter_Stays_At_Its_End()
    {
        byte[] packet = Examples.Status();
        for (int i = 0; i < 70_000; i++) StatusPacket.Count16(packet, StatusPacket.ExceptionsAt);
        Assert.AreEqual(0xFFFF, BlobLayout.U16(packet, StatusPacket.ExceptionsAt));
        Assert.AreEqual(1, BlobLayout.U16(packet, StatusPacket.RefusedAt));
    }

    [TestMethod]
    public void The_Largest_Shelf_Fits_The_Page_Numbers()
    {
        int text = 256, features = 72 * (text + 2 + 16 * text), content = 4 + 64 + 16 + 8 + 255 * 2 * text + features;
        Assert.IsLessThan(65536, content / (SchemaPages.MinPageBytes - SchemaPages.HeaderBytes));
        int catalogue = content + (BlobLayout.MaxCatalogue - 255) * 2 * text + text + 1 + 4 * BlobLayout.MaxCatalogue;
        Assert.IsLessThan(65536, catalogue / (SchemaPages.MinWidePageBytes - SchemaPages.HeaderBytes));
        Assert.AreEqual(SchemaPages.MinWidePageBytes, SchemaPages.PageBytes(Packets.WideExample(), SchemaPages.MinPageBytes));
        Assert.AreEqual(SchemaPages.MinPageBytes, SchemaPages.PageBytes(Packets.Example(), SchemaPages.MinPageBytes));
    }
}
