using Endcap.Compression.Blobs;
using Endcap.Compression.Blobs.Dense;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Kernel;
using Endcap.Tests.HostTools.Compression.Blobs;
using Endcap.Tests.HostTools.Compression.Models;
using Endcap.Tests.HostTools.Compression.Models.Dense;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Dense;

[TestClass]
public sealed class DenseQuantiserTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void The_Kernel_Scores_As_The_Format_Says_And_Within_The_Worst_Error_Of_The_Float_Model()
    {
        double tightest = double.PositiveInfinity, furthest = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            DenseModel model = SmallNetworks.Make(random, [.. Enumerable.Range(0, 1 + seed % 3).Select(_ => random.Next(1, 9))]);
            byte[][] items = SmallShelf.Products(random, 4);
            DensePrecision precision = DensePrecision.Ladder[seed % DensePrecision.Ladder.Count];
            DenseShelf built = new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false, DensePrecision = precision }).Build(items, null);
            double worst = Worst(model, built, items, random);
            Assert.IsLessThanOrEqualTo(built.WorstError, worst, $"seed {seed}");
            Assert.IsLessThanOrEqualTo((double)built.Numbers.WorstError, built.WorstError);
            if (precision != DensePrecision.Full) continue;
            tightest = Math.Min(tightest, built.WorstError / worst);
            furthest = Math.Max(furthest, worst);
        }

        TestContext.WriteLine($"int8: at most {furthest} from the float score; the bound is {tightest} times what was seen or more");
        Assert.IsLessThan(20, tightest, "a bound so loose proves nothing");
        Assert.IsLessThan(0.2, furthest);
    }

    // Largest difference to the float score over profiles; the kernel's scores must be the plain network's.
    private static double Worst(DenseModel model, DenseShelf built, byte[][] items, Random random)
    {
        double worst = 0;
        for (int i = 0; i < 60; i++)
        {
            byte[][] profile = SmallShelf.Profile(random, items.Length);
            double[] scores = SmallShelf.KernelScores(built, profile);
            for (int p = 0; p < items.Length; p++)
            {
                int plain = PlainNetwork.Score(built.Content, p, profile[p]);
                Assert.AreEqual(built.Numbers.Offset + (double)built.Numbers.Step * plain, scores[p]);
                worst = Math.Max(worst, Math.Abs(scores[p] - model.Score(SmallSpace.Row(items[p], profile[p]))));
            }
        }

        return worst;
    }

    [TestMethod]
    public void The_Worst_Error_Would_Be_Wrong_For_Another_Network()
    {
        var random = new Random(3);
        DenseModel model = SmallNetworks.Make(random, 6, 4);
        float[] other = [.. model.Parameters];
        other[model.Shape.BiasAt[^1]] += 2;
        byte[][] items = SmallShelf.Products(random, 4);
        DenseShelf built = new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false }).Build(items, null);
        var moved = new DenseModel(model.Schema, model.Objective, model.Shape, other);
        Assert.IsGreaterThan(built.WorstError, Worst(moved, built, items, random));
    }

    [TestMethod]
    public void A_Pair_That_The_Blob_Says_Never_Swaps_Never_Does()
    {
        int proven = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            DenseModel model = SmallNetworks.Make(random, 4);
            // A strong item: brand c has a unit of its own.
            for (int bin = 0; bin < 3; bin++) model.Parameters[model.Shape.ColumnAt[0] + bin * 4] = bin == 2 ? 12 : 0;
            model = SmallNetworks.WithRanges(model);
            byte[][] items = SmallShelf.Products(random, 5);
            DenseShelf built = new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false }).Build(items, null);
            HashSet<(int, int)> open = [.. built.PossibleSwaps().Select(swap => (swap.First, swap.Second))];
            for (int p = 0; p < items.Length; p++)
                for (int q = p + 1; q < items.Length; q++)
                {
                    if (open.Contains((p, q))) continue;
                    proven++;
                    AssertSameOrder(model, built, items, p, q);
                }
        }

        Assert.IsGreaterThan(10, proven, "no pair was proven, so nothing was tested");
    }

    private static void AssertSameOrder(DenseModel model, DenseShelf built, byte[][] items, int p, int q)
    {
        foreach (byte[] profile in SmallSpace.Profiles)
        {
            double floats = model.Score(SmallSpace.Row(items[p], profile)) - model.Score(SmallSpace.Row(items[q], profile));
            int integers = PlainNetwork.Score(built.Content, p, profile) - PlainNetwork.Score(built.Content, q, profile);
            Assert.AreEqual(Math.Sign(floats), Math.Sign(integers), $"{p} and {q}");
        }
    }

    [TestMethod]
    public void A_Budget_Takes_The_Finest_Precision_That_Fits_And_Too_Small_A_Budget_Is_Refused()
    {
        DenseModel model = SmallNetworks.Make(new Random(5), [Activation.Relu, Activation.Relu], [32, 16]);
        DenseShelf Build(int? budget) =>
            new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false, BudgetBytes = budget }).Build(SmallSpace.Items, null);
        int full = Build(null).Blob.Length;
        Assert.AreEqual(DensePrecision.Full, Build(full).Precision);
        Assert.AreEqual(new DensePrecision(8, 4), Build(full - 1).Precision);
        Assert.IsLessThanOrEqualTo(full * 3 / 4, Build(full * 3 / 4).Blob.Length);
        UserErrors.Expect("E316", () => Build(300), "12 products does not fit 300 bytes");
    }

    [TestMethod]
    public void Biases_Too_Large_For_The_First_Step_Make_It_Coarser()
    {
        DenseModel model = SmallNetworks.Make(new Random(6), [Activation.Relu], [4]);
        for (int h = 0; h < 4; h++) model.Parameters[model.Shape.ColumnAt[0] + h] = 1000;
        model = SmallNetworks.WithRanges(model);
        DenseShelf built = new DenseShelfBuilder(model, new ShelfOptions { FeatureTexts = false }).Build(SmallSpace.Items, null);
        Assert.IsLessThanOrEqualTo(built.WorstError, Worst(model, built, SmallSpace.Items, new Random(1)));
        for (int h = 0; h < 4; h++) model.Parameters[model.Shape.ColumnAt[0] + h] = 1e12f;
        UserErrors.Expect("E317", () => new DenseShelfBuilder(model, new ShelfOptions()).Build(SmallSpace.Items, null), "biases");
    }

    [TestMethod]
    [DataRow(1.0, 32768, 15)]
    [DataRow(0.3, 39322, 17)]
    [DataRow(65535.0, 65535, 0)]
    [DataRow(1e-12, 0, 31)]
    public void A_Ratio_Becomes_The_Nearest_Multiplier_And_Shift(double ratio, int multiplier, int shift) =>
        Assert.AreEqual(new StageScale(multiplier, shift), StageScale.Near(ratio));

    [TestMethod]
    public void A_Ratio_Beyond_Every_Multiplier_Is_None() => Assert.IsNull(StageScale.Near(65536));
}
