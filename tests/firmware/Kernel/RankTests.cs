using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

[TestClass]
public sealed class RankTests
{
    [TestMethod]
    public void Top_K_Equals_A_Stable_Sort_For_Every_K() => Blobs.ForSeeds(50, random =>
    {
        LoadedShelf shelf = ShelfOf(random.Next(1, 256));
        int distinct = random.Next(1, 400);
        for (int p = 0; p < shelf.ProductCount; p++) shelf.Scores[p] = Score(random, distinct);
        int[] expected = [.. Enumerable.Range(0, shelf.ProductCount).OrderByDescending(p => shelf.Scores[p])];
        for (int k = 1; k <= shelf.ProductCount; k++)
        {
            TopK.Select(shelf.Scores, shelf.Keys, shelf.ProductCount, k);
            CollectionAssert.AreEqual(expected[..k], shelf.Keys.Take(k).Select(TopK.Product).ToArray());
            CollectionAssert.AreEqual(expected[..k].Select(p => shelf.Scores[p]).ToArray(),
                shelf.Keys.Take(k).Select(TopK.Score).ToArray());
        }
    });

    [TestMethod]
    public void Of_Equal_Scores_The_Lower_Product_Number_Wins()
    {
        LoadedShelf shelf = ShelfOf(255);
        TopK.Select(shelf.Scores, shelf.Keys, shelf.ProductCount, 255);
        CollectionAssert.AreEqual(Enumerable.Range(0, 255).ToArray(), shelf.Keys.Select(TopK.Product).ToArray());
    }

    [TestMethod]
    public void After_Load_Ranking_Allocates_Nothing() => Blobs.ForSeeds(30, random =>
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(RandomContent.Of(random)));
        Profile profile = Profile.Random(shelf, random);
        Rank();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++) Rank();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Rank()
        {
            if (!profile.IsAcceptedBy(shelf)) return;
            Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, shelf.Keys.Length);
        }
    });

    [TestMethod]
    public void Profiles_Out_Of_Range_Are_Refused() => Blobs.ForSeeds(300, random =>
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(RandomContent.Of(random)));
        Profile sound = Profile.Random(shelf, random);
        int number = shelf.NumberBytes, width = shelf.AffinityCount + number;
        Assert.IsTrue(sound.IsAcceptedBy(shelf));
        if (shelf.SharedCount > 0)
        {
            int f = random.Next(shelf.SharedCount);
            Refused(sound with { Shared = Set(sound.Shared, f, random.Next(shelf.Radix[f], 256)) });
            Refused(sound with { Shared = sound.Shared[..(shelf.SharedCount - 1)] });
        }

        Refused(sound with { Shared = [] });
        Refused(sound with { ListedCount = -1 });
        Refused(sound with { ListedCount = sound.ListedCount + 1 });
        Refused(sound with { Listed = new byte[width * 512], ListedCount = shelf.ProductCount + 1 });
        if (sound.ListedCount == 0) return;
        int n = random.Next(sound.ListedCount) * width;
        Refused(sound with { Listed = sound.Listed[..^1] });
        Refused(sound with { Listed = SetNumber(sound.Listed, n, random.Next(shelf.ProductCount, 1 << 8 * number)) });
        if (n > 0) Refused(sound with { Listed = SetNumber(sound.Listed, n, Number(sound.Listed, n - width)) });
        if (n > 0) Refused(sound with { Listed = SetNumber(sound.Listed, n - width, Number(sound.Listed, n) + 1) });
        if (shelf.AffinityCount == 0) return;
        int a = random.Next(shelf.AffinityCount);
        Refused(sound with { Listed = Set(sound.Listed, n + number + a, random.Next(shelf.Radix[shelf.SharedCount + a], 256)) });

        void Refused(Profile profile) => Assert.IsFalse(profile.IsAcceptedBy(shelf));

        int Number(byte[] listed, int at) => number == 1 ? listed[at] : listed[at] + 256 * listed[at + 1];

        byte[] SetNumber(byte[] listed, int at, int value) =>
            number == 1 ? Set(listed, at, value) : Set(Set(listed, at, value), at + 1, value >> 8);
    });

    [TestMethod]
    public void Without_Shared_Features_The_Placeholder_Must_Still_Be_A_Bin()
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(new BlobContent
        {
            Features = [new(2, 2, 0)],
            Base = [0],
            Tables = new TablesContent([], [new TableGroup(0, -1, -1, 1, 0, [new(0, 0, 1, 0, [0, 7])])]),
        }));
        for (int placeholder = 0; placeholder < 256; placeholder++)
        {
            var profile = new Profile([(byte)placeholder], [0, 1], 1);
            Assert.AreEqual(placeholder < BlobLayout.MaxRadix, profile.IsAcceptedBy(shelf));
            if (profile.IsAcceptedBy(shelf)) CollectionAssert.AreEqual(new[] { 7 }, profile.ScoresOn(shelf));
        }
    }

    private static byte[] Set(byte[] bytes, int at, int value)
    {
        byte[] copy = [.. bytes];
        copy[at] = (byte)value;
        return copy;
    }

    private static int Score(Random random, int distinct) =>
        (random.Next(distinct) - distinct / 2) * (BlobLayout.MaxScore / distinct);

    private static LoadedShelf ShelfOf(int products) =>
        Blobs.Load(BlobWriter.Write(new BlobContent { Features = [], Base = new short[products] }));
}
