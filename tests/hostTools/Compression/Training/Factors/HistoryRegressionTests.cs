using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Datasets;
using Endcap.Compression.Training.Factors;
using Endcap.Tests.HostTools.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Training.Factors;

[TestClass]
public class HistoryRegressionTests
{
    [TestMethod]
    public void Agrees_With_The_Normal_Equations_Written_Out()
    {
        Baskets baskets = Shops.Halves(60, 8, 1, withShoppers: true);
        var options = new FactorOptions { Rank = 2 };
        var random = new Random(1);
        double[] targets = [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble() - 0.5)];
        double[] weights = new HistoryRegression(baskets, count => 1 / Math.Sqrt(count)).Solve(targets, 2, options);

        Matrix<double> design = Matrix<double>.Build.Dense(60, 8 + 2 + 1);
        for (int u = 0; u < 60; u++)
        {
            foreach (int product in baskets[u]) design[u, product] = 1 / Math.Sqrt(baskets[u].Length);
            design[u, 8 + baskets.BinsOf(u)[0]] = 1;
            design[u, 10] = 1;
        }

        double[] Solve(double penalty, int element)
        {
            Matrix<double> left = design.TransposeThisAndMultiply(design) + Matrix<double>.Build.DiagonalOfDiagonalArray(
                [.. Enumerable.Repeat(penalty, 10), 1e-6]);
            return [.. left.Solve(design.TransposeThisAndMultiply(Vector<double>.Build.Dense(60, u => targets[u * 2 + element])))];
        }

        for (int element = 0; element < 2; element++)
        {
            double[] expected = Solve(2, element), other = Solve(3, element);
            for (int column = 0; column < 11; column++) Assert.AreEqual(expected[column], weights[column * 2 + element], 1e-5);
            Assert.IsGreaterThan(1e-4, expected.Zip(other).Max(pair => Math.Abs(pair.First - pair.Second))); // the tolerance can fail
        }
    }
}
