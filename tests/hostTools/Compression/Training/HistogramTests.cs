using Endcap.Compression.Datasets;
using Endcap.Compression.Training;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Histograms against a plain loop; exact, since sums are integers.</summary>
[TestClass]
public sealed class HistogramTests
{
    [TestMethod]
    public void Histogram_Equals_A_Plain_Loop() => Prop.ForAll(
        Gen.Choose(0, 10_000).Zip(Gen.Elements(3, 511, 512, 20_000)).ToArbitrary(),
        input =>
        {
            (int seed, int count) = input;
            BinnedDataset data = TrainingData.Random(seed, count);
            GradientSums sums = Sums(seed, count);
            var bundles = new FeatureBundles(data);
            var builder = new HistogramBuilder(bundles, sums);
            int[] rows = [.. Enumerable.Range(0, count).Where(row => (row * 7 + seed) % 3 > 0)];
            long[] histogram = builder.Rent();
            for (int piece = 0; piece < HistogramBuilder.Pieces(rows.Length); piece++) builder.AddPiece(rows, piece, histogram);
            return histogram.SequenceEqual(PlainLoop(data, bundles, sums, rows));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [TestMethod]
    public void Parent_Minus_Child_Is_The_Sibling()
    {
        BinnedDataset data = TrainingData.Random(1, 3000);
        GradientSums sums = Sums(1, 3000);
        var bundles = new FeatureBundles(data);
        int[] rows = [.. Enumerable.Range(0, 3000)];
        long[] parent = PlainLoop(data, bundles, sums, rows);
        HistogramBuilder.Subtract(parent, PlainLoop(data, bundles, sums, rows[..1000]), 0, bundles.TotalBins);
        CollectionAssert.AreEqual(PlainLoop(data, bundles, sums, rows[1000..]), parent);
    }

    [TestMethod]
    public void Small_Features_Share_A_Byte()
    {
        // Bins 7 40 3 6 10 4 8 5: first fit decreasing gives 40×6, 10×8×3, 7×5×4.
        var bundles = new FeatureBundles(TrainingData.Random(1, 1000));
        Assert.AreEqual(3, bundles.Bundles.Length);
        Assert.IsTrue(bundles.Bundles.All(bundle => bundle.Codes <= 256));
    }

    [TestMethod]
    public void Fixed_Point_Keeps_More_Digits_Than_A_Float_And_Cannot_Overflow()
    {
        const int Rows = 1000;
        double[] gradient = [.. Enumerable.Repeat(-1e30, Rows)], hessian = [.. Enumerable.Repeat(0.3, Rows)];
        var sums = new GradientSums(Rows);
        sums.SetScales(gradient, hessian);
        for (int chunk = 0; chunk < sums.ChunkCount; chunk++) sums.Convert(gradient, hessian, chunk);
        long gradientSum = 0, hessianSum = 0;
        for (int row = 0; row < Rows; row++)
        {
            gradientSum = checked(gradientSum + sums.Pairs[2 * row]);
            hessianSum = checked(hessianSum + sums.Pairs[2 * row + 1]);
        }

        Assert.AreEqual(-1e33, gradientSum * sums.GradientUnit, 1e21);
        Assert.AreEqual(300, hessianSum * sums.HessianUnit, 1e-9);
    }

    private static GradientSums Sums(int seed, int count)
    {
        var random = new Random(seed);
        double[] gradient = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.7)];
        double[] hessian = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        var sums = new GradientSums(count);
        sums.SetScales(gradient, hessian);
        for (int chunk = 0; chunk < sums.ChunkCount; chunk++) sums.Convert(gradient, hessian, chunk);
        return sums;
    }

    private static long[] PlainLoop(BinnedDataset data, FeatureBundles bundles, GradientSums sums, int[] rows)
    {
        var histogram = new long[2 * bundles.TotalBins];
        for (int f = 0; f < data.Columns.Length; f++)
        {
            if (!bundles.Varies[f]) continue;
            foreach (int row in rows)
            {
                int cell = 2 * (bundles.Offsets[f] + data.Columns[f][row]);
                histogram[cell] += sums.Pairs[2 * row];
                histogram[cell + 1] += sums.Pairs[2 * row + 1];
            }
        }

        return histogram;
    }
}
