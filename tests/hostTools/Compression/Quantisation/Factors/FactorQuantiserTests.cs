using System.Numerics;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

[TestClass]
public class FactorQuantiserTests
{
    private const int Models = 120, Shoppers = 4;

    [TestMethod]
    public void The_Kernel_Scores_As_The_Formulas_Say()
    {
        int differs = 0;
        foreach ((BuiltFactors built, Random random) in Built())
        {
            BlobImage image = Image(built);
            for (int n = 0; n < Shoppers; n++)
            {
                HeldOutItem shopper = RandomTowers.Shopper(random, built.Factors.Model);
                FactorRankings.Rank(image, shopper);
                for (int p = 0; p < built.Content.Base.Length; p++)
                {
                    BigInteger expected = PlainFactors.Score(built.Content, shopper, p);
                    Assert.AreEqual(expected, image.Shelf.Scores[p] - image.Shelf.Bias);
                    // Negative control: without the history the sums are others.
                    if (expected != PlainFactors.Score(built.Content, shopper with { History = [] }, p)) differs++;
                }
            }
        }

        Assert.IsGreaterThan(2_000, differs);
    }

    [TestMethod]
    public void Float_And_Integer_Scores_Differ_By_At_Most_The_Bound()
    {
        double closest = 0;
        foreach ((BuiltFactors built, Random random) in Built())
        {
            BlobImage image = Image(built);
            TwoTowerModel model = built.Factors.Model;
            for (int n = 0; n < Shoppers; n++)
            {
                HeldOutItem shopper = RandomTowers.Shopper(random, model);
                FactorRankings.Rank(image, shopper);
                double[] exact = model.Scores(model.User(shopper.Bins, shopper.History));
                for (int p = 0; p < exact.Length; p++)
                {
                    double error = Math.Abs(exact[p] - built.Factors.Offset - built.Factors.Step * (double)(image.Shelf.Scores[p] - image.Shelf.Bias));
                    double bound = built.Content.Numbers!.Value.WorstError;
                    Assert.IsLessThanOrEqualTo(bound * (1 + 1e-6), error, $"{model.Rank} elements, {built.Factors.Step}");
                    closest = Math.Max(closest, error / bound);
                }
            }
        }

        Assert.IsGreaterThan(0.3, closest); // half of the bound would not hold much longer
    }

    [TestMethod]
    public void No_Shopper_Reaches_The_Clamps()
    {
        BigInteger largest = 0;
        foreach ((BuiltFactors built, Random random) in Built())
        {
            HeldOutItem all = RandomTowers.Shopper(random, built.Factors.Model) with { History = [.. Enumerable.Range(0, built.Content.Base.Length)] };
            foreach (HeldOutItem shopper in (HeldOutItem[])[all, RandomTowers.Shopper(random, built.Factors.Model)])
                for (int r = 0; r < built.Factors.Model.Rank; r++) largest = BigInteger.Max(largest, BigInteger.Abs(PlainFactors.User(built.Content, shopper, r)));
        }

        Assert.IsInRange(20_000, 32_766, (int)largest);
    }

    [TestMethod]
    public void Fewer_Bits_Take_Fewer_Bytes()
    {
        TwoTowerModel model = RandomTowers.Model(new Random(3));
        int[] bytes = [.. new[] { 8, 4, 2 }.Select(bits => FactorsBuilder.Build(model, new FactorsBuildOptions { Bits = bits }, "m").IntegerBytes)];
        Assert.IsTrue(bytes[0] > bytes[1] && bytes[1] > bytes[2], string.Join(' ', bytes));
    }

    private static IEnumerable<(BuiltFactors Built, Random Random)> Built()
    {
        for (int seed = 0; seed < Models; seed++)
        {
            var random = new Random(seed);
            TwoTowerModel model = RandomTowers.Model(random);
            var options = new FactorsBuildOptions { Bits = 8 >> (seed % 3), Catalogue = seed % 2 == 0 };
            if (model.ProductVectors.Any(value => value != 0) && model.Past.Any(value => value != 0)) yield return (FactorsBuilder.Build(model, options, "m"), random);
        }
    }

    private static BlobImage Image(BuiltFactors built)
    {
        Assert.AreEqual(0, BlobImage.TryRead(built.Blob, out BlobImage? image));
        return image!;
    }
}
