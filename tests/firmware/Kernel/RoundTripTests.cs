using System.Text.Json;
using System.Text.Json.Serialization;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

[TestClass]
public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [TestMethod]
    public void Write_Read_Write_Is_The_Identity() => Blobs.ForSeeds(500, random =>
    {
        BlobContent content = RandomContent.Of(random);
        byte[] blob = BlobWriter.Write(content);
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(blob, out BlobImage? image));
        Assert.AreEqual(Text(content), Text(image!.Content));
        CollectionAssert.AreEqual(blob, BlobWriter.Write(image.Content));
    });

    [TestMethod]
    public void Golden_Blobs_Read_Back_As_Their_Contents()
    {
        foreach ((string name, BlobContent content) in GoldenContents.All)
        {
            Assert.AreEqual(BlobFault.None, BlobImage.TryRead(GoldenFiles.Read(name), out BlobImage? image));
            Assert.AreEqual(Text(content), Text(image!.Content), name);
        }
    }

    [TestMethod]
    public void Sections_Cover_The_Blob_Without_Gaps() => Blobs.ForSeeds(100, random =>
    {
        byte[] blob = BlobWriter.Write(RandomContent.Of(random));
        BlobImage.TryRead(blob, out BlobImage? image);
        int next = BlobLayout.HeaderBytes;
        foreach ((byte kind, int at, int length) in image!.Sections())
        {
            Assert.AreEqual(next + BlobLayout.SectionHeaderBytes, at);
            Assert.AreEqual(blob[next], kind);
            next = at + length;
        }

        Assert.AreEqual(blob.Length, next);
    });

    [TestMethod]
    public void The_Writer_Refuses_Numbers_That_Do_Not_Fit_Their_Field()
    {
        var tooLong = new ProductText(new string('x', 256), "");
        Assert.ThrowsExactly<OverflowException>(() =>
            BlobWriter.Write(new BlobContent { Features = [], Base = [0], Products = [tooLong] }));
        var leaf = new TreesContent([[]], [new BlobTree(-1, 0, [new BlobNode(-1, 128, 0)])]);
        Assert.ThrowsExactly<OverflowException>(() =>
            BlobWriter.Write(new BlobContent { Features = [], Base = [0], Trees = leaf }));
        Assert.ThrowsExactly<OverflowException>(() => BlobWriter.Write(new BlobContent { Features = [], Base = new short[256] }));
    }

    private static string Text(BlobContent content) => JsonSerializer.Serialize(content, Options);
}
