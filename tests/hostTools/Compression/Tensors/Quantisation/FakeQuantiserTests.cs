using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class FakeQuantiserTests
{
    [TestMethod]
    public void Forward_Is_What_The_Codes_Will_Give() => Seeds.Check(200, random =>
    {
        Matrix weights = Matrices.Any(random), rounded = weights.Copy(), passes = weights.Copy();
        var fake = new FakeQuantiser(LinearQuantiserTests.AnyOptions(random));
        fake.Calibrate(weights);
        for (int i = 0; i < weights.Data.Length; i++) weights.Data[i] *= 1 + random.Next(3); // training moved them
        fake.Forward(weights, rounded, passes);
        CollectionAssert.AreEqual(fake.Quantise(weights).Dequantise().Data, rounded.Data);
    });

    [TestMethod]
    public void Gradients_Stop_Where_A_Weight_Is_Clipped()
    {
        var fake = new FakeQuantiser(new QuantisationOptions(4, Granularity.Tensor));
        fake.Calibrate(new Matrix(1, 2, [-7, 3]));
        Matrix rounded = new(1, 4), passes = new(1, 4), gradient = new(1, 4, [1, 2, 3, 4]);
        fake.Forward(new Matrix(1, 4, [-8, -6.6f, 2.4f, 9]), rounded, passes);
        CollectionAssert.AreEqual(new float[] { -7, -7, 2, 7 }, rounded.Data);
        FakeQuantiser.Backward(gradient, passes);
        CollectionAssert.AreEqual(new float[] { 0, 2, 3, 0 }, gradient.Data);
    }

    [TestMethod]
    public void Training_Through_It_Beats_Rounding_Afterwards()
    {
        // y = 0.4 a + 0.4 b with a ≈ b: at steps of 1, rounding gives 0, an error of 0.16 (1 + 1 + 2 · 0.9). Training finds
        // 1 + 0 or 0 + 1, 0.36 + 0.16 − 2 · 0.24 · 0.9.
        var gram = new Matrix(2, 2, [1, 0.9f, 0.9f, 1]);
        Matrix wanted = new(1, 2, [0.4f, 0.4f]), weights = wanted.Copy(), rounded = wanted.Copy(), passes = wanted.Copy();
        var fake = new FakeQuantiser(new QuantisationOptions(4, Granularity.Tensor));
        fake.Calibrate(new Matrix(1, 2, [-7, 7]));
        fake.Forward(weights, rounded, passes);
        double first = ErrorAwareQuantiser.OutputError(wanted, rounded, gram), best = first;
        for (int step = 0; step < 200; step++)
        {
            fake.Forward(weights, rounded, passes);
            best = Math.Min(best, ErrorAwareQuantiser.OutputError(wanted, rounded, gram));
            Matrix gradient = rounded.Minus(wanted).Times(gram);
            FakeQuantiser.Backward(gradient, passes);
            for (int i = 0; i < 2; i++) weights.Data[i] -= 0.05f * (1 + 0.1f * i) * gradient.Data[i];
        }

        Assert.AreEqual(0.608, first, 1e-6);
        Assert.AreEqual(0.088, best, 1e-6);
    }

    [TestMethod]
    public void It_Must_Be_Calibrated_First() => Assert.ThrowsExactly<InvalidOperationException>(() =>
        new FakeQuantiser(new QuantisationOptions(4, Granularity.Row)).Forward(new Matrix(1, 1), new Matrix(1, 1), new Matrix(1, 1)));
}
