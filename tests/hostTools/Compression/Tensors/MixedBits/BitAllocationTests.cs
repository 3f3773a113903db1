using Endcap.Compression.Tensors.MixedBits;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Tensors.MixedBits;

[TestClass]
public sealed class BitAllocationTests
{
    private static readonly BitChoice[][] Two = [[new(8, 0), new(4, 3), new(2, 9)], [new(16, 0), new(8, 1), new(4, 6)]];

    [TestMethod]
    public void Choices_Are_Those_By_Hand()
    {
        CollectionAssert.AreEqual(new[] { 0, 0 }, BitAllocation.Exact(Two, 24));
        CollectionAssert.AreEqual(new[] { 0, 1 }, BitAllocation.Exact(Two, 23)); // 16 bytes, loss 1
        CollectionAssert.AreEqual(new[] { 1, 1 }, BitAllocation.Exact(Two, 15)); // 12 bytes, loss 4; not 8 + 4, loss 6
        CollectionAssert.AreEqual(new[] { 2, 2 }, BitAllocation.Exact(Two, 6));
        Assert.IsNull(BitAllocation.Exact(Two, 5));
        Assert.IsNull(BitAllocation.Choose(Two, 5));
        Assert.IsNull(BitAllocation.Lagrangian(Two, 5));
        Assert.IsEmpty(BitAllocation.Choose([], 0)!);
    }

    [TestMethod]
    public void The_Exact_Choice_Is_What_Trying_All_Finds() => Seeds.Check(300, random =>
    {
        (BitChoice[][] tensors, int budget) = Draw(random, 5);
        double best = SmallSpace.Combinations([.. tensors.Select(ways => ways.Length)])
            .Where(choice => tensors.Zip(choice, (ways, way) => ways[way].Bytes).Sum() <= budget)
            .Select(choice => tensors.Zip(choice, (ways, way) => ways[way].Loss).Sum()).DefaultIfEmpty(double.NaN).Min();
        int[]? exact = BitAllocation.Exact(tensors, budget);
        if (double.IsNaN(best)) Assert.IsNull(exact);
        else
        {
            Assert.AreEqual(best, BitAllocation.Loss(tensors, exact!), 1e-9);
            Assert.IsLessThanOrEqualTo(budget, BitAllocation.Bytes(tensors, exact!));
        }
    });

    [TestMethod]
    public void The_Lagrangian_Fits_And_Is_Near_The_Optimum()
    {
        int worse = 0;
        double lost = 0, all = 0;
        Seeds.Check(200, random =>
        {
            (BitChoice[][] tensors, int budget) = Draw(random, 20);
            int[]? exact = BitAllocation.Exact(tensors, budget), fast = BitAllocation.Lagrangian(tensors, budget);
            Assert.AreEqual(exact is null, fast is null);
            if (exact is null) return;
            Assert.IsLessThanOrEqualTo(budget, BitAllocation.Bytes(tensors, fast!));
            double optimum = BitAllocation.Loss(tensors, exact), found = BitAllocation.Loss(tensors, fast!);
            Assert.IsLessThanOrEqualTo(found + 1e-9, optimum);
            if (found > optimum + 1e-9) worse++;
            all += optimum;
            lost += found - optimum;
        });
        Assert.IsGreaterThan(0, worse, "if it were always exact, the table would not be needed");
        Assert.IsLessThan(0.05 * all, lost);
    }

    [TestMethod]
    public void Large_Problems_Are_Solved_Too()
    {
        BitChoice[][] tensors = [.. Enumerable.Range(1, 500).Select(t =>
            new BitChoice[] { new(8000 * t, 0), new(4000 * t, t % 7 + 1), new(2000 * t, t % 7 * 4 + 5) })];
        int budget = 500 * 501 / 2 * 4000;
        int[] choice = BitAllocation.Choose(tensors, budget)!;
        Assert.IsTrue(BitAllocation.Bytes(tensors, choice) is long bytes && bytes <= budget && bytes > budget * 0.99);
        Assert.IsLessThan(tensors.Sum(ways => ways[1].Loss), BitAllocation.Loss(tensors, choice));
    }

    [TestMethod]
    public void Choices_That_Make_No_Sense_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => BitAllocation.Choose([[]], 5));
        Assert.ThrowsExactly<ArgumentException>(() => BitAllocation.Choose([[new(-1, 0)]], 5));
        Assert.ThrowsExactly<ArgumentException>(() => BitAllocation.Choose([[new(1, double.NaN)]], 5));
    }

    private static (BitChoice[][], int) Draw(Random random, int most)
    {
        BitChoice[][] tensors = [.. Enumerable.Range(0, random.Next(1, most))
            .Select(_ => Enumerable.Range(0, random.Next(1, 5)).Select(_ => new BitChoice(random.Next(60), random.Next(100) / 4.0)).ToArray())];
        return (tensors, random.Next(tensors.Sum(ways => ways.Max(way => way.Bytes)) + 2));
    }
}
