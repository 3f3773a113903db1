using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public class LoadedHeapTests
{
    [TestMethod]
    public void Counts_Blocks_Of_Twelve_Bytes()
    {
        byte[] blob = BlobWriter.Write(new BlobContent { Features = [], Base = [3, 1, 2] });
        BlobImage.TryRead(blob, out BlobImage? image);
        LoadedHeap heap = LoadedHeap.Of(image!.Shelf);
        Assert.AreEqual(12 * (typeof(LoadedShelf).GetFields().Length + 1), heap.ObjectBytes);
        Assert.AreEqual(new HeapArray("Blob", 38, 12 + 48), heap.Blob); // header 24, section header 4, counts 4, bases 6
        Assert.AreEqual(new HeapArray("Keys", 3, 12 + 24), heap.Arrays.Single(array => array.Name == "Keys"));
        Assert.AreEqual(new HeapArray("Rest", 0, 12), heap.Arrays.Single(array => array.Name == "Rest"));
        Assert.AreEqual(heap.ObjectBytes + heap.Blob.Bytes + heap.Arrays.Sum(array => array.Bytes), heap.TotalBytes);
        CollectionAssert.AreEqual(heap.Arrays.OrderByDescending(array => array.Bytes).ToList(), heap.Arrays.ToList());
    }
}
