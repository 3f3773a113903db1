using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Tests.HostTools.Compression.Tensors.LowRank;

[TestClass]
public sealed class TruncatedSvdTests
{
    [TestMethod]
    public void A_Small_Decomposition_Is_The_One_By_Hand()
    {
        // [[3, 0], [4, 5]]: WᵀW has eigenvalues 45 and 5.
        TruncatedSvd svd = TruncatedSvd.Of(new Matrix(2, 2, [3, 0, 4, 5]));
        Assert.AreEqual(Math.Sqrt(45), svd.SingularValues[0], 1e-6);
        Assert.AreEqual(Math.Sqrt(5), svd.SingularValues[1], 1e-6);
        // Rank 1: σ u vᵀ with u = (1, 3)/√10, v = (1, 1)/√2, so rows 1.5 and 4.5.
        Matrix one = svd.Factors(1).Product();
        foreach ((float expected, float cell) in new[] { 1.5f, 1.5f, 4.5f, 4.5f }.Zip(one.Data)) Assert.AreEqual(expected, cell, 1e-5f);
    }

    [TestMethod]
    public void The_Error_Is_The_Tail_Of_The_Singular_Values() => Seeds.Check(80, random =>
    {
        Matrix matrix = Matrices.Normal(random, random.Next(1, 20), random.Next(1, 20));
        TruncatedSvd svd = TruncatedSvd.Of(matrix);
        Assert.HasCount(Math.Min(matrix.Rows, matrix.Columns), svd.SingularValues);
        int rank = random.Next(1, svd.SingularValues.Length + 1);
        LowRankFactors factors = svd.Factors(rank);
        Assert.AreEqual(svd.TailEnergy(rank), matrix.SquaredDistance(factors.Product()), 1e-5 * matrix.SquaredNorm());
        // Balanced: both factors' columns have the length √σ.
        Assert.AreEqual(factors.Left.SquaredNorm(), factors.Right.SquaredNorm(), 1e-5 * factors.Left.SquaredNorm());
    });

    [TestMethod]
    public void No_Other_Factors_Of_The_Rank_Are_Nearer() => Seeds.Check(60, random =>
    {
        Matrix matrix = Matrices.Normal(random, 8, 6);
        TruncatedSvd svd = TruncatedSvd.Of(matrix);
        LowRankFactors best = svd.Factors(2);
        Matrix left = Matrices.Normal(random, 8, 2, 0.05), right = best.Right.Copy();
        for (int i = 0; i < left.Data.Length; i++) left.Data[i] += best.Left.Data[i];
        Assert.IsGreaterThan(svd.TailEnergy(2), matrix.SquaredDistance(new LowRankFactors(left, right).Product()));
        // The control: other singular vectors than the first.
        Assert.IsGreaterThan(matrix.SquaredDistance(best.Product()), matrix.SquaredDistance(Last(svd)));
    });

    [TestMethod]
    public void A_Tall_Matrix_And_Its_Transpose_Decompose_Alike()
    {
        Matrix tall = Matrices.Normal(new Random(4), 400, 6);
        TruncatedSvd svd = TruncatedSvd.Of(tall), wide = TruncatedSvd.Of(tall.Transposed());
        for (int k = 0; k < 6; k++) Assert.AreEqual(svd.SingularValues[k], wide.SingularValues[k], 1e-6);
        Assert.AreEqual(0, tall.SquaredDistance(wide.Factors(6).Product().Transposed()), 1e-6);
    }

    [TestMethod]
    public void Ranks_Follow_Energy_And_Bytes()
    {
        // σ = 4, 2, 1: energies 16, 4, 1 of 21.
        TruncatedSvd svd = TruncatedSvd.Of(new Matrix(4, 3, [4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]));
        Assert.AreEqual(1, svd.RankForEnergy(16 / 21.0 - 1e-6));
        Assert.AreEqual(2, svd.RankForEnergy(16 / 21.0 + 1e-6));
        Assert.AreEqual(3, svd.RankForEnergy(1));
        Assert.AreEqual(1, svd.RankForEnergy(0));
        Assert.AreEqual(0, svd.RankForBytes(6, 8)); // a rank takes 4 + 3 weights
        Assert.AreEqual(2, svd.RankForBytes(14, 8));
        Assert.AreEqual(3, svd.RankForBytes(14, 4));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => svd.Factors(4));
        Assert.ThrowsExactly<ArgumentException>(() => TruncatedSvd.Of(new Matrix(1, 1, [float.NaN])));
    }

    private static Matrix Last(TruncatedSvd svd)
    {
        int rank = svd.SingularValues.Length;
        return svd.Factors(rank).Product().Minus(svd.Factors(rank - 2).Product());
    }
}
