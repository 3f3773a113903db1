using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

[TestClass]
public class FactorBiasTests
{
    [TestMethod]
    public void Integers_Stand_For_The_Scores_That_The_Label_Gives()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            TwoTowerModel model = RandomTowers.Model(random);
            if (!model.HasHistory || model.ProductVectors.All(value => value == 0)) continue;
            BuiltFactors built = FactorsBuilder.Build(model, new FactorsBuildOptions { Bits = 8 >> (seed % 3) }, "m");
            TwoTowerModel integers = built.Factors.Dequantised();
            Assert.AreEqual(0, BlobImage.TryRead(built.Blob, out BlobImage? image));
            HeldOutItem one = RandomTowers.Shopper(random, model);
            one = one with { History = [.. one.History.Take(1)] }; // norms of more are rounded at run time
            FactorRankings.Rank(image!, one);
            double[] expected = integers.Scores(integers.User(one.Bins, one.History));
            for (int p = 0; p < expected.Length; p++)
            {
                double label = built.Factors.Offset + built.Factors.Step * (double)(image!.Shelf.Scores[p] - image.Shelf.Bias);
                double rounding = built.Factors.Step + (built.Factors.UserStep + built.Factors.Unit) * integers.ProductVectors.Skip(p * model.Rank).Take(model.Rank).Sum(Math.Abs);
                Assert.AreEqual(expected[p], label, rounding, $"seed {seed}");
            }
        }
    }

    [TestMethod]
    public void Corrected_Bases_Take_Back_The_Mean_Error()
    {
        var random = new Random(7);
        TwoTowerModel model = RandomTowers.Model(new Random(11)) with { Coding = new FactorCoding { Nearest = true }.WithBits(2) };
        var sample = new FactorSample([.. Enumerable.Range(0, 200).Select(_ => RandomTowers.Shopper(random, model))]);
        TwoTowerModel corrected = FactorBias.Run(model, sample);
        double before = Spread(model, model), after = Spread(model, corrected);
        Assert.IsLessThan(1e-3 * before, after, $"{before} {after}");

        // Mean error of each product's score, less that of all.
        double Spread(TwoTowerModel exact, TwoTowerModel used)
        {
            TwoTowerModel rounded = FactorQuantiser.Run(used, used.Coding!).Dequantised();
            double[][] errors = [.. sample.Shoppers.Select(shopper => exact.Scores(exact.User(shopper.Bins, shopper.History))
                .Zip(Plain(rounded, used).Scores(rounded.User(shopper.Bins, shopper.History)), (one, other) => one - other).ToArray())];
            double[] means = [.. errors[0].Select((_, p) => errors.Average(error => error[p]))];
            return means.Max() - means.Min();
        }

        // Base scores as they are before they are rounded.
        static TwoTowerModel Plain(TwoTowerModel rounded, TwoTowerModel used) => rounded with { Products = used.Products };
    }
}
