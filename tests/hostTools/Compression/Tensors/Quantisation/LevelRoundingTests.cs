using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class LevelRoundingTests
{
    private static readonly double[] Levels = [-1, -0.2, 0.4, 1];

    [TestMethod]
    public void Comes_Near_The_Best_Of_All_Choices_And_Never_Behind_Rounding_To_Nearest()
    {
        int better = 0;
        double found = 0, best = 0, nearest = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            (LevelRounding rounding, double[] weights) = Make(seed);
            double own = rounding.Error(weights, rounding.Round(weights)), plain = rounding.Error(weights, [.. weights.Select(Nearest)]);
            Assert.IsLessThanOrEqualTo(plain + 1e-9, own, $"seed {seed}");
            if (own < plain - 1e-9) better++;
            found += own;
            nearest += plain;
            best += All(weights.Length).Min(levels => rounding.Error(weights, levels));
        }

        Assert.IsGreaterThan(25, better, "correlated inputs leave much to win");
        Assert.IsLessThan(best + 0.2 * (nearest - best), found, $"{found}; the best {best}, nearest {nearest}");
    }

    [TestMethod]
    public void Independent_Inputs_Are_Rounded_To_Nearest_And_Held_Ones_Always()
    {
        var diagonal = new Matrix(3, 3, [2, 0, 0, 0, 1, 0, 0, 0, 4]);
        double[] weights = [0.11, -0.7, 0.69];
        CollectionAssert.AreEqual(new[] { 0.4, -1, 0.4 }, new LevelRounding(diagonal, (_, value) => Nearest(value)).Round(weights));
        // Two inputs that always come together: only the sum counts, unless the first is held.
        var together = new Matrix(2, 2, [1, 1, 1, 1]);
        var rounding = new LevelRounding(together, (_, value) => Nearest(value));
        double[] pair = [0.15, 0.15]; // nearest 0.4 + 0.4; 0.4 − 0.2 is nearer to 0.3
        Assert.AreEqual(0.2, rounding.Round(pair).Sum(), 1e-12);
        double[] held = rounding.Round([0.15, 0.9], [true, false]);
        Assert.AreEqual(0.4, held[0]);
    }

    private static double Nearest(double value) => Levels.MinBy(level => Math.Abs(level - value));

    private static IEnumerable<double[]> All(int length) => length == 0 ? [[]]
        : All(length - 1).SelectMany(rest => Levels.Select(level => (double[])[.. rest, level]));

    private static (LevelRounding Rounding, double[] Weights) Make(int seed)
    {
        var random = new Random(seed);
        var samples = new Matrix(40, 5);
        for (int row = 0; row < samples.Rows; row++)
        {
            float common = (float)random.NextDouble();
            for (int column = 0; column < samples.Columns; column++) samples[row, column] = common + 0.3f * (float)random.NextDouble();
        }

        return (new LevelRounding(Matrix.Gram(samples), (_, value) => Nearest(value)), [.. Enumerable.Range(0, 5).Select(_ => 2 * random.NextDouble() - 1)]);
    }
}
