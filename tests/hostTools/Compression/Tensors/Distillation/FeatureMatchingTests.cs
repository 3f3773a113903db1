using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Distillation;

[TestClass]
public sealed class FeatureMatchingTests
{
    [TestMethod]
    public void A_Loss_Is_The_One_By_Hand()
    {
        // (1, 2) · (3, 4)ᵀ = 11, wanted 9.
        double loss = FeatureMatching.Loss(new Matrix(1, 2, [1, 2]), new Matrix(1, 1, [9]), new Matrix(2, 1, [3, 4]),
            out Matrix student, out Matrix projection);
        Assert.AreEqual(4, loss);
        CollectionAssert.AreEqual(new float[] { 12, 16 }, student.Data);
        CollectionAssert.AreEqual(new float[] { 4, 8 }, projection.Data);
    }

    [TestMethod]
    public void Gradients_Are_Those_Of_Finite_Differences() => Seeds.Check(60, random =>
    {
        Matrix student = Matrices.Normal(random, 5, 3), teacher = Matrices.Normal(random, 5, 4), projection = Matrices.Normal(random, 3, 4);
        FeatureMatching.Loss(student, teacher, projection, out Matrix byStudent, out Matrix byProjection);
        AssertGradient(student, byStudent, moved => FeatureMatching.Loss(moved, teacher, projection, out _, out _));
        AssertGradient(projection, byProjection, moved => FeatureMatching.Loss(student, teacher, moved, out _, out _));
    });

    [TestMethod]
    public void The_Best_Projection_Cannot_Be_Improved_And_Recovers_A_Linear_Teacher() => Seeds.Check(60, random =>
    {
        Matrix student = Matrices.Normal(random, 30, 3), planted = Matrices.Normal(random, 3, 4), other = Matrices.Normal(random, 30, 4);
        Assert.AreEqual(0, planted.SquaredDistance(FeatureMatching.BestProjection(student, student.Times(planted))), 1e-6);
        Matrix best = FeatureMatching.BestProjection(student, other);
        double loss = FeatureMatching.Loss(student, other, best, out _, out Matrix slope);
        Assert.AreEqual(0, slope.SquaredNorm(), 1e-8);
        Assert.IsGreaterThan(loss, FeatureMatching.Loss(student, other, planted, out _, out _));
    });

    private static void AssertGradient(Matrix at, Matrix gradient, Func<Matrix, double> loss)
    {
        const float Step = 0.25f; // exact for a quadratic; large, as cells are floats
        for (int i = 0; i < at.Data.Length; i++)
        {
            Matrix above = at.Copy(), below = at.Copy();
            above.Data[i] += Step;
            below.Data[i] -= Step;
            Assert.AreEqual((loss(above) - loss(below)) / (2 * Step), gradient.Data[i], 1e-4);
        }
    }
}
