using Endcap.Compression.Tensors;

namespace Endcap.Tests.HostTools.Compression.Tensors;

[TestClass]
public sealed class MatrixTests
{
    private static readonly Matrix Two = new(2, 3, [1, 2, 3, 4, 5, 6]);

    [TestMethod]
    public void Products_Are_Those_By_Hand()
    {
        CollectionAssert.AreEqual(new float[] { 22, 28, 49, 64 }, Two.Times(new Matrix(3, 2, [1, 2, 3, 4, 5, 6])).Data);
        CollectionAssert.AreEqual(new float[] { 14, 32, 32, 77 }, Two.TimesTransposed(Two).Data);
        CollectionAssert.AreEqual(new float[] { -2, -2 }, Two.Times([1, 0, -1]));
        CollectionAssert.AreEqual(new float[] { 1, 4, 2, 5, 3, 6 }, Two.Transposed().Data);
        CollectionAssert.AreEqual(new float[] { 17, 22, 27, 22, 29, 36, 27, 36, 45 }, Matrix.Gram(Two).Data);
    }

    [TestMethod]
    public void Norms_And_Differences_Are_Those_By_Hand()
    {
        Assert.AreEqual(91, Two.SquaredNorm());
        Matrix other = Two.Copy();
        other[1, 2] = 4;
        Assert.AreEqual(6, Two[1, 2]);
        Assert.AreEqual(4, Two.SquaredDistance(other));
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 0, 2 }, Two.Minus(other).Data);
    }

    [TestMethod]
    public void Shapes_That_Do_Not_Fit_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new Matrix(2, 2, [1, 2, 3]));
        Assert.ThrowsExactly<ArgumentException>(() => Two.Times(Two));
        Assert.ThrowsExactly<ArgumentException>(() => Two.Minus(Two.Transposed()));
        Assert.ThrowsExactly<ArgumentException>(() => Two.SquaredDistance(Two.Transposed()));
    }
}
