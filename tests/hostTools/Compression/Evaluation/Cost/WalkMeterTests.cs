using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Models;
using Endcap.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Evaluation.Cost;

[TestClass]
public sealed class WalkMeterTests
{
    private const int Features = 10;
    private const double Scale = 100; // leaves are hundredths, so scaling is exact

    [TestMethod]
    public void Every_Walk_Computes_The_Ensembles_Scores() => Prop.ForAll<int>(seed =>
    {
        TreeEnsemble ensemble = RandomEnsemble(seed, trees: 7, depth: 5);
        byte[][] rows = RandomRows(seed, products: 10);
        using var meter = new WalkMeter(new WalkTables(ensemble, Scale));
        int[] expected = [.. rows.Select(row => (int)Math.Round(ensemble.Score(row) * Scale))];
        byte[] top = [.. Enumerable.Range(0, 10).OrderByDescending(i => expected[i]).Take(3).Select(i => (byte)i)];
        IReadOnlyList<WalkResult> results = meter.MeasureAll(rows, k: 3);
        return results.Count == 3 && results.All(r => r.Scores.SequenceEqual(expected) && r.Top.SequenceEqual(top));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [TestMethod]
    public void Plain_Walk_Of_A_Hundred_Trees_Costs_What_Its_Steps_Cost()
    {
        using var meter = new WalkMeter(new WalkTables(RandomEnsemble(1, trees: 100, depth: 5), Scale));
        IReadOnlyList<WalkResult> results = meter.MeasureAll(RandomRows(1, products: 10), k: 3);
        foreach (WalkResult result in results)
            Console.WriteLine($"{result.Name}: {result.Cost.Weighted:N0} units, {result.Cost.Operations:N0} operations, {DeviceSpeed.Esp32(result.Cost)}");

        // About 4.5 steps of some 30 units in each of 1,000 walks.
        Assert.IsTrue(results[0].Cost.Weighted is > 120_000 and < 220_000, $"{results[0].Cost.Weighted}");
        Assert.IsTrue(results[1].Cost.Weighted < results[0].Cost.Weighted);
    }

    [TestMethod]
    public void Estimate_Names_Its_Assumptions()
    {
        using var meter = new WalkMeter(new WalkTables(RandomEnsemble(2, trees: 3, depth: 4), Scale));
        IlCost cost = meter.MeasurePlain(RandomRows(2, products: 4), k: 1).Cost;
        LatencyEstimate estimate = DeviceSpeed.Esp32(cost);
        Assert.AreEqual(cost.Weighted / 4.25e3, estimate.MinMilliseconds, 1e-9);
        Assert.AreEqual(2 * estimate.MinMilliseconds, estimate.MaxMilliseconds, 1e-9);
        StringAssert.StartsWith(estimate.Assumptions, "estimate, not measured");
    }

    private static TreeEnsemble RandomEnsemble(int seed, int trees, int depth)
    {
        var random = new Random(seed);
        Feature[] features = [.. Enumerable.Range(0, Features).Select(i =>
            new Feature("f" + i, FeatureScope.Shopper, FeatureKind.Numeric, [.. Enumerable.Range(1, 15).Select(edge => (double)edge)], [], false))];
        var schema = new Schema("label", null, [], features);
        return new TreeEnsemble(schema, "logistic", 0, [.. Enumerable.Range(0, trees).Select(_ => RandomTree(random, depth))]);
    }

    private static Tree RandomTree(Random random, int depth)
    {
        var (feature, left, right, value) = (new List<short>(), new List<BinSet>(), new List<int>(), new List<double>());
        void Grow(int level)
        {
            int node = feature.Count;
            bool isLeaf = level == depth || (level > 1 && random.Next(10) == 0);
            feature.Add(isLeaf ? Tree.Leaf : (short)random.Next(Features));
            // One split in five is on a set that is no range, as categories and missing values make.
            left.Add(random.Next(5) > 0 ? BinSet.FirstBins(random.Next(1, 16)) : BinSet.Empty.With(random.Next(1, 16)).With(3));
            right.Add(0);
            value.Add(isLeaf ? random.Next(-100, 101) / 100.0 : 0);
            if (isLeaf) return;
            Grow(level + 1);
            right[node] = feature.Count;
            Grow(level + 1);
        }

        Grow(0);
        return new Tree([.. feature], [.. left], [.. right], [.. value]);
    }

    private static byte[][] RandomRows(int seed, int products)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, products).Select(_ => (byte[])[.. Enumerable.Range(0, Features).Select(_ => (byte)random.Next(16))])];
    }
}
