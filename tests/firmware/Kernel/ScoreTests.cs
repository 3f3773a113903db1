using System.Numerics;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>The kernel against the spec's formula in unbounded integers, bit for bit.</summary>
[TestClass]
public sealed class ScoreTests
{
    [TestMethod]
    public void Scores_Equal_The_Formula_Of_The_Spec()
    {
        int[] widths = new int[65];
        Blobs.ForSeeds(600, random =>
        {
            BlobContent content = RandomContent.Of(random);
            LoadedShelf shelf = Blobs.Load(BlobWriter.Write(content));
            Interlocked.Increment(ref widths[shelf.LaneBits]);
            for (int i = 0; i < 8; i++)
            {
                Profile profile = Profile.Random(shelf, random);
                Assert.IsTrue(profile.IsAcceptedBy(shelf));
                CollectionAssert.AreEqual(BigScore.Of(content, profile),
                    profile.ScoresOn(shelf).Select(score => (BigInteger)score).ToArray());
            }
        });
        foreach (int bits in new[] { 12, 16, 21 }) Assert.IsGreaterThan(0, widths[bits], $"no shelf had lanes of {bits} bits");
    }

    [TestMethod]
    [DataRow(4095, 12)]
    [DataRow(4096, 16)]
    [DataRow(65535, 16)]
    [DataRow(65536, 21)]
    public void A_Lane_Holds_Exactly_Its_Range(int range, int bits)
    {
        int fromBase = Math.Min(range, 65535);
        var table = new BlobTable(1, 0, 1, 0, [(sbyte)(range - fromBase), 0]);
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(new BlobContent
        {
            Features = [new FeatureShape(2, 0, 0)],
            Base = [-32768, (short)(fromBase - 32768), -32768],
            Tables = new TablesContent([[0]], [new TableGroup(0, -1, 0, 1, 0, [table])]),
        }));
        Assert.AreEqual(bits, shelf.LaneBits);
        CollectionAssert.AreEqual(new[] { -32768, range - 32768, -32768 }, new Profile([0], [], 0).ScoresOn(shelf));
        CollectionAssert.AreEqual(new[] { -32768, fromBase - 32768, -32768 }, new Profile([1], [], 0).ScoresOn(shelf));
    }

    [TestMethod]
    public void One_Cell_More_Is_Seen() => Blobs.ForSeeds(50, random =>
    {
        BlobContent content = RandomContent.Of(random);
        if (content.Tables is not { Groups.Count: > 0 } tables) return;
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(content));
        BlobTable table = tables.Groups[0].Tables[0];
        for (int i = 0; i < table.Cells.Length; i++) table.Cells[i] ^= 1;
        Profile profile = Profile.Random(shelf, random);
        CollectionAssert.AreNotEqual(BigScore.Of(content, profile),
            profile.ScoresOn(shelf).Select(score => (BigInteger)score).ToArray());
    });

    [TestMethod]
    public void Grids_Never_Change_A_Score() => Blobs.ForSeeds(150, random =>
    {
        BlobContent content = RandomContent.Of(random);
        if (content.Tables is null) return;
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(content));
        var again = new LoadedShelf();
        byte[] planned = BlobWriter.Write(WithOwnGrids(content));
        Assert.AreEqual(BlobFault.None, BlobReader.Read(planned, planned.Length, again, Blobs.Heap));
        for (int i = 0; i < 5; i++)
        {
            Profile profile = Profile.Random(shelf, random);
            CollectionAssert.AreEqual(profile.ScoresOn(shelf), profile.ScoresOn(again));
        }
    });

    [TestMethod]
    public void A_Shelf_Object_Can_Be_Read_Into_Again() => Blobs.ForSeeds(150, random =>
    {
        var shelf = new LoadedShelf();
        byte[] before = BlobWriter.Write(RandomContent.Of(random)), blob = BlobWriter.Write(RandomContent.Of(random));
        Assert.AreEqual(BlobFault.None, BlobReader.Read(before, before.Length, shelf, Blobs.Heap));
        Profile.Random(shelf, random).ScoresOn(shelf);
        Assert.AreEqual(BlobFault.None, BlobReader.Read(blob, blob.Length, shelf, Blobs.Heap));
        Profile profile = Profile.Random(shelf, random);
        CollectionAssert.AreEqual(profile.ScoresOn(Blobs.Load(blob)), profile.ScoresOn(shelf));
    });

    [TestMethod]
    public void Listing_A_Product_With_Its_Rest_Bins_Changes_Nothing() => Blobs.ForSeeds(150, random =>
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(RandomContent.Of(random)));
        byte[] listed = [.. Enumerable.Range(0, shelf.ProductCount).SelectMany(p =>
            (byte[])[.. shelf.NumberBytes == 1 ? [(byte)p] : new[] { (byte)p, (byte)(p >> 8) }, .. shelf.Rest])];
        byte[] shared = Profile.Random(shelf, random).Shared;
        CollectionAssert.AreEqual(new Profile(shared, [], 0).ScoresOn(shelf),
            new Profile(shared, listed, shelf.ProductCount).ScoresOn(shelf));
    });

    // A grid for each group that needs one, plus an unused one.
    private static BlobContent WithOwnGrids(BlobContent content)
    {
        int shared = content.Features.Count(feature => feature.Scope != 2);
        var grids = new List<byte[]>(shared == 0 ? [] : [(byte[])[0]]);
        var groups = new List<TableGroup>();
        foreach (TableGroup group in content.Tables!.Groups)
        {
            byte[] own = [.. new[] { group.F, group.G }.Where(f => f >= 0 && f < shared).Select(f => (byte)f)];
            groups.Add(group with { Grid = own.Length == 0 ? -1 : grids.Count });
            if (own.Length > 0) grids.Add(own);
        }

        return new BlobContent
        {
            Features = content.Features,
            ItemCount = content.ItemCount,
            Base = content.Base,
            Tables = new TablesContent(grids, groups),
            Trees = content.Trees,
            Dense = content.Dense,
            Factors = content.Factors,
        };
    }
}
