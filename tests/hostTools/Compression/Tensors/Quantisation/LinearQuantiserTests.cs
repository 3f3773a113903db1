using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class LinearQuantiserTests
{
    [TestMethod]
    public void A_Small_Matrix_Is_The_One_By_Hand()
    {
        var weights = new Matrix(2, 3, [1, -0.55f, 0.2f, 7, 3, -2]);
        QuantisedMatrix rows = LinearQuantiser.Run(weights, new QuantisationOptions(4, Granularity.Row));
        // Scales 1/7 and 1: −0.55 → −3.85 → −4, 0.2 → 1.4 → 1; codes are 8 more.
        CollectionAssert.AreEqual(new byte[] { 15, 4, 9, 15, 11, 6 }, rows.Codes());
        CollectionAssert.AreEqual(new[] { 1 / 7f, 1f }, rows.Scales);
        Assert.AreEqual(4 + 2 * 4, rows.ByteSize, "two rows of two bytes, two scales");
        QuantisedMatrix whole = LinearQuantiser.Run(weights, new QuantisationOptions(4, Granularity.Tensor));
        CollectionAssert.AreEqual(new float[] { 1, -1, 0, 7, 3, -2 }, whole.Dequantise().Data);
        Assert.AreEqual(4 + 4 + 1, LinearQuantiser.Run(weights, new QuantisationOptions(4, Granularity.Tensor, Symmetric: false)).ByteSize);
    }

    [TestMethod]
    public void Errors_Are_At_Most_Half_A_Step_And_Rounding_Again_Changes_Nothing() => Seeds.Check(400, random =>
    {
        Matrix weights = Matrices.Any(random);
        QuantisationOptions options = AnyOptions(random);
        QuantisedMatrix quantised = LinearQuantiser.Run(weights, options);
        Matrix values = quantised.Dequantise();
        for (int i = 0; i < values.Data.Length; i++)
        {
            int block = options.Granularity.BlockOf(i / weights.Columns, i % weights.Columns, weights.Columns);
            double scale = quantised.Scales[block];
            Assert.IsLessThanOrEqualTo(scale / 2 + 1e-6 * Math.Abs(weights.Data[i]), Math.Abs((double)values.Data[i] - weights.Data[i]));
        }

        QuantisedMatrix again = LinearQuantiser.Run(values, options, options.Grids(weights));
        CollectionAssert.AreEqual(quantised.Codes(), again.Codes());
        CollectionAssert.AreEqual(values.Data, again.Dequantise().Data);
    });

    [TestMethod]
    public void Finer_Blocks_And_More_Bits_Err_Less_On_Rows_Of_Different_Size()
    {
        Matrix weights = Matrices.Normal(new Random(3), 8, 32);
        for (int i = 0; i < weights.Data.Length; i++) weights.Data[i] *= 1 << (i / 32);
        double Error(int bits, Granularity granularity) => weights.SquaredDistance(
            LinearQuantiser.Run(weights, new QuantisationOptions(bits, granularity)).Dequantise()) / weights.SquaredNorm();
        Assert.IsLessThan(Error(4, Granularity.Tensor), Error(4, Granularity.Row));
        Assert.IsLessThan(Error(4, Granularity.Row), Error(4, Granularity.Group(8)));
        Assert.IsLessThan(Error(4, Granularity.Row) / 50, Error(8, Granularity.Row));
        Assert.IsLessThan(Error(2, Granularity.Row), Error(4, Granularity.Row));
    }

    [TestMethod]
    public void One_Sided_Weights_Need_An_Asymmetric_Grid()
    {
        Matrix weights = new(1, 100, [.. Enumerable.Range(0, 100).Select(i => i / 99f)]);
        double Error(bool symmetric) => weights.SquaredDistance(
            LinearQuantiser.Run(weights, new QuantisationOptions(4, Granularity.Tensor, symmetric)).Dequantise());
        Assert.IsLessThan(Error(true) / 3, Error(false)); // half the step, a quarter of the squared error
    }

    [TestMethod]
    public void Empty_And_Constant_Matrices_Survive()
    {
        foreach (bool symmetric in new[] { true, false })
        {
            var options = new QuantisationOptions(4, Granularity.Row, symmetric);
            Assert.AreEqual(0, LinearQuantiser.Run(new Matrix(0, 4), options).Dequantise().Rows);
            CollectionAssert.AreEqual(new float[4], LinearQuantiser.Run(new Matrix(2, 2), options).Dequantise().Data);
            Assert.AreEqual(-3f, LinearQuantiser.Run(new Matrix(1, 1, [-3]), options).Dequantise()[0, 0], 1e-5f);
        }
    }

    internal static QuantisationOptions AnyOptions(Random random) => new(
        2 << random.Next(3),
        random.Next(3) switch { 0 => Granularity.Tensor, 1 => Granularity.Row, _ => Granularity.Group(random.Next(1, 9)) },
        random.Next(2) == 0);
}
