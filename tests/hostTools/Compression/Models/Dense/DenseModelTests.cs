using Endcap.Compression.Models.Dense;

namespace Endcap.Tests.HostTools.Compression.Models.Dense;

[TestClass]
public sealed class DenseModelTests
{
    [TestMethod]
    public void Scores_A_Hand_Worked_Network()
    {
        // Columns 0 except two: brand b gives (1, −2), income's bin 2 gives (0.5, 4); biases (0.25, −1), then 2·x − 3·y + 0.5.
        var shape = new DenseShape(SmallSpace.Schema, [2], [Activation.Relu]);
        float[] parameters = new float[shape.Count];
        (parameters[shape.ColumnAt[0] + 2], parameters[shape.ColumnAt[0] + 3]) = (1, -2);
        (parameters[shape.ColumnAt[1] + 4], parameters[shape.ColumnAt[1] + 5]) = (0.5f, 4);
        (parameters[shape.BiasAt[0]], parameters[shape.BiasAt[0] + 1]) = (0.25f, -1);
        (parameters[shape.WeightAt[1]], parameters[shape.WeightAt[1] + 1], parameters[shape.BiasAt[1]]) = (2, -3, 0.5f);
        var model = new DenseModel(SmallSpace.Schema, "pairwise", shape, parameters);
        Assert.AreEqual(0.5 + 2 * 0.25, model.Score([0, 0, 0, 0, 0, 0, 0]), 1e-12);
        Assert.AreEqual(0.5 + 2 * 1.25, model.Score([1, 0, 0, 0, 0, 0, 0]), 1e-12, "a unit below 0 adds nothing");
        Assert.AreEqual(0.5 + 2 * 1.75 - 3 * 1, model.Score([1, 2, 0, 0, 0, 0, 0]), 1e-12);
    }

    [TestMethod]
    public void Gradients_Are_Those_Of_Finite_Differences()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            DenseModel model = SmallNetworks.Make(random, [(Activation)(1 + seed % 2), (Activation)(1 + seed / 2 % 2)], [3, 2]);
            byte[] row = SmallSpace.Row(SmallSpace.Items[random.Next(12)], SmallSpace.Profiles[random.Next(SmallSpace.Profiles.Length)]);
            float[] gradient = new float[model.Shape.Count], moved = [.. model.Parameters];
            var pass = new DensePass(model.Shape);
            pass.Forward(model.Parameters, row);
            pass.Backward(model.Parameters, row, 1, gradient);
            for (int i = 0; i < moved.Length; i++)
            {
                const float Step = 1 / 256f;
                moved[i] = model.Parameters[i] + Step;
                double above = pass.Forward(moved, row);
                moved[i] = model.Parameters[i] - Step;
                double slope = (above - pass.Forward(moved, row)) / ((double)model.Parameters[i] + Step - moved[i]);
                moved[i] = model.Parameters[i];
                Assert.AreEqual(slope, gradient[i], 2e-5, $"seed {seed}, parameter {i}");
            }
        }
    }

    [TestMethod]
    public void A_Grid_Clips_Beyond_Its_Range_And_Is_Half_A_Step_Off_At_Most_Within()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            ActivationGrid grid = ActivationGrid.For(activation, -3, 3);
            double tolerance = grid.OutStep / 2 + activation.Steepest() * grid.InStep / 2 + 1e-12;
            for (double x = -3; x <= 3; x += 0.01)
            {
                Assert.AreEqual(activation.Of(x), grid.Of(x), tolerance, $"{activation} {x}");
                Assert.IsTrue(grid.Passes(x));
            }

            Assert.IsFalse(grid.Passes(3.1));
            Assert.AreEqual(grid.Of(3), grid.Of(100), tolerance);
            byte[]? table = grid.Table();
            Assert.AreEqual(activation == Activation.Relu, table is null);
            if (table is not null) Assert.AreEqual(grid.Of(grid.InStep * 5), grid.Offset + grid.OutStep * table[133], 1e-12);
        }
    }
}
