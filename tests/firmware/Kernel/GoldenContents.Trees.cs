using Endcap.Compression.Blobs;

namespace Endcap.Tests.Firmware.Kernel;

internal static partial class GoldenContents
{
    private static BlobContent TreesForAll() => new()
    {
        SchemaId = 0x11223344,
        ModelVersion = 7,
        Features = [Shared(3), new(3, Affinity, 0)],
        ItemCount = 2,
        Base = [0, 0, 0],
        Trees = new TreesContent([[5, 0], [200, 1], [0, 1]],
        [
            new BlobTree(-1, 1, [Test(2, 100, 4), Test(0, 2, 2), Leaf(-3), Leaf(4), Test(1, 1, 2), Leaf(10), Leaf(-10)]),
            new BlobTree(-1, 0, [Test(3, 1, 2), Leaf(1), Leaf(2)]),
        ]),
    };

    private static BlobContent TreesPerProduct() => new()
    {
        SchemaId = 0x11223344,
        ModelVersion = 7,
        Features = [Shared(16)],
        Base = [3, 3],
        Trees = new TreesContent([[], []],
        [
            // Bins 1 and 2 reach the last leaf, all others the one before: "always" jumps test against 0.
            new BlobTree(0, 0, [Test(0, 1, 2), Test(0, 0, 4), Test(0, 3, 2), Test(0, 0, 3), Test(0, 0, 1), Leaf(-7), Leaf(9)]),
            new BlobTree(1, 7, [Leaf(-128)]),
        ]),
    };

    private static BlobContent Lanes12() => Of([Shared(2)], [5, 5, 5, 5, 5, 5, 5],
        Tables([[0]], new TableGroup(0, -1, 0, 1, 0,
            [.. Enumerable.Range(0, 7).Select(p => new BlobTable(p, 0, 1, 0, [(sbyte)(p % 3), (sbyte)-p]))])));

    private static BlobContent Lanes16() => Of([Shared(2)], [0, 1000, 2000, 3000, 4000, 5000],
        Tables([[0]], new TableGroup(0, -1, 0, 1, 0, [new(0, 3, 1, 0, [0, 100]), new(5, 3, 1, 0, [-128, 127])])));

    private static BlobContent Lanes21() => Of([Shared(2)], [-32768, 32767, 0, 32767],
        Tables([[0]], new TableGroup(0, -1, 0, 1, 0, [new(0, 3, 1, 0, [-128, 127]), new(3, 0, 1, 0, [127, -128])])));

    private static BlobContent NewerMinor()
    {
        BlobContent smallest = Smallest();
        return new()
        {
            SchemaId = smallest.SchemaId,
            ModelVersion = smallest.ModelVersion,
            Features = smallest.Features,
            Base = smallest.Base,
            Tables = smallest.Tables,
            Unknown = [new(0x80, []), new(0xFE, [1, 2, 3])],
        };
    }

    private static BlobNode Test(int feature, int threshold, int jump) => new(feature, threshold, jump);

    private static BlobNode Leaf(int value) => new(-1, value, 0);
}
