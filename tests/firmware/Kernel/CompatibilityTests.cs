using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

[TestClass]
public sealed class CompatibilityTests
{
    [TestMethod]
    public void Unknown_Optional_Sections_Are_Skipped_Wherever_They_Stand() => Blobs.ForSeeds(100, random =>
    {
        byte[] blob = BlobWriter.Write(RandomContent.Of(random)), longer = Insert(blob, random.Next(0x85, 0x100), random);
        LoadedShelf shelf = Blobs.Load(blob), again = Blobs.Load(longer);
        Profile profile = Profile.Random(shelf, random);
        CollectionAssert.AreEqual(profile.ScoresOn(shelf), profile.ScoresOn(again));
    });

    [TestMethod]
    public void Unknown_Critical_Sections_Are_Refused_Wherever_They_Stand() => Blobs.ForSeeds(100, random =>
    {
        byte[] blob = BlobWriter.Write(RandomContent.Of(random));
        Assert.AreEqual(BlobFault.UnknownSection, Blobs.FaultOf(Insert(blob, random.Next(0x07, 0x80), random)));
        Assert.AreEqual(BlobFault.UnknownSection, Blobs.FaultOf(Insert(blob, 0, random)));
    });

    [TestMethod]
    public void Every_Minor_Version_And_Every_Flag_Is_Read()
    {
        for (int value = 0; value < 256; value++)
            Blobs.Load(Blobs.Change(GoldenFiles.Read("smallest"), (BlobLayout.MinorAt, value), (BlobLayout.FlagsAt, value)));
    }

    [TestMethod]
    public void Every_Other_Major_Version_Is_Refused()
    {
        for (int value = 0; value < 256; value++)
            if (value != BlobLayout.Major)
                Assert.AreEqual(BlobFault.UnsupportedMajor,
                    Blobs.FaultOf(Blobs.Change(GoldenFiles.Read("smallest"), (BlobLayout.MajorAt, value))));
    }

    [TestMethod]
    public void The_Order_After_Shape_Is_Free()
    {
        byte[] golden = GoldenFiles.Read("texts");
        BlobImage.TryRead(golden, out BlobImage? image);
        byte[][] sections = [.. image!.Sections().Select(section => golden[(section.At - 4)..(section.At + section.Length)])];
        byte[] turned = Blobs.Reseal([.. golden[..24], .. sections[0],
            .. sections.Skip(1).Reverse().SelectMany(section => section)]);
        foreach (GoldenResult result in GoldenFiles.Results("texts"))
            CollectionAssert.AreEqual(result.Scores, result.Profile.ScoresOn(Blobs.Load(turned)));
    }

    [TestMethod]
    public void The_Kernel_References_Nothing_But_The_Core_Library()
    {
        string[] references = [.. typeof(BlobReader).Assembly.GetReferencedAssemblies().Select(each => each.Name!)];
        CollectionAssert.AreEqual(new[] { "System.Runtime" }, references);
    }

    // Adds a section of random bytes after a random one.
    private static byte[] Insert(byte[] blob, int kind, Random random)
    {
        BlobImage.TryRead(blob, out BlobImage? image);
        (byte Kind, int At, int Length)[] sections = [.. image!.Sections()];
        (_, int before, int length) = sections[random.Next(sections.Length)];
        byte[] bytes = new byte[random.Next(20)];
        random.NextBytes(bytes);
        byte[] longer = [.. blob[..(before + length)], (byte)kind, (byte)bytes.Length, 0, 0, .. bytes,
            .. blob[(before + length)..]];
        longer[BlobLayout.SectionCountAt]++;
        return Blobs.Reseal(longer);
    }
}
