using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Label.Life;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>A catalogue that is read in parts is the one that is read whole, and is refused when that one is.</summary>
[TestClass]
public sealed class CatalogueReaderTests
{
    [TestMethod]
    public void Ranks_And_Pages_Are_Those_Of_The_Whole_Blob()
    {
        int served = 0;
        Blobs.ForSeeds(3000, random =>
        {
            BlobContent content = RandomContent.Of(random);
            if (!content.IsCatalogue) return;
            byte[] blob = BlobWriter.Write(content);
            LoadedShelf whole = Blobs.Load(blob), parts = Load(blob);
            Profile profile = Profile.Random(whole, random);
            CollectionAssert.AreEqual(profile.ScoresOn(whole), profile.ScoresOn(parts));
            CollectionAssert.AreEqual(Pages(whole), Pages(parts));
            if (whole.ProductsAt == 0) return;
            served++;
            for (int p = 0; p < whole.ProductCount; p += 1 + random.Next(20))
            {
                CollectionAssert.AreEqual(Endcap.Label.Work.ProductTexts.Name(whole, p), Endcap.Label.Work.ProductTexts.Name(parts, p));
                CollectionAssert.AreEqual(Endcap.Label.Work.ProductTexts.Sku(whole, p), Endcap.Label.Work.ProductTexts.Sku(parts, p));
            }

            Assert.IsLessThan(whole.Length, parts.Length);
        });
        Assert.IsGreaterThan(20, served);
    }

    [TestMethod]
    public void What_Is_Damaged_Is_Refused_As_By_The_Reader_Of_Whole_Blobs()
    {
        byte[] sound = BlobWriter.Write(Department.Content(products: 12));
        int refused = 0, accepted = 0;
        Blobs.ForSeeds(20_000, random =>
        {
            byte[] blob = [.. sound];
            for (int i = random.Next(1, 4); i > 0; i--) blob[random.Next(blob.Length)] = (byte)random.Next(256);
            if (random.Next(6) == 0) blob = blob[..random.Next(blob.Length)];
            if (random.Next(4) != 0 && blob.Length > BlobLayout.HeaderBytes)
            {
                PacketBytes.Put32(blob, BlobLayout.LengthAt, blob.Length);
                BlobWriter.Seal(blob); // so that damage reaches what the checksum would have found
            }

            var source = new ArraySource(blob);
            if (!CatalogueReader.IsCatalogue(source)) return;
            int fault = CatalogueReader.Read(source, new LoadedShelf(), int.MaxValue);
            Assert.AreEqual(Blobs.FaultOf(blob, int.MaxValue) == BlobFault.None, fault == BlobFault.None, $"fault {fault}");
            if (fault == BlobFault.None) accepted++;
            else refused++;
        });
        Assert.IsGreaterThan(1000, refused);
        Assert.IsGreaterThan(500, accepted);
    }

    [TestMethod]
    public void A_Catalogue_Is_Refused_When_It_Takes_A_Byte_More_Than_Granted()
    {
        LoadedShelf shelf = Load(Department.Blob);
        int bytes = shelf.Length + shelf.HeapBytes;
        Assert.AreEqual(BlobFault.None, CatalogueReader.Read(new ArraySource(Department.Blob), new LoadedShelf(), bytes));
        Assert.AreEqual(BlobFault.TooMuchMemory, CatalogueReader.Read(new ArraySource(Department.Blob), new LoadedShelf(), bytes - 1));
        Assert.AreEqual(BlobFault.TooMuchMemory, CatalogueReader.Read(new ArraySource(Department.Blob), new LoadedShelf(), shelf.Length - 1));
    }

    [TestMethod]
    public void The_Next_Ranks_Are_Those_Of_The_Whole_Ranking() => Blobs.ForSeeds(500, random =>
    {
        int products = random.Next(1, 300), part = random.Next(1, 40);
        int[] scores = [.. Enumerable.Range(0, products).Select(_ => random.Next(-5, 6) * (random.Next(2) == 0 ? 1 : 100_000_000))];
        var found = new List<int>();
        long[] keys = new long[part];
        long below = long.MaxValue;
        while (TopK.SelectBelow(scores, keys, products, part, below) is var count && count > 0)
        {
            found.AddRange(keys.Take(count).Select(TopK.Product));
            below = keys[count - 1];
            Assert.AreEqual(below, TopK.Key(found[^1], scores[found[^1]]));
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, products).OrderByDescending(p => scores[p]).ToArray(), found);
    });

    [TestMethod]
    public void A_Source_That_Fails_At_Any_Place_Is_A_Fault_And_Never_An_Exception()
    {
        byte[] blob = BlobWriter.Write(Department.Content(products: 3));
        int copies = 0;
        for (int fails = 0; fails <= copies; fails++)
        {
            var source = new FailingSource(blob, fails);
            int fault = CatalogueReader.Read(source, new LoadedShelf(), int.MaxValue);
            Assert.AreNotEqual(BlobFault.None, fault, $"copy {fails}");
            if (fails == 0)
            {
                var counting = new FailingSource(blob, int.MaxValue);
                Assert.AreEqual(BlobFault.None, CatalogueReader.Read(counting, new LoadedShelf(), int.MaxValue));
                copies = counting.Copies - 1;
            }
        }

        Assert.IsGreaterThan(15, copies);
    }

    private static LoadedShelf Load(byte[] blob)
    {
        Assert.AreEqual(BlobFault.None, ArraySource.Load(blob, int.MaxValue, out LoadedShelf shelf));
        Assert.IsNotNull(shelf.Texts);
        return shelf;
    }

    private static byte[] Pages(LoadedShelf shelf) => [.. Protocol.Packets.Pages(shelf, 244).SelectMany(page => page)];

    private sealed class FailingSource : BlobSource
    {
        private readonly ArraySource _whole;
        private readonly int _failAt;

        public FailingSource(byte[] blob, int failAt) => (_whole, _failAt, Length) = (new ArraySource(blob), failAt, blob.Length);

        public int Copies { get; private set; }

        public override bool Begin() => true;

        public override bool Copy(int at, byte[] into, int start, int count) => Copies++ != _failAt && _whole.Copy(at, into, start, count);

        public override void Finish()
        {
        }
    }
}
