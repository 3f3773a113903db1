using System.Reflection;
using System.Runtime.InteropServices;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>A label has some 50 KB of heap: what a blob takes is counted before it is taken.</summary>
[TestClass]
public sealed class HeapTests
{
    [TestMethod]
    public void The_Heap_That_A_Blob_Takes_Is_Counted_Exactly() => Blobs.ForSeeds(200, random =>
    {
        LoadedShelf shelf = Blobs.Load(BlobWriter.Write(RandomContent.Of(random)));
        Assert.AreEqual(ArrayBytes(shelf), shelf.HeapBytes);
    });

    [TestMethod]
    public void A_Blob_Is_Refused_When_It_Takes_A_Byte_More_Than_Granted() => Blobs.ForSeeds(100, random =>
    {
        byte[] blob = BlobWriter.Write(RandomContent.Of(random));
        int bytes = Blobs.Load(blob).HeapBytes;
        Assert.AreEqual(BlobFault.None, Blobs.FaultOf(blob, bytes));
        Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(blob, bytes - 1));
    });

    [TestMethod]
    public void A_Refused_Blob_Allocates_Little_Whatever_It_Asks_For()
    {
        byte[] blob = BlobWriter.Write(ManyAffinityTables(255, 20));
        Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(blob, 8192));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Blobs.FaultOf(blob, 8192);
        Assert.IsLessThan(20_000, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsGreaterThan(1_000_000, Blobs.Load(blob).HeapBytes);
    }

    [TestMethod]
    public void Grids_Beyond_Their_Cell_Numbers_Are_Refused_Whatever_The_Grant()
    {
        Assert.AreEqual(BlobFault.None, Blobs.FaultOf(BlobWriter.Write(OneGrid(3)), int.MaxValue));
        Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(BlobWriter.Write(OneGrid(4)), int.MaxValue));
        Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(BlobWriter.Write(OneGrid(8)), int.MaxValue));
    }

    [TestMethod]
    public void Affinity_Tables_Beyond_Their_Number_Are_Refused_Whatever_The_Grant()
    {
        Assert.AreEqual(BlobFault.None, Blobs.FaultOf(BlobWriter.Write(ManyAffinityTables(255, 60)), int.MaxValue));
        Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(BlobWriter.Write(ManyAffinityTables(255, 250)), int.MaxValue));
    }

    [TestMethod]
    public void A_Models_Object_Takes_No_More_Than_Is_Counted()
    {
        foreach (Type model in new[] { typeof(DenseNet), typeof(FactorModel) })
        {
            FieldInfo[] fields = model.GetFields(BindingFlags.Instance | BindingFlags.Public);
            Assert.IsLessThanOrEqualTo(DenseLoader.ObjectBytes, 12 * (fields.Length + 1) + 23 * fields.Count(field => field.FieldType.IsArray));
        }
    }

    // One grid over features of 16 bins each.
    private static BlobContent OneGrid(int features) => new()
    {
        Features = [.. Enumerable.Repeat(new FeatureShape(16, 0, 0), features)],
        Base = [0],
        Tables = new TablesContent([[.. Enumerable.Range(0, features).Select(f => (byte)f)]],
            [.. Enumerable.Range(0, features).Select(f =>
                new TableGroup(f, -1, 0, 0x7FFF, 0, [new(0, 0, 0x7FFF, 0, new sbyte[16])]))]),
    };

    private static BlobContent ManyAffinityTables(int products, int groups) => new()
    {
        Features = [new(16, 0, 0), new(16, 2, 0)],
        Base = new short[products],
        Tables = new TablesContent([[0]],
            [.. Enumerable.Range(0, groups).Select(_ => new TableGroup(1, 0, 0, 0x7FFF, 0x7FFF, [new(0, 0, 0, 0, [1])]))]),
    };

    // All arrays of a shelf and its models but the blob itself, and what the models' objects take.
    private static int ArrayBytes(LoadedShelf shelf) => new object?[] { shelf.Dense, shelf.Factors }.Count(model => model is not null) * DenseLoader.ObjectBytes + new object?[] { shelf, shelf.Dense, shelf.Factors }.OfType<object>()
        .SelectMany(each => each.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => field.GetValue(each)))
        .OfType<Array>().Where(array => array != shelf.Blob).Distinct()
        .Sum(array => array.Length * Marshal.SizeOf(array.GetType().GetElementType()!));
}
