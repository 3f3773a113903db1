using MathNet.Numerics.LinearAlgebra;
using Endcap.Compression.Datasets;
using Endcap.Compression.Training.Factors;
using Endcap.Tests.HostTools.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Training.Factors;

[TestClass]
public class ItemSimilarityTests
{
    private static readonly Baskets Four = Shops.Of(3, [0, 1], [0, 1], [0], [2]);

    [TestMethod]
    public void Counts_By_Hand()
    {
        // n(0) = 3, n(1) = 2, n(2) = 1, together: 0 and 1 twice.
        double[] cosine = ItemSimilarity.Cosine(Four, 0), lift = ItemSimilarity.Lift(Four, 0.5);
        double both = 2 / Math.Sqrt(6);
        CollectionAssert.AreEqual(new[] { 0, both, 0, both, 0, 0, 0, 0, 0 }, cosine);
        Assert.AreEqual(Math.Log((2 + 0.5) / (3 * 2 / 4.0 + 0.5)), lift[1], 1e-12);
        Assert.AreEqual(Math.Log((0 + 0.5) / (3 * 1 / 4.0 + 0.5)), lift[2], 1e-12);
        Assert.AreEqual(0, lift[0]);
        Assert.AreEqual(2 / Math.Sqrt(4 * 3), ItemSimilarity.Cosine(Four, 1)[1], 1e-12);
    }

    [TestMethod]
    public void Ridge_Is_Each_Product_Regressed_On_The_Others()
    {
        Baskets baskets = Shops.Random(50, 6, 1);
        double[] weights = ItemSimilarity.Ridge(baskets, 4);
        Matrix<double> bought = Matrix<double>.Build.Dense(50, 6, (u, i) => baskets[u].Contains(i) ? 1 : 0);
        for (int p = 0; p < 6; p++)
        {
            int[] others = [.. Enumerable.Range(0, 6).Where(q => q != p)];
            Matrix<double> x = Matrix<double>.Build.Dense(50, 5, (u, k) => bought[u, others[k]]);
            Vector<double> expected = (x.TransposeThisAndMultiply(x) + 4 * Matrix<double>.Build.DenseIdentity(5))
                .Solve(x.TransposeThisAndMultiply(bought.Column(p)));
            for (int k = 0; k < 5; k++) Assert.AreEqual(expected[k], weights[others[k] * 6 + p], 1e-9);
            Assert.AreEqual(0, weights[p * 6 + p]);
        }
    }

    [TestMethod]
    public void Factors_Of_Full_Rank_Are_Exact_And_Of_Less_The_Nearest()
    {
        double[] similarity = ItemSimilarity.Ridge(Shops.Random(50, 6, 2), 1);
        (double[] history, double[] products) = ItemSimilarity.Factor(similarity, 6, 8);
        Assert.IsLessThan(1e-10, Distance(history, products, 8));
        Svd(out double[] singular);
        (history, products) = ItemSimilarity.Factor(similarity, 6, 4);
        Assert.AreEqual(singular.Skip(4).Sum(value => value * value), Distance(history, products, 4), 1e-8);

        double Distance(double[] left, double[] right, int rank) => Enumerable.Range(0, 36).Sum(cell =>
            Math.Pow(similarity[cell] - AlternatingLeastSquares.Dot(left, cell / 6, right, cell % 6, rank), 2));
        void Svd(out double[] values) => values = [.. Matrix<double>.Build.Dense(6, 6, similarity).Svd(false).S];
    }
}
