using System.Numerics;
using Endcap.Compression.Quantisation;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Compression.Quantisation;

[TestClass]
public sealed class GridPlannerTests
{
    [TestMethod]
    public void Every_Group_Finds_Its_Features_In_Its_Grid_Within_The_Heap() => Seeds.Check(200, random =>
    {
        int shared = random.Next(1, 12), products = random.Next(1, 30), heap = random.Next(0, 20_000);
        (int Feature, int Cuts)[][] groups = [.. Enumerable.Range(0, random.Next(25)).Select(_ => Group(random, shared))];
        List<byte[]> grids = new GridPlanner(products, heap).Run(groups, shared, out int[] gridOf);
        for (int i = 0; i < groups.Length; i++)
        {
            Assert.AreEqual(groups[i].Length == 0, gridOf[i] < 0);
            foreach ((int feature, _) in groups[i]) CollectionAssert.Contains(grids[gridOf[i]], (byte)feature);
        }

        foreach (byte[] grid in grids)
        {
            CollectionAssert.AreEqual(grid.Distinct().Order().ToArray(), grid);
            Assert.IsTrue(grid.Length is > 0 and <= BlobLayout.MaxGridFeatures);
        }

        int Words() => (products + 4) / 5;
        int unmerged = groups.Where(group => group.Length > 0)
            .Sum(group => Cells([group], [.. group.Select(each => (byte)each.Feature)]));
        int planned = grids.Select((grid, g) => Cells([.. groups.Where((_, i) => gridOf[i] == g)], grid)).Sum();
        Assert.IsLessThanOrEqualTo(Math.Max(unmerged, heap / 8 / Words()), planned);
    });

    [TestMethod]
    public void More_Heap_Merges_Grids_And_None_Keeps_Them_Apart()
    {
        (int, int)[][] groups = [[(0, 1), (1, 1)], [(1, 1), (2, 1)], [(0, 1)]];
        Assert.HasCount(1, new GridPlanner(5, 4096).Run(groups, 3, out _));
        Assert.HasCount(3, new GridPlanner(5, 0).Run([[(0, 1), (1, 1)], [(2, 1), (3, 1)], [(4, 7)]], 5, out _));
    }

    [TestMethod]
    public void Grids_Are_Merged_Beyond_The_Heap_Where_The_Format_Would_Not_Hold_Them()
    {
        (int, int)[][] groups =
            [.. from f in Enumerable.Range(0, 18) from g in Enumerable.Range(0, f) select new[] { (g, 1), (f, 1) }];
        List<byte[]> grids = new GridPlanner(5, 0).Run(groups, 18, out int[] gridOf);
        Assert.IsLessThanOrEqualTo(255, grids.Sum(grid => grid.Length));
        for (int i = 0; i < groups.Length; i++)
            foreach ((int feature, _) in groups[i]) CollectionAssert.Contains(grids[gridOf[i]], (byte)feature);
    }

    private static (int, int)[] Group(Random random, int shared)
    {
        int[] all = [.. Enumerable.Range(0, shared)];
        random.Shuffle(all);
        return [.. all.Take(random.Next(Math.Min(3, shared + 1))).Order()
            .Select(feature => (feature, random.Next(1 << random.Next(1, 9))))];
    }

    private static int Cells((int Feature, int Cuts)[][] groups, byte[] grid) => grid.Aggregate(1, (cells, feature) => cells
        * (BitOperations.PopCount((uint)groups.SelectMany(group => group).Where(each => each.Feature == feature)
            .Aggregate(0, (all, each) => all | each.Cuts)) + 1));
}
