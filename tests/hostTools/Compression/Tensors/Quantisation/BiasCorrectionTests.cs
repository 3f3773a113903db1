using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class BiasCorrectionTests
{
    [TestMethod]
    public void The_Shift_Is_The_One_By_Hand() => CollectionAssert.AreEqual(new[] { -1f, 2f },
        BiasCorrection.Shift(new Matrix(2, 2, [1, 2, 3, 4]), new Matrix(2, 2, [2, 2, 3, 3]), [1, 2]));

    [TestMethod]
    public void The_Mean_Output_Is_Restored() => Seeds.Check(100, random =>
    {
        Matrix samples = Matrices.Any(random), weights = Matrices.Normal(random, 4, samples.Columns);
        Matrix rounded = LinearQuantiser.Run(weights, new QuantisationOptions(2, Granularity.Tensor)).Dequantise();
        float[] shift = BiasCorrection.Shift(weights, rounded, BiasCorrection.ColumnMeans(samples));
        float[] exact = BiasCorrection.ColumnMeans(samples.TimesTransposed(weights)), raw = BiasCorrection.ColumnMeans(samples.TimesTransposed(rounded));
        double size = Math.Sqrt(samples.SquaredNorm());
        for (int i = 0; i < shift.Length; i++) Assert.AreEqual(exact[i], raw[i] + shift[i], 1e-5 * size);
    });

    [TestMethod]
    public void Without_It_The_Mean_Output_Is_Off()
    {
        // The control: all inputs are 1 on average, so the mean output moves by the sum of the weights' errors.
        var weights = new Matrix(1, 3, [1, 0.3f, 0.3f]);
        Matrix rounded = LinearQuantiser.Run(weights, new QuantisationOptions(2, Granularity.Tensor)).Dequantise();
        Assert.AreEqual(0.6f, BiasCorrection.Shift(weights, rounded, [1, 1, 1])[0], 1e-6f);
    }
}
