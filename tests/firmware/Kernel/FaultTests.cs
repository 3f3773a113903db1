using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>Every fault number has a blob that produces it, so none is dead; see BLOB.md for the offsets.</summary>
[TestClass]
public sealed partial class FaultTests
{
    private static readonly (string Why, int Fault, Func<byte[]> Blob)[] Cases =
    [
        ("sound", BlobFault.None, () => Small()),
        ("no byte", BlobFault.TooShort, () => []),
        ("one byte less than a header", BlobFault.TooShort, () => Small()[..23]),
        ("ECAQ", BlobFault.BadMagic, () => Small((3, 'Q'))),
        ("major 0", BlobFault.UnsupportedMajor, () => Small((4, 0))),
        ("major 2", BlobFault.UnsupportedMajor, () => Small((4, 2))),
        ("a byte more than the header says", BlobFault.LengthMismatch, () => [.. Small(), 0]),
        ("a byte less than the header says", BlobFault.LengthMismatch, () => Small()[..^1]),
        ("a cell changed", BlobFault.BadChecksum, () => Damaged(55)),
        ("the checksum changed", BlobFault.BadChecksum, () => Damaged(12)),
        ("a section past the end", BlobFault.SectionTruncated, () => Small((38, 16))),
        ("half a section header", BlobFault.SectionTruncated, () => Blobs.Reseal([.. Small(), 0x81, 0])),
        ("Shape of 3 bytes", BlobFault.SectionTruncated, () => Sections((1, [1, 0, 0]))),
        ("Shape without its base scores", BlobFault.SectionTruncated, () => Small((28, 3))),
        ("no grid count", BlobFault.SectionTruncated, () => Sections((1, Shape), (2, []))),
        ("a grid short of its features", BlobFault.SectionTruncated, () => Sections((1, Shape), (2, [1, 2, 0]))),
        ("fewer grids than counted", BlobFault.SectionTruncated, () => Sections((1, Shape), (2, [1]))),
        ("no group count", BlobFault.SectionTruncated, () => Sections((1, Shape), (2, [1, 1, 0]))),
        ("a group without its bitmap", BlobFault.SectionTruncated, () =>
            Sections((1, Shape), (2, [1, 1, 0, 1, 0, 255, 0, 2, 0, 0, 0]))),
        ("a table without its mask", BlobFault.SectionTruncated, () =>
            Sections((1, Shape), (2, [1, 1, 0, 1, 0, 255, 0, 2, 0, 0, 0, 1]))),
        ("a table short of a cell", BlobFault.SectionTruncated, () =>
            Sections((1, Shape), (2, [1, 1, 0, 1, 0, 255, 0, 2, 0, 0, 0, 1, 4, 9]))),
        ("no tree count", BlobFault.SectionTruncated, () => Sections((1, Shape), (3, [0]))),
        ("fewer trees than counted", BlobFault.SectionTruncated, () => Trees(2, Leaf)),
        ("a tree short of a node", BlobFault.SectionTruncated, () => Trees(1, [0, 0, 2, 0, 255, 0, 0, 0])),
        ("half a tree header", BlobFault.SectionTruncated, () => Sections((1, Shape), (3, [2, 0, .. Leaf, 0, 0, 1, 0]))),
        ("kind 0x07", BlobFault.UnknownSection, () => Small((37, 7))),
        ("kind 0x7F", BlobFault.UnknownSection, () => Small((37, 0x7F))),
        ("Tables first", BlobFault.SectionOrder, () => Sections((2, [0, 0]), (1, Shape))),
        ("an unknown section first", BlobFault.SectionOrder, () => Sections((0x90, []), (1, Shape))),
        ("two Shapes", BlobFault.SectionOrder, () => Sections((1, Shape), (1, Shape))),
        ("two Tables", BlobFault.SectionOrder, () => Sections((1, Shape), (2, [0, 0]), (2, [0, 0]))),
        ("two Trees", BlobFault.SectionOrder, () => Sections((1, Shape), (3, [0, 0]), (3, [0, 0]))),
        ("two Dense", BlobFault.SectionOrder, () => Sections((1, Shape), (4, SmallNet()), (4, SmallNet()))),
        ("two Factors", BlobFault.SectionOrder, () => Sections((1, Shape), (5, SmallFactors()), (5, SmallFactors()))),
        ("Catalogue after Shape", BlobFault.SectionOrder, () => Sections((1, Shape), (6, [1, 0, 0, 0, 0, 0]))),
        ("two Products", BlobFault.SectionOrder, () => Sections((1, Shape), (0x81, [0, 0, 0, 0]), (0x81, [0, 0, 0, 0]))),
        ("two Features", BlobFault.SectionOrder, () => Sections((1, Shape), (0x82, []), (0x82, []))),
        ("two Numbers", BlobFault.SectionOrder, () => Sections((1, Shape), (0x83, new byte[12]), (0x83, new byte[12]))),
        ("no section", BlobFault.SectionMissing, () => Sections()),
        ("one section less than counted", BlobFault.SectionMissing, () => Small((7, 3))),
        ("one section more than counted", BlobFault.SectionMissing, () => Small((7, 1))),
        ("item features without Trees", BlobFault.SectionMissing, () => Small((31, 1))),
        ("Shape with a byte left", BlobFault.TrailingBytes, () => Sections((1, [.. Shape, 0]))),
        ("Tables with a byte left", BlobFault.TrailingBytes, () => Sections((1, Shape), (2, [0, 0, 0]))),
        ("Trees with a byte left", BlobFault.TrailingBytes, () => Sections((1, Shape), (3, [0, 0, 0]))),
        ("no product", BlobFault.BadCount, () => Small((28, 0))),
        ("65 shared features", BlobFault.BadCount, () => Small((29, 65))),
        ("9 affinity features", BlobFault.BadCount, () => Small((30, 9))),
        ("65 item features", BlobFault.BadCount, () => Small((31, 65))),
        ("an affinity feature among the shared", BlobFault.BadRadix, () => Small((32, 0x23))),
        ("scope 3", BlobFault.BadRadix, () => Small((32, 0x33))),
        ("a shared feature among the affinity", BlobFault.BadRadix, () => Sections((1, [1, 0, 1, 0, 0x03, 0, 0, 0]))),
        ("rest bin beyond the radix", BlobFault.BadRadix, () => Sections((1, [1, 0, 1, 0, 0x23, 4, 0, 0]))),
        ("a grid of no feature", BlobFault.BadGrid, () => Small((42, 0))),
        ("a grid of 9 features", BlobFault.BadGrid, () => Small((42, 9))),
        ("a grid of a feature that there is not", BlobFault.BadGrid, () => Small((43, 1))),
        ("a grid out of order", BlobFault.BadGrid, () => Sections((1, Shape), (2, [1, 2, 1, 0, 0]))),
        ("a grid with a feature twice", BlobFault.BadGrid, () => Sections((1, Shape), (2, [1, 2, 0, 0, 0]))),
        ("grids of 256 features", BlobFault.BadGrid, ManyGrids),
        .. TableCases, .. TreeCases, .. TextCases, .. NetworkCases,
    ];

