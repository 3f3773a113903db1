using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class CalibratorTests
{
    private static readonly float[] OneToFive = [3, 1, 5, 2, 4];

    [TestMethod]
    public void Min_Max_Covers_All() =>
        Assert.AreEqual(new ClippingRange(1, 5), Calibrator.MinMax.Range(OneToFive, 8, false));

    [TestMethod]
    public void Percentiles_Are_Those_By_Hand()
    {
        // Places 0.1 · 4 and 0.9 · 4 among 1 … 5.
        ClippingRange range = Calibrator.Percentile(0.8).Range(OneToFive, 8, symmetric: false);
        Assert.AreEqual(1.4, range.Low, 1e-9);
        Assert.AreEqual(4.6, range.High, 1e-9);
        // Magnitudes 1, 2, 3, 10: place 0.5 · 3 lies between 2 and 3.
        Assert.AreEqual(new ClippingRange(-2.5, 2.5), Calibrator.Percentile(0.5).Range([-10, 1, 2, 3], 8, symmetric: true) with { High = 2.5 });
        Assert.AreEqual(Calibrator.MinMax.Range(OneToFive, 8, true), Calibrator.Percentile(1).Range(OneToFive, 8, true));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Calibrator.Percentile(0));
    }

    [TestMethod]
    public void Squared_Error_Is_Never_Worse_Than_Min_Max_And_Often_Better()
    {
        int better = 0;
        Seeds.Check(100, random =>
        {
            float[] values = Matrices.Any(random).Data;
            int bits = 2 << random.Next(3);
            bool symmetric = random.Next(2) == 0;
            double Error(Calibrator calibrator) => LinearGrid.Over(calibrator.Range(values, bits, symmetric), bits, symmetric).SquaredError(values);
            double whole = Error(Calibrator.MinMax), found = Error(Calibrator.SquaredError);
            Assert.IsLessThanOrEqualTo(whole, found);
            if (found < 0.9 * whole) better++;
        });
        Assert.IsGreaterThan(20, better);
    }

    [TestMethod]
    public void Squared_Error_Gives_An_Outlier_Up_When_Many_Small_Values_Gain()
    {
        // 2 bits: −s, 0, s. Keeping 10 rounds all ones to 0: error 1000. At s = 1 only the outlier errs: 81.
        float[] values = [.. Enumerable.Repeat(1f, 1000), 10];
        Assert.AreEqual(1, Calibrator.SquaredError.Range(values, 2, symmetric: true).Magnitude, 0.11);
    }

    [TestMethod]
    public void Entropy_Takes_The_Candidate_With_The_Least_Divergence() => Seeds.Check(100, random =>
    {
        int levels = 1 << random.Next(1, 4);
        double[] histogram = [.. Enumerable.Range(0, random.Next(levels, 60)).Select(bin => (double)(int)(random.Next(3) * 100 / (1 + bin * bin / 40)))];
        histogram[0]++;
        int chosen = EntropyCalibrator.BestBins(histogram, levels);
        double[] all = [.. Enumerable.Range(levels, histogram.Length - levels + 1).Select(kept => Divergence(histogram, kept, levels))];
        Assert.AreEqual(all.Min(), all[chosen - levels], 1e-9);
    });

    [TestMethod]
    public void A_Divergence_Is_The_One_By_Hand()
    {
        // Kept 4 of 8 bins in 2 levels: P = (4, 2, 0, 3) / 9, the last with the 2 beyond; Q = (3, 3, 0, 1) / 7.
        double expected = 4 / 9.0 * Math.Log(4 / 9.0 / (3 / 7.0)) + 2 / 9.0 * Math.Log(2 / 9.0 / (3 / 7.0)) + 3 / 9.0 * Math.Log(3 / 9.0 / (1 / 7.0));
        Assert.AreEqual(expected, EntropyCalibrator.Divergence([4, 2, 0, 1, 0, 1, 0, 1], 4, 2), 1e-12);
    }

    [TestMethod]
    public void Entropy_Clips_A_Far_Outlier_But_Not_A_Uniform_Spread()
    {
        var random = new Random(1);
        float[] normal = Matrices.Normal(random, 1, 20_000).Data;
        normal[7] = 40;
        double magnitude = Calibrator.Entropy.Range(normal, 8, true).Magnitude;
        Assert.IsTrue(magnitude is > 2 and < 10, $"{magnitude}");
        float[] even = [.. Enumerable.Range(0, 20_000).Select(i => i / 20_000f)];
        Assert.AreEqual(1, Calibrator.Entropy.Range(even, 8, true).Magnitude, 0.05);
        Assert.AreEqual(new ClippingRange(1, 5), Calibrator.Entropy.Range(OneToFive, 8, true), "too few values for a histogram");
    }

    [TestMethod]
    public void Values_That_Are_Not_Finite_Are_Refused()
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity })
            foreach (Calibrator calibrator in new[] { Calibrator.MinMax, Calibrator.SquaredError, Calibrator.Entropy, Calibrator.Percentile(0.9) })
                Assert.ThrowsExactly<ArgumentException>(() => calibrator.Range([1, bad, 2], 8, true));
    }

    // Migacz's procedure, written from its description: candidate histogram, merged parts, spread over filled bins.
    private static double Divergence(double[] histogram, int kept, int levels)
    {
        double[] p = histogram[..kept], q = new double[kept];
        foreach (var part in Enumerable.Range(0, kept).GroupBy(bin => Enumerable.Range(0, levels).Last(level => level * kept / levels <= bin)))
            foreach (int bin in part.Where(bin => p[bin] > 0))
                q[bin] = part.Sum(one => p[one]) / part.Count(one => p[one] > 0);
        p[^1] += histogram.Skip(kept).Sum();
        return Enumerable.Range(0, kept).Where(bin => p[bin] > 0)
            .Sum(bin => p[bin] / p.Sum() * Math.Log(p[bin] / p.Sum() / Math.Max(q.Sum() == 0 ? 0 : q[bin] / q.Sum(), 1e-9)));
    }
}
