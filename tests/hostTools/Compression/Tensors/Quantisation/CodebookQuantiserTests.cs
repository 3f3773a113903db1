using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class CodebookQuantiserTests
{
    [TestMethod]
    public void Never_Worse_Than_As_Many_Even_Levels() => Seeds.Check(150, random =>
    {
        Matrix weights = Matrices.Any(random);
        int bits = random.Next(2) == 0 ? 2 : 4;
        Granularity granularity = random.Next(2) == 0 ? Granularity.Tensor : Granularity.Row;
        Matrix codebook = CodebookQuantiser.Run(weights, 1 << bits, granularity).Dequantise();
        foreach (bool symmetric in new[] { true, false })
        {
            var options = new QuantisationOptions(bits, granularity, symmetric, Calibrator.SquaredError);
            Matrix even = LinearQuantiser.Run(weights, options).Dequantise();
            Assert.IsLessThanOrEqualTo(weights.SquaredDistance(even) + 1e-12 * weights.SquaredNorm(), weights.SquaredDistance(codebook));
        }
    });

    [TestMethod]
    public void As_Many_Levels_As_Values_Lose_Nothing()
    {
        var weights = new Matrix(1, 6, [3, -1, 3, 100, 0.25f, -1]);
        QuantisedMatrix exact = CodebookQuantiser.Run(weights, 4, Granularity.Tensor);
        CollectionAssert.AreEqual(weights.Data, exact.Dequantise().Data);
        CollectionAssert.AreEqual(new float[] { -1, 0.25f, 3, 100 }, exact.Codebook);
        Assert.AreEqual(2, exact.Bits);
        Assert.AreEqual(2 + 4 * 4, exact.ByteSize);
        Assert.IsGreaterThan(1, weights.SquaredDistance(CodebookQuantiser.Run(weights, 3, Granularity.Tensor).Dequantise()) + 1);
    }

    [TestMethod]
    public void Important_Cells_Pull_A_Level_To_Themselves()
    {
        var weights = new Matrix(1, 4, [0, 1, 10, 11]);
        CollectionAssert.AreEqual(new float[] { 0.5f, 10.5f }, CodebookQuantiser.Run(weights, 2, Granularity.Tensor).Codebook);
        // Weighted means: (0 · 3 + 1) / 4.
        Assert.AreEqual(0.25f, CodebookQuantiser.Run(weights, 2, Granularity.Tensor, new Matrix(1, 4, [3, 1, 1, 1])).Codebook[0]);
        CollectionAssert.AreEqual(new float[] { 0.5f, 10.5f },
            CodebookQuantiser.Run(weights, 2, Granularity.Tensor, new Matrix(1, 4)).Codebook, "where nothing matters, all matter alike");
        Assert.ThrowsExactly<ArgumentException>(() => CodebookQuantiser.Run(weights, 2, Granularity.Tensor, new Matrix(1, 4, [3, -1, 1, 1])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CodebookQuantiser.Run(weights, 257, Granularity.Tensor));
    }
}