    public static IEnumerable<object[]> Names => Cases.Select(each => new object[] { each.Fault, each.Why });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Is_Refused_With_Its_Number(int fault, string why) =>
        Assert.AreEqual(fault, Blobs.FaultOf(Cases.Single(each => (each.Fault, each.Why) == (fault, why)).Blob()));

    [TestMethod]
    public void No_Data_And_A_Wrong_Length_Are_Too_Short()
    {
        Assert.AreEqual(BlobFault.TooShort, BlobReader.Read(null, 56, new LoadedShelf(), Blobs.Heap));
        Assert.AreEqual(BlobFault.TooShort, BlobReader.Read(Small(), 57, new LoadedShelf(), Blobs.Heap));
        Assert.AreEqual(BlobFault.TooShort, BlobReader.Read(Small(), -1, new LoadedShelf(), Blobs.Heap));
    }

    [TestMethod]
    public void Too_Little_Heap_Is_A_Fault() => Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(Small(), heap: 8));

    [TestMethod]
    public void No_Fault_Is_Dead() => CollectionAssert.AreEqual(Blobs.Faults.Select(fault => fault.Number).Order().ToArray(),
        Cases.Select(each => each.Fault).Append(BlobFault.TooMuchMemory).Distinct().Order().ToArray());
}
