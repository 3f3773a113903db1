using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Models;

[TestClass]
public sealed class BinSetTests
{
    [TestMethod]
    public void Changes_Are_Where_Neighbours_Differ() => Seeds.Check(200, random =>
    {
        int bins = random.Next(1, 257), runs = random.Next(1, 40);
        BinSet set = BinSet.Empty;
        for (int bin = 0; bin < 256; bin++)
            if (bin * runs / 256 % 2 == 1 || random.Next(20) == 0) set = set.With(bin);
        int[] expected = [.. Enumerable.Range(1, bins - 1).Where(bin => set.Contains(bin) != set.Contains(bin - 1))];
        CollectionAssert.AreEqual(expected, set.Changes(bins));
    });

    [TestMethod]
    public void Changes_At_The_Borders_Of_Words_Are_Seen()
    {
        CollectionAssert.AreEqual(new[] { 64 }, BinSet.FirstBins(64).Changes(256));
        CollectionAssert.AreEqual(new[] { 63 }, BinSet.FirstBins(63).Changes(256));
        CollectionAssert.AreEqual(new[] { 192, 193 }, BinSet.Empty.With(192).Changes(256));
        Assert.IsEmpty(BinSet.FirstBins(256).Changes(256));
        Assert.IsEmpty(BinSet.FirstBins(5).Changes(5)); // beyond the feature's bins nothing counts
        Assert.IsEmpty(BinSet.Empty.With(0).Changes(1));
    }
}
