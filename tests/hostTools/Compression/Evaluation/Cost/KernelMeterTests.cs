using System.Buffers.Binary;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Kernel;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

[TestClass]
public sealed class KernelMeterTests
{
    [TestMethod]
    public void Measures_The_Kernel_That_Ranks()
    {
        byte[] blob = BlobOfBaseScores(50, -90, 70, 70);
        using var meter = new KernelMeter();
        IlCost read = meter.MeasureRead(blob);
        IlCost rank = meter.MeasureRank([0], [], 0, k: 3);

        Assert.AreEqual("2 3 0", string.Join(" ", meter.Keys.Take(3).Select(TopK.Product)));
        Assert.AreEqual(rank.Weighted, meter.MeasureRank([0], [], 0, k: 3).Weighted);
        Assert.IsTrue(rank.Weighted is > 100 and < 1000, $"{rank.Weighted}");
        Assert.IsTrue(read.Weighted > rank.Weighted);
        Assert.IsTrue(rank.PerMethod.Any(method => method.Method.StartsWith("Endcap.Kernel.TopK::Select", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Refuses_A_Faulty_Blob_And_Ranking_Without_One()
    {
        byte[] blob = BlobOfBaseScores(1, 2);
        blob[^1] ^= 1;
        using var meter = new KernelMeter();
        Assert.ThrowsExactly<ArgumentException>(() => meter.MeasureRead(blob));
        Assert.ThrowsExactly<InvalidOperationException>(() => meter.MeasureRank([0], [], 0, k: 1));
    }

    // Header and Shape section alone: no features, one base score per product.
    private static byte[] BlobOfBaseScores(params short[] scores)
    {
        int content = 4 + 2 * scores.Length;
        var blob = new byte[BlobLayout.HeaderBytes + BlobLayout.SectionHeaderBytes + content];
        BinaryPrimitives.WriteInt32LittleEndian(blob, BlobLayout.Magic);
        blob[BlobLayout.MajorAt] = BlobLayout.Major;
        blob[BlobLayout.SectionCountAt] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(BlobLayout.LengthAt), blob.Length);
        blob[BlobLayout.HeaderBytes] = BlobLayout.ShapeSection;
        blob[BlobLayout.HeaderBytes + 1] = (byte)content;
        blob[BlobLayout.HeaderBytes + 4] = (byte)scores.Length;
        for (int p = 0; p < scores.Length; p++)
            BinaryPrimitives.WriteInt16LittleEndian(blob.AsSpan(blob.Length - 2 * (scores.Length - p)), scores[p]);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(BlobLayout.ChecksumAt), Crc32.OfBlob(blob, blob.Length));
        return blob;
    }
}
