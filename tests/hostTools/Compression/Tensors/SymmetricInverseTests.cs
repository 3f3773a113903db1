using Endcap.Compression.Tensors;

namespace Endcap.Tests.HostTools.Compression.Tensors;

[TestClass]
public sealed class SymmetricInverseTests
{
    [TestMethod]
    public void A_Damped_Inverse_Is_The_One_By_Hand()
    {
        // Mean of the diagonal 2, so 0.5 is added 1: [[3, 1], [1, 3]] / determinant 8.
        var inverse = SymmetricInverse.Of(new Matrix(2, 2, [2, 1, 1, 2]), 0.5);
        Assert.AreEqual(3 / 8.0, inverse[0, 0], 1e-12);
        Assert.AreEqual(-1 / 8.0, inverse[0, 1], 1e-12);
    }

    [TestMethod]
    public void Inputs_That_Never_Vary_Do_Not_Break_It()
    {
        Assert.AreEqual(1, SymmetricInverse.Of(new Matrix(2, 2), 0.01)[1, 1], 1e-12);
        Assert.IsTrue(double.IsFinite(SymmetricInverse.Of(new Matrix(2, 2, [1, 0, 0, 0]), 0.01)[1, 1]));
        Assert.ThrowsExactly<ArgumentException>(() => SymmetricInverse.Of(new Matrix(1, 2), 0.01));
    }
}
