using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class LineClustersTests
{
    [TestMethod]
    public void Finds_The_Optimum_That_Trying_Every_Partition_Finds() => Seeds.Check(200, random =>
    {
        float[] values = [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => random.Next(30) + 1000f)];
        float[] importance = [.. values.Select(_ => random.Next(1, 5) / 2f)];
        int count = random.Next(1, 5);
        var sorted = values.Zip(importance).OrderBy(pair => pair.First).Select(pair => ((double)pair.First, (double)pair.Second)).ToArray();
        double best = Best(sorted, count);
        Assert.AreEqual(best, Cost(sorted, LineClusters.Centres(values, importance, count)), 1e-6);
    });

    [TestMethod]
    public void Lloyd_Is_Never_Better_And_Mostly_Near()
    {
        int worse = 0;
        Seeds.Check(60, random =>
        {
            float[] values = Matrices.Normal(random, 1, 300).Data;
            var pairs = values.Select(value => ((double)value, 1.0)).ToArray();
            double exact = Cost(pairs, LineClusters.Centres(values, default, 8)), lloyd = Cost(pairs, LineClusters.LloydCentres(values, 8));
            Assert.IsLessThanOrEqualTo(lloyd + 1e-9, exact);
            Assert.IsLessThanOrEqualTo(2 * exact, lloyd);
            if (lloyd > 1.001 * exact) worse++;
        });
        Assert.IsGreaterThan(0, worse, "if Lloyd were always optimal, the exact method would not be needed");
    }

    [TestMethod]
    public void Many_Values_Are_Clustered_No_Worse_Than_Evenly()
    {
        float[] values = Matrices.Normal(new Random(5), 1, LineClusters.MostExact + 5000).Data;
        double[] centres = LineClusters.Centres(values, default, 16);
        var pairs = values.Select(value => ((double)value, 1.0)).ToArray();
        LinearGrid even = LinearGrid.Over(Calibrator.SquaredError.Range(values, 4, false), 4, false);
        Assert.IsLessThan(even.SquaredError(values), Cost(pairs, centres));
        CollectionAssert.AreEqual(centres.Order().ToArray(), centres);
    }

    private static double Best(ReadOnlySpan<(double Value, double Weight)> sorted, int count)
    {
        if (sorted.Length == 0) return 0;
        if (count == 0) return double.PositiveInfinity;
        double best = double.PositiveInfinity;
        for (int last = 1; last <= sorted.Length; last++)
        {
            var part = sorted[^last..].ToArray();
            double mean = part.Sum(pair => pair.Value * pair.Weight) / part.Sum(pair => pair.Weight);
            best = Math.Min(best, Cost(part, [mean]) + Best(sorted[..^last], count - 1));
        }

        return best;
    }

    private static double Cost((double Value, double Weight)[] pairs, double[] centres) =>
        pairs.Sum(pair => pair.Weight * centres.Min(centre => (pair.Value - centre) * (pair.Value - centre)));
}
