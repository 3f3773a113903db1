using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Pruning;

[TestClass]
public sealed class SparseStorageTests
{
    [TestMethod]
    public void Sizes_Are_Those_By_Hand()
    {
        Matrix saliency = Saliency.Magnitude(Matrices.Normal(new Random(1), 10, 12));
        PruneMask quarter = Pruner.Unstructured(saliency, 0.75); // 30 of 120 stay
        Assert.AreEqual(15 + 30, SparseStorage.BitmapBytes(quarter, 8));
        Assert.AreEqual(15 + 15, SparseStorage.BitmapBytes(quarter, 4));
        Assert.AreEqual(120, SparseStorage.DenseBytes(10, 12, 8));
        Assert.AreEqual(2 + 2 + 5 * 12, SparseStorage.StructuredBytes(Pruner.Rows(saliency, 0.5), 8));
        Assert.AreEqual(2 + 2 + 10 * 6, SparseStorage.StructuredBytes(Pruner.Columns(saliency, 0.5), 8));
        Assert.AreEqual(10 * ((3 * 2 * (4 + 2) + 7) / 8), SparseStorage.NOfMBytes(10, 12, 2, 4, 4));
    }

    [TestMethod]
    public void The_Least_Depends_On_The_Sparsity()
    {
        Matrix saliency = Saliency.Magnitude(Matrices.Normal(new Random(1), 16, 16));
        Assert.AreEqual(256, SparseStorage.LeastBytes(Pruner.Unstructured(saliency, 0.05), 8), "a bitmap costs an eighth");
        Assert.AreEqual(32 + 128, SparseStorage.LeastBytes(Pruner.Unstructured(saliency, 0.5), 8));
        Assert.AreEqual(2 + 2 + 128, SparseStorage.LeastBytes(Pruner.Rows(saliency, 0.5), 8));
    }

    [TestMethod]
    public void Dense_Bytes_Are_Those_That_Packing_Takes() => Seeds.Check(50, random =>
    {
        int rows = random.Next(1, 5), columns = random.Next(1, 20), bits = 2 << random.Next(3);
        Assert.AreEqual(BitPacking.Pack(new byte[rows * columns], columns, bits).Length, SparseStorage.DenseBytes(rows, columns, bits));
    });
}
