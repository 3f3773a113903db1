using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class QuantisationErrorTests
{
    [TestMethod]
    public void Errors_Are_Those_By_Hand()
    {
        QuantisationError error = QuantisationError.Of(new Matrix(1, 2, [30, 40]), new Matrix(1, 2, [33, 36]));
        Assert.AreEqual(new QuantisationError(12.5, 4, 20), error); // 2500 / 25 is 20 dB
        Assert.AreEqual(double.PositiveInfinity, QuantisationError.Of(new Matrix(1, 1, [1]), new Matrix(1, 1, [1])).SignalToNoise);
    }

    [TestMethod]
    public void A_Bit_Is_Worth_Six_Decibels_On_Uniform_Weights()
    {
        // Bennett 1948: noise is step² / 12, signal range² / 12, so 20 log₁₀ of the number of steps.
        var random = new Random(4);
        var weights = new Matrix(1, 50_000, [.. Enumerable.Range(0, 50_000).Select(_ => random.NextSingle() * 2 - 1)]);
        foreach (int bits in new[] { 4, 8 })
            Assert.AreEqual(20 * Math.Log10((1 << bits) - 2), QuantisationError.Of(weights,
                LinearQuantiser.Run(weights, new QuantisationOptions(bits, Granularity.Tensor)).Dequantise()).SignalToNoise, 0.3);
    }
}
