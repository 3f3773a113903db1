using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class GranularityTests
{
    [TestMethod]
    public void Blocks_Cover_Every_Cell_Once_And_Agree_With_BlockOf() => Seeds.Check(300, random =>
    {
        int rows = random.Next(6), columns = random.Next(12);
        Granularity granularity = random.Next(3) switch { 0 => Granularity.Tensor, 1 => Granularity.Row, _ => Granularity.Group(random.Next(1, 8)) };
        int[] seen = [.. Enumerable.Repeat(-1, rows * columns)];
        for (int block = 0; block < granularity.Blocks(rows, columns); block++)
        {
            (int start, int length) = granularity.Cells(block, rows, columns);
            for (int i = start; i < start + length; i++)
            {
                Assert.AreEqual(-1, seen[i]);
                seen[i] = block;
            }
        }

        for (int i = 0; i < seen.Length; i++) Assert.AreEqual(granularity.BlockOf(i / columns, i % columns, columns), seen[i]);
    });

    [TestMethod]
    public void A_Last_Group_May_Be_Shorter()
    {
        Assert.AreEqual(4, Granularity.Group(4).Blocks(2, 5));
        Assert.AreEqual((9, 1), Granularity.Group(4).Cells(3, 2, 5));
        Assert.AreEqual(1, Granularity.Tensor.Blocks(2, 5));
        Assert.AreEqual((5, 5), Granularity.Row.Cells(1, 2, 5));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Granularity.Group(0));
    }
}
