using Endcap.Compression.Pictures.Plots;

namespace Endcap.Tests.HostTools.Compression.Pictures.Plots;

[TestClass]
public sealed class HistogramTests
{
    [TestMethod]
    public void Counts_By_Hand()
    {
        Histogram bars = Histogram.Of([0, 0.5, 1, 1.5, 2, 3], [0, 1, 2, 3]);
        CollectionAssert.AreEqual(new double[] { 2, 2, 2 }, bars.Counts); // an edge belongs to what follows, the last to what is before
        CollectionAssert.AreEqual(new double[] { 1, 1 }, Histogram.Of([-5.0, 9.0], [0, 1, 2]).Counts);
    }

    [TestMethod]
    public void Every_Finite_Value_Is_Counted_Between_Edges_That_Hold_It()
    {
        var random = new Random(7);
        for (int n = 0; n < 300; n++)
        {
            double scale = Math.Pow(10, random.Next(-6, 6));
            double[] values = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (random.NextDouble() - 0.3) * scale)];
            if (n % 5 == 0) Array.Fill(values, values[0]);
            Histogram bars = Histogram.Of([.. values, double.NaN, double.PositiveInfinity]);
            Assert.AreEqual(values.Length, bars.Counts.Sum());
            Assert.IsTrue(bars.Edges[0] <= values.Min() && bars.Edges[^1] >= values.Max() - 1e-12 * scale, $"{n}");
            for (int i = 0; i < bars.Counts.Length; i++)
            {
                bool isLast = i == bars.Counts.Length - 1;
                int count = values.Count(value => value >= bars.Edges[i] && (isLast || value < bars.Edges[i + 1]));
                Assert.AreEqual(count, bars.Counts[i], $"{n}");
            }
        }
    }
}
