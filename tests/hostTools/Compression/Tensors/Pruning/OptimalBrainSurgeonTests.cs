using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Pruning;

[TestClass]
public sealed class OptimalBrainSurgeonTests
{
    [TestMethod]
    public void Of_Two_Equal_Inputs_One_Takes_Over()
    {
        // Inputs 0 and 1 are always equal, so 2 and 3 may become 0 and 5, which costs nothing; input 2 alone costs 1.
        var gram = new Matrix(3, 3, [4, 4, 0, 4, 4, 0, 0, 0, 4]);
        PrunedWeights pruned = OptimalBrainSurgeon.Prune(new Matrix(1, 3, [2, 3, 1]), gram, 1 / 3.0);
        Assert.IsFalse(pruned.Mask[0, 0]);
        Assert.AreEqual(0f, pruned.Weights[0, 0]);
        Assert.AreEqual(5f, pruned.Weights[0, 1], 1e-2f);
        Assert.AreEqual(1f, pruned.Weights[0, 2], 1e-5f);
    }

    [TestMethod]
    public void Beats_Magnitude_And_The_Diagonal_On_Correlated_Inputs()
    {
        int muchBetter = 0;
        Seeds.Check(60, random =>
        {
            (Matrix weights, Matrix gram) = Layer(random);
            double surgeon = Loss(weights, OptimalBrainSurgeon.Prune(weights, gram, 0.5).Weights, gram);
            double magnitude = Loss(weights, Cut(weights, Saliency.Magnitude(weights)), gram);
            double diagonal = Loss(weights, Cut(weights, Saliency.Hessian(weights, gram)), gram);
            Assert.IsLessThan(Math.Min(magnitude, diagonal), surgeon);
            if (surgeon < magnitude / 5) muchBetter++;
        });
        Assert.IsGreaterThan(40, muchBetter);
    }

    [TestMethod]
    public void Its_Weights_Are_The_Least_Squares_Ones_For_Its_Mask() => Seeds.Check(60, random =>
    {
        (Matrix weights, Matrix gram) = Layer(random);
        PrunedWeights pruned = OptimalBrainSurgeon.Prune(weights, gram, 0.5, damping: 0.01);
        Matrix refit = OptimalBrainSurgeon.Refit(weights, pruned.Mask, gram, damping: 0.01).Weights;
        Assert.AreEqual(0, pruned.Weights.SquaredDistance(refit), 1e-6 * weights.SquaredNorm());
    });

    [TestMethod]
    public void No_Small_Move_Of_Refitted_Weights_Is_Better() => Seeds.Check(60, random =>
    {
        (Matrix weights, Matrix gram) = Layer(random);
        PruneMask mask = Pruner.NOfM(Saliency.Magnitude(weights), 2, 4);
        Matrix refit = OptimalBrainSurgeon.Refit(weights, mask, gram, damping: 1e-9).Weights, kept = refit.Copy();
        mask.Apply(kept);
        CollectionAssert.AreEqual(refit.Data, kept.Data, "what goes stays 0");
        double least = Loss(weights, refit, gram);
        Assert.IsLessThanOrEqualTo(Loss(weights, Cut(weights, mask), gram), least);
        Matrix moved = Matrices.Normal(random, weights.Rows, weights.Columns, 0.1);
        for (int i = 0; i < moved.Data.Length; i++) moved.Data[i] += refit.Data[i];
        mask.Apply(moved);
        Assert.IsGreaterThan(least, Loss(weights, moved, gram));
    });

    [TestMethod]
    public void All_And_Nothing_Can_Be_Pruned()
    {
        (Matrix weights, Matrix gram) = Layer(new Random(1));
        CollectionAssert.AreEqual(weights.Data, OptimalBrainSurgeon.Prune(weights, gram, 0).Weights.Data);
        Assert.AreEqual(0, OptimalBrainSurgeon.Prune(weights, gram, 1).Weights.SquaredNorm());
        Assert.ThrowsExactly<ArgumentException>(() => OptimalBrainSurgeon.Prune(weights, new Matrix(2, 2), 0.5));
    }

    private static (Matrix Weights, Matrix Gram) Layer(Random random) =>
        (Matrices.Normal(random, 3, 10), Matrix.Gram(Matrices.Correlated(random, 60, 10, causes: 3)));

    private static double Loss(Matrix weights, Matrix other, Matrix gram) => ErrorAwareQuantiser.OutputError(weights, other, gram);

    private static Matrix Cut(Matrix weights, Matrix saliency) => Cut(weights, Pruner.Unstructured(saliency, 0.5));

    private static Matrix Cut(Matrix weights, PruneMask mask)
    {
        Matrix cut = weights.Copy();
        mask.Apply(cut);
        return cut;
    }
}
