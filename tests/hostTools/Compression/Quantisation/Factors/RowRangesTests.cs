using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

[TestClass]
public class RowRangesTests
{
    // Of four elements; on the scale of their largest the rows are 1, 0.5, 0.5, 0.5 and 1, 0.25, 0.25, 0.25.
    private static readonly double[] Rows = [8, -4, 4, 4, -2, 0.5, 0.5, 0.5];

    [TestMethod]
    public void Ranges_Are_Those_Of_The_Calibrators()
    {
        CollectionAssert.AreEqual(new[] { 8.0, 2 }, RowRanges.Of(Rows, 4, new VectorCoding()));
        // Magnitudes in order: 0.25 ×3, 0.5 ×3, 1 ×2; place 5/7 · 7 = 5 is the last 0.5.
        double[] half = RowRanges.Of(Rows, 4, new VectorCoding(8, true, FactorRange.Percentile, 5 / 7.0));
        Assert.AreEqual(4, half[0], 1e-6);
        Assert.AreEqual(1, half[1], 1e-6);
        // Control: all of the values keep the whole range.
        CollectionAssert.AreEqual(new[] { 8.0, 2 }, RowRanges.Of(Rows, 4, new VectorCoding(8, true, FactorRange.Percentile)));
    }

    [TestMethod]
    public void Least_Squares_Clips_Where_Levels_Are_Few()
    {
        // Levels −r, 0, r: at r = 8 the fours are 4 off (or half way): 3 · 16 = 48. At r the error is (8 − r)² + 3 (4 − r)², least at 5.
        double range = RowRanges.Of(Rows, 4, new VectorCoding(2, false, FactorRange.Mse))[0];
        Assert.AreEqual(5, range, 0.05);
        Assert.IsLessThan(Error(8), Error(range));

        static double Error(double range) => new[] { 8.0, 4, 4, 4 }.Sum(value => new[] { 0, range }.Min(level => (value - level) * (value - level)));
    }

    [TestMethod]
    public void Entropy_Looks_At_All_Rows_Each_On_Its_Own_Scale()
    {
        var random = new Random(1);
        double[] rows = [.. Enumerable.Range(0, 16_000).Select(i => (i / 16 + 1) * Math.Pow(random.NextDouble(), 6))];
        float[] scaled = [.. rows.Chunk(16).SelectMany(row => row.Select(value => (float)(value / row.Max())))];
        double share = Calibrator.Entropy.Range(scaled, 2, true).Magnitude;
        Assert.IsLessThan(0.95, share);
        double[] ranges = RowRanges.Of(rows, 16, new VectorCoding(2, true, FactorRange.Entropy));
        for (int row = 0; row < ranges.Length; row++) Assert.AreEqual(share * rows.Skip(16 * row).Take(16).Max(), ranges[row], 1e-9);
        // Control: the whole range is another.
        Assert.AreEqual(rows.Take(16).Max(), RowRanges.Of(rows, 16, new VectorCoding(2))[0]);
    }

    [TestMethod]
    public void Evenly_Spaced_Levels_Are_Hit_Exactly()
    {
        // Largest 7 and multiplier 1 of 1: a unit of 7/127; levels are multiples of 18 units.
        double[] rows = [7, 2, -4, 0], flat = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        QuantisedRows four = QuantisedRows.Run(rows, 4, new VectorCoding(4, Codebook: false), 255, null);
        Assert.IsTrue(four.Values.All(value => value % 18 == 0), string.Join(' ', four.Values));
        Assert.AreEqual("126 36 -72 0", string.Join(' ', four.Values));
        QuantisedRows two = QuantisedRows.Run(rows, 4, new VectorCoding(2, Codebook: false), 255, flat);
        Assert.AreEqual("127 0 -127 0", string.Join(' ', two.Values)); // with the multiplier that fits best
        double step = two.Dequantised()[0];
        Assert.AreEqual(5.5, step, 0.05); // mean of 7 and 4
        Assert.IsTrue(four.Covers(0, 7.2) && !four.Covers(0, 7.6));
        Assert.AreEqual(2, four.Nearest(0, 2.3), 0.02);
        // Control: a codebook of sixteen has a level for each of the four values.
        Assert.AreEqual(0, QuantisedRows.Run(rows, 4, new VectorCoding(4), 255, null).Dequantised().Zip(rows, (one, other) => Math.Abs(one - other)).Max(), 0.03);
    }
}
