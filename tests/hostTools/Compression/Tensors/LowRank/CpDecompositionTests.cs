using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Tests.HostTools.Compression.Tensors.LowRank;

[TestClass]
public sealed class CpDecompositionTests
{
    [TestMethod]
    public void A_Planted_Tensor_Is_Recovered() => Seeds.Check(60, random =>
    {
        int rank = random.Next(1, 4);
        CpFactors planted = Planted(random, rank);
        CpFactors found = CpDecomposition.Run(planted.Product(), rank, random.Next());
        Assert.IsGreaterThan(0.999, found.Fit);
        // The terms are unique up to order and size (Kruskal 1977): each planted column has a parallel found one.
        for (int r = 0; r < rank; r++)
        {
            int own = r;
            Assert.IsGreaterThan(0.99, Enumerable.Range(0, rank).Max(q => Cosine(planted.A, own, found.A, q)), "a column of A is missing");
        }
    });

    [TestMethod]
    public void The_Fit_Is_That_Of_The_Product() => Seeds.Check(15, random =>
    {
        Tensor3 tensor = new(4, 5, 3, Matrices.Normal(random, 4, 15).Data);
        CpFactors found = CpDecomposition.Run(tensor, 2, random.Next(), starts: 2);
        float[] product = found.Product().Data;
        double error = tensor.Data.Zip(product).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
        double norm = tensor.Data.Sum(cell => (double)cell * cell);
        Assert.AreEqual(1 - Math.Sqrt(error / norm), found.Fit, 1e-5);
    });

    [TestMethod]
    public void A_Rank_Too_Low_Cannot_Fit_And_A_Higher_One_Fits_Better()
    {
        Tensor3 tensor = Planted(new Random(8), 3).Product();
        double one = CpDecomposition.Run(tensor, 1, 1).Fit, two = CpDecomposition.Run(tensor, 2, 1).Fit, three = CpDecomposition.Run(tensor, 3, 1).Fit;
        Assert.IsLessThan(0.9, two);
        Assert.IsLessThan(two, one);
        Assert.IsGreaterThan(0.999, three);
    }

    [TestMethod]
    public void A_Rank_One_Tensor_By_Hand()
    {
        // (1, 2) × (1, 3) × (1, −1).
        CpFactors found = CpDecomposition.Run(new Tensor3(2, 2, 2, [1, -1, 3, -3, 2, -2, 6, -6]), 1, 0);
        Assert.AreEqual(2, found.A[1, 0] / found.A[0, 0], 1e-5);
        Assert.AreEqual(3, found.B[1, 0] / found.B[0, 0], 1e-5);
        Assert.AreEqual(-1, found.C[1, 0] / found.C[0, 0], 1e-5);
        Assert.AreEqual(found.A.SquaredNorm(), found.C.SquaredNorm(), 1e-4);
        Assert.IsTrue(found.Converged || found.Fit > 0.999999);
    }

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Factors_And_A_Cut_Run_Says_So()
    {
        Tensor3 tensor = new(4, 5, 3, Matrices.Normal(new Random(2), 4, 15).Data);
        CollectionAssert.AreEqual(CpDecomposition.Run(tensor, 2, 7).A.Data, CpDecomposition.Run(tensor, 2, 7).A.Data);
        CpFactors cut = CpDecomposition.Run(tensor, 2, 7, starts: 1, rounds: 2);
        Assert.IsFalse(cut.Converged);
        Assert.AreEqual(2, cut.Rounds);
        Assert.IsGreaterThanOrEqualTo(cut.Fit, CpDecomposition.Run(tensor, 2, 7, starts: 1).Fit);
        Assert.AreEqual(1, CpDecomposition.Run(new Tensor3(1, 2, 1, new float[2]), 1, 0).Fit);
        Assert.ThrowsExactly<ArgumentException>(() => new Tensor3(2, 2, 2, new float[7]));
    }

    // Orthogonal columns of different length, half of the time tilted: singular vectors alone are then not the answer.
    private static CpFactors Planted(Random random, int rank)
    {
        Matrix[] factors = [.. new[] { 6, 7, 5 }.Select(size => TruncatedSvd.Of(Matrices.Normal(random, size, rank)).Factors(rank).Left)];
        float tilt = random.Next(2) * 0.4f;
        foreach (Matrix factor in factors)
            for (int i = 0; i < factor.Data.Length; i++) factor.Data[i] += tilt * random.NextSingle();
        return new CpFactors(factors[0], factors[1], factors[2], 1, 0, true);
    }

    private static double Cosine(Matrix a, int p, Matrix b, int q)
    {
        double product = 0, first = 0, second = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            product += (double)a[i, p] * b[i, q];
            first += (double)a[i, p] * a[i, p];
            second += (double)b[i, q] * b[i, q];
        }

        return Math.Abs(product) / Math.Sqrt(first * second);
    }
}
