using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

[TestClass]
public class QuantisedRowsTests
{
    private static readonly double[] Flat = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

    [TestMethod]
    public void Whole_Multiples_Are_Exact()
    {
        // Rows of 127 · 4 and 127 · 2: the multipliers are 4 and 2, and every element a whole number.
        double[] rows = [508, -4, 8, 0, 2, 254, -6, 0, 0, 0, 0, 0];
        QuantisedRows quantised = QuantisedRows.Run(rows, 4, new VectorCoding(), 4, Flat);
        CollectionAssert.AreEqual(rows, quantised.Dequantised());
        CollectionAssert.AreEqual(new[] { 4, 2, 1 }, quantised.Multiplier);
        Assert.AreEqual(1, quantised.Unit);
    }

    [TestMethod]
    [DataRow(8)]
    [DataRow(4)]
    [DataRow(2)]
    public void Rounding_That_Knows_The_Metric_Makes_Smaller_Errors_In_It(int bits)
    {
        var random = new Random(bits);
        double[] rows = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.5)], direction = [2, 1, -1, 0.5];
        double[] metric = [.. Enumerable.Range(0, 16).Select(i => direction[i / 4] * direction[i % 4] + (i % 5 == 0 ? 0.05 : 0))];
        double aware = Error(QuantisedRows.Run(rows, 4, new VectorCoding(bits), 255, metric).Dequantised()), plain = Error(QuantisedRows.Run(rows, 4, new VectorCoding(bits), 255, Flat).Dequantised());
        Assert.IsLessThan(plain * 0.8, aware);

        double Error(double[] rounded) => Enumerable.Range(0, 100).Sum(row => Enumerable.Range(0, 16).Sum(i =>
            (rows[row * 4 + i / 4] - rounded[row * 4 + i / 4]) * metric[i] * (rows[row * 4 + i % 4] - rounded[row * 4 + i % 4])));
    }

    [TestMethod]
    public void Levels_Are_Those_Of_The_Codebook()
    {
        var random = new Random(1);
        double[] rows = [.. Enumerable.Range(0, 800).Select(_ => Math.Pow(random.NextDouble() - 0.5, 3))];
        foreach ((int bits, int coding) in ((int, int)[])[(4, WeightBlock.Sixteen), (2, WeightBlock.Four)])
        {
            QuantisedRows quantised = QuantisedRows.Run(rows, 4, new VectorCoding(bits), 255, Flat);
            Assert.IsInRange(1 << (bits - 1), 1 << bits, quantised.Values.Distinct().Count());
            Assert.AreEqual(coding, quantised.Content().Coding);
        }

        Assert.IsGreaterThan(16, QuantisedRows.Run(rows, 4, new VectorCoding(), 255, Flat).Values.Distinct().Count());
    }

    [TestMethod]
    public void Vectors_Of_Zero_Stay_Zero()
    {
        QuantisedRows quantised = QuantisedRows.Run(new double[8], 4, new VectorCoding(4), 255, Flat);
        Assert.IsTrue(quantised.Dequantised().All(value => value == 0));
        CollectionAssert.AreEqual(new[] { 1, 1 }, quantised.Multiplier);
    }
}
