using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Pruning.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Tests.HostTools.Compression.Quantisation.Factors;

namespace Endcap.Tests.HostTools.Compression.Pruning.Factors;

[TestClass]
public class RankTruncationTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_Full_Rank_Keeps_Every_Score_And_Fewer_Keep_What_The_Spectrum_Says(bool tied)
    {
        (TwoTowerModel model, FactorSample sample) = Make(tied);
        double[] moments = sample.Moments(model);
        double scale = Error(model, model with { ProductVectors = new double[model.ProductVectors.Length] }, sample);
        Assert.AreEqual(0, Error(model, RankTruncation.Run(model, 12, moments), sample), 1e-9 * scale);
        double[] energy = RankTruncation.Energy(model, moments);
        Assert.AreEqual(1, energy.Sum(), 1e-9);
        CollectionAssert.AreEqual(energy.OrderDescending().ToArray(), energy);
        TwoTowerModel four = RankTruncation.Run(model, 4, moments);
        Assert.AreEqual(4, four.Rank);
        Assert.AreEqual(tied, four.HistoryVectors is null);
        double lost = Error(model, four, sample) / scale;
        if (!tied) Assert.AreEqual(1 - energy.Take(4).Sum(), lost, 0.01);
        // Control: dropping any other eight elements of the turned vectors loses more.
        TwoTowerModel turned = RankTruncation.Run(model, 12, moments);
        double[] last = [.. Enumerable.Range(0, 48).Select(i => i % 12 == i / 12 + 8 ? 1.0 : 0)];
        TwoTowerModel wrong = TowerMap.Run(turned, 4, last, TowerMap.Image(turned.ProductVectors, 12, last, 4), tied);
        Assert.IsGreaterThan(lost * 1.2, Error(model, wrong, sample) / scale);
    }

    [TestMethod]
    public void One_Direction_By_Hand()
    {
        // Scores are 3 u₀ for the first and −3 u₀ for the second product: one element carries all.
        TwoTowerModel model = Make(false).Model with
        {
            Rank = 8, Start = new double[8], Tower = [], Schema = RandomTowers.Schema([]),
            Products = [new("a", "", 1, 0), new("b", "", 1, 0)],
            ProductVectors = [3, 0, 0, 0, 0, 0, 0, 0, -3, 0, 0, 0, 0, 0, 0, 0],
            HistoryVectors = [2, 5, 0, 0, 0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 0, 0],
        };
        double[] unit = [.. Enumerable.Range(0, 64).Select(i => i % 9 == 0 ? 1.0 : 0)];
        TwoTowerModel four = RankTruncation.Run(model, 4, unit);
        double[] scores = four.Scores(four.User([], [0]));
        Assert.AreEqual(6, scores[0], 1e-5);
        Assert.AreEqual(-6, scores[1], 1e-5);
        Assert.AreEqual(1, RankTruncation.Energy(model, unit)[0], 1e-9);
    }

    [TestMethod]
    public void Ties_What_Is_Symmetric_Without_Loss()
    {
        (TwoTowerModel tied, FactorSample sample) = Make(true);
        // The same scores from two sides that differ: products P A, history P A⁻¹ for a diagonal A.
        double Factor(int i) => i % tied.Rank % 2 == 0 ? 2 : 0.25;
        TwoTowerModel two = tied with
        {
            Start = [.. tied.Start.Select((value, i) => value / Factor(i))],
            Tower = [.. tied.Tower.Select((value, i) => value / Factor(i))],
            ProductVectors = [.. tied.ProductVectors.Select((value, i) => value * Factor(i))],
            HistoryVectors = [.. tied.ProductVectors.Select((value, i) => value / Factor(i))],
        };
        double scale = Error(tied, tied with { ProductVectors = new double[tied.ProductVectors.Length] }, sample);
        Assert.AreEqual(0, Error(tied, two, sample), 1e-9 * scale);
        TwoTowerModel again = TiedVectors.Run(two);
        Assert.IsNull(again.HistoryVectors);
        Assert.AreEqual(0, Error(two, again, sample), 1e-9 * scale);
        // Control: an antisymmetric part is lost.
        double[] other = [.. two.HistoryVectors!.Select((value, i) => value + (i % 5 == 0 ? 1 : 0))];
        TwoTowerModel skewed = two with { HistoryVectors = other };
        Assert.IsGreaterThan(1e-4 * scale, Error(skewed, TiedVectors.Run(skewed), sample));
        Assert.AreSame(again, TiedVectors.Run(again));
    }

    [TestMethod]
    public void Pruning_Drops_The_Element_That_Says_Least()
    {
        // Element r of the products is r + 1, of the shoppers 8 − r: magnitude drops the first four, the others weigh both.
        (TwoTowerModel model, FactorSample sample) = Make(false);
        TwoTowerModel eight = model with
        {
            Rank = 8, Start = [8, 7, 6, 5, 4, 3, 2, 0.001], Tower = [], Schema = RandomTowers.Schema([]),
            ProductVectors = [.. Enumerable.Range(0, 8 * model.Products.Count).Select(i => (i % 8 + 1) * (i / 8 % 2 == 0 ? 1.0 : -1))],
            HistoryVectors = new double[8 * model.Products.Count],
        };
        sample = new FactorSample([.. sample.Shoppers.Select(shopper => shopper with { Bins = [] })]);
        Assert.AreEqual("4 3 2 0.001", string.Join(' ', FactorPruning.Run(eight, 4, FactorSaliency.Magnitude, sample).Start));
        foreach (FactorSaliency weighed in (FactorSaliency[])[FactorSaliency.Activation, FactorSaliency.Hessian, FactorSaliency.Gradient])
        {
            double[] start = FactorPruning.Run(eight, 4, weighed, sample).Start;
            Assert.DoesNotContain(0.001, start, weighed.ToString());
        }

        Assert.AreEqual(4, FactorPruning.Run(eight, 60, FactorSaliency.Hessian, sample).Rank);
        // By hand: Σ ½ p² u² of the first element is 20 · ½ · 1 · 64.
        Assert.AreEqual(0.5 * eight.Products.Count * 64, FactorPruning.Of(eight, FactorSaliency.Hessian, sample)[0], 1e-3);
        Assert.AreEqual(8 * eight.Products.Count, FactorPruning.Of(eight, FactorSaliency.Activation, sample)[0], 1e-3);
    }

    private static double Error(TwoTowerModel exact, TwoTowerModel other, FactorSample sample) => sample.Shoppers.Sum(shopper =>
        exact.Scores(exact.User(shopper.Bins, shopper.History)).Zip(other.Scores(other.User(shopper.Bins, shopper.History)), (one, two) => (one - two) * (one - two)).Sum());

    private static (TwoTowerModel Model, FactorSample Sample) Make(bool tied)
    {
        var random = new Random(5);
        double[] Vectors(int rows) => [.. Enumerable.Range(0, rows * 12).Select(i => (random.NextDouble() - 0.5) * Math.Pow(0.8, i % 12))];
        var model = new TwoTowerModel
        {
            Method = "test",
            Schema = RandomTowers.Schema([new Feature("f", FeatureScope.Shopper, FeatureKind.Numeric, [1, 2], [], hasMissingBin: true)]),
            Rank = 12,
            Products = [.. Enumerable.Range(0, 20).Select(p => new FactorProduct($"s{p}", "", p, random.NextDouble()))],
            Start = Vectors(1),
            Tower = Vectors(4),
            ProductVectors = Vectors(20),
            HistoryVectors = tied ? null : Vectors(20),
            HistoryExponent = 0.5,
            Norms = 9,
        };
        return (model, new FactorSample([.. Enumerable.Range(0, 300).Select(_ => RandomTowers.Shopper(random, model))]));
    }
}
