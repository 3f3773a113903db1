using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class LinearGridTests
{
    [TestMethod]
    public void A_Symmetric_Grid_Is_The_One_By_Hand()
    {
        LinearGrid grid = LinearGrid.Over(new ClippingRange(-1, 3.5), 4, symmetric: true);
        Assert.AreEqual(new LinearGrid(0.5f, 8, 1, 15), grid);
        CollectionAssert.AreEqual(new[] { 1, 1, 6, 8, 9, 15 },
            new[] { -9, -3.5, -1.2, 0.2, 0.4, 4 }.Select(value => (int)grid.Code(value)).ToArray());
        Assert.AreEqual(-3.5f, grid.Low);
        Assert.AreEqual(3.5f, grid.High);
    }

    [TestMethod]
    public void An_Asymmetric_Grid_Is_The_One_By_Hand()
    {
        // Range 1.5 in 3 steps; −0.4 / 0.5 = −0.8, so zero is code 1 and the levels are −0.5, 0, 0.5, 1.
        LinearGrid grid = LinearGrid.Over(new ClippingRange(-0.4, 1.1), 2, symmetric: false);
        Assert.AreEqual(new LinearGrid(0.5f, 1, 0, 3), grid);
        Assert.AreEqual(-0.5f, grid.Round(-0.3));
        Assert.AreEqual(1f, grid.Round(7));
    }

    [TestMethod]
    public void Zero_Is_Always_A_Level() => Seeds.Check(200, random =>
    {
        double low = random.NextDouble() * 10 - 5, high = low + random.NextDouble() * 5;
        LinearGrid grid = LinearGrid.Over(new ClippingRange(low, high), 2 << random.Next(3), random.Next(2) == 0);
        Assert.AreEqual(0f, grid.Round(0));
    });

    [TestMethod]
    public void Spans_Round_As_Single_Values_Do() => Seeds.Check(200, random =>
    {
        float[] values = Matrices.Any(random).Data, rounded = new float[values.Length];
        LinearGrid grid = LinearGrid.Over(ClippingRange.Of(values).Within(2), 2 << random.Next(3), random.Next(2) == 0);
        grid.Round(values, rounded);
        double expected = values.Sum(value => Math.Pow((double)value - grid.Round(value), 2));
        for (int i = 0; i < values.Length; i++) Assert.AreEqual(grid.Round(values[i]), rounded[i], 1.001 * grid.Scale * NearTie(grid, values[i]));
        Assert.AreEqual(expected, grid.SquaredError(values), 1e-4 * expected + 1e-6 * grid.Scale * grid.Scale);
    });

    [TestMethod]
    public void Covers_Ends_Half_A_Step_Beyond_The_Last_Level()
    {
        LinearGrid grid = LinearGrid.Over(new ClippingRange(-7, 7), 4, symmetric: true);
        Assert.IsTrue(grid.Covers(7.4f));
        Assert.IsFalse(grid.Covers(7.6f));
        Assert.IsTrue(grid.Covers(-7.4f));
        Assert.IsFalse(grid.Covers(-7.6f));
    }

    // A float quotient may fall on the other side of a tie than a double one.
    private static int NearTie(LinearGrid grid, float value) =>
        Math.Abs(Math.Abs(value / (double)grid.Scale % 1) - 0.5) < 1e-4 ? 1 : 0;
}
