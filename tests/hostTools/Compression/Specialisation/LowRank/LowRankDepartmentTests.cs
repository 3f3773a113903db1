using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Specialisation.LowRank;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Specialisation.LowRank;

[TestClass]
public class LowRankDepartmentTests
{
    private static readonly Schema Small = new("y", "g", [],
    [
        new Feature("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b", "c"], false),
        new Feature("age", FeatureScope.Shopper, FeatureKind.Numeric, [30], [], false),
        new Feature("hour", FeatureScope.Context, FeatureKind.Numeric, [12], [], false),
    ]);

    // Three products; age adds 4 to a, −2 to b and c for the old; the hour adds 6 to c alone in the afternoon.
    private static TreeEnsemble ByHand => new(Small, "pairwise", 1,
    [
        Split(1, Tree.Leaf, 0, 0, [0], 4),
        Split(1, Tree.Leaf, 0, 0, [1, 2], -2),
        Split(2, Tree.Leaf, 0, 0, [2], 6),
    ]);

    private static readonly double[][] Even = [[0.5, 0.5], [0.5, 0.5]];

    [TestMethod]
    public void Three_Products_By_Hand()
    {
        LowRankDepartment department = LowRankDepartment.Of(ByHand, Shelf(3), 4, Even, "m");
        // Means over shoppers: 1 + 2, 1 − 1, 1 − 1 + 3.
        CollectionAssert.AreEqual(new[] { 3.0, 0, 3 }, department.Tables.Base);
        // Age, old: +2, −1, −1; the products' mean is 0. Hour, afternoon: 0, 0, 3 less their mean 1.
        CollectionAssert.AreEqual(new[] { -2.0, 1, 1, 2, -1, -1, 1, 1, -2, -1, -1, 2 }, department.Tables.Cells);
        // Energy: a half of each row's squares, 6 + 6, in two directions with the product 1·2·2 … : (2 −1 −1)·(−1 −1 2) = −3 of 6 and 6.
        CollectionAssert.AreEqual(new[] { 0.75, 0.25 }, department.Spectrum.Take(2).Select(share => Math.Round(share, 6)).ToArray());
        Assert.AreEqual(1, department.EnergyKept, 1e-6);
        Assert.AreEqual(0, department.PairShare);
        foreach (byte[] bins in (byte[][])[[0, 0], [0, 1], [1, 0], [1, 1]])
        {
            double[] scores = department.Model.Scores(department.Model.User(bins, []));
            double[] expected = [1 + 4 * bins[0], 1 - 2 * bins[0], 1 - 2 * bins[0] + 6 * bins[1]];
            Assert.AreEqual(expected[0] - expected[1], scores[0] - scores[1], 1e-5);
            Assert.AreEqual(expected[2] - expected[1], scores[2] - scores[1], 1e-5);
        }

        // Control: with another shopper the difference is another.
        double[] young = department.Model.Scores(department.Model.User([0, 0], [])), old = department.Model.Scores(department.Model.User([1, 0], []));
        Assert.AreEqual(6, old[0] - old[1] - (young[0] - young[1]), 1e-5);
    }

    [TestMethod]
    public void A_Full_Rank_Keeps_The_Scores_Of_Additive_Trees_And_The_Label_Is_Near()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            TreeEnsemble model = SmallSpace.Make(new Random(seed), 1);
            var features = new RuntimeFeatures(model.Schema);
            Shelf shelf = new([.. SmallSpace.Items.Select((items, p) => new Product($"p{p}", "", items))]);
            IReadOnlyList<double[]> shares = LowRankDepartment.BinShares(model, null);
            LowRankDepartment department;
            try
            {
                department = LowRankDepartment.Of(model, shelf, 32, shares, "m");
            }
            catch (Endcap.Compression.Errors.UserErrorException none) when (none.Code == "E249")
            {
                continue; // its trees test item features only
            }

            BuiltFactors built = FactorsBuilder.Build(department.Model, new FactorsBuildOptions(), "m");
            Assert.IsNull(built.Content.Factors!.History);
            LowRankAgreement agreement = LowRankAgreement.Of(department, LowRankAgreement.DrawShoppers(shares, features, seed), features, built);
            Assert.AreEqual(0, department.PairShare);
            Assert.AreEqual(1, department.EnergyKept, 1e-6);
            Assert.IsLessThan(1e-5 * Math.Max(1, agreement.Spread), agreement.RootMeanSquare, $"seed {seed}");
            Assert.IsLessThan(0.05 * Math.Max(1, agreement.Spread), built.Content.Numbers!.Value.WorstError, $"seed {seed}");
        }
    }

    [TestMethod]
    public void What_Two_Features_Have_Together_Is_Told_As_Lost()
    {
        // Product a: 8 where age is in its first and the hour in its second bin; else nothing.
        var both = new Tree([0, 1, 2, Tree.Leaf, Tree.Leaf, Tree.Leaf, Tree.Leaf],
            [BinSet.Empty.With(0), BinSet.FirstBins(1), BinSet.FirstBins(1), default, default, default, default], [6, 5, 4, 0, 0, 0, 0], [0, 0, 0, 0, 8, 0, 0]);
        var model = new TreeEnsemble(Small, "pairwise", 0, [both]);
        LowRankDepartment department = LowRankDepartment.Of(model, Shelf(2), 4, Even, "m");
        // Cells 0 8 0 0: sums of one-feature tables leave ±2 everywhere, of which half is not alike for both products.
        Assert.AreEqual(2, department.Tables.PairEnergy, 1e-9);
        Assert.AreEqual(2 / (4.0 + 2), department.PairShare, 1e-6);
        Assert.AreEqual(1 - department.PairShare, department.EnergyKept, 1e-6);
    }

    [TestMethod]
    public void Refuses_What_Cannot_Be_Factored()
    {
        UserErrors.Expect("E239", () => LowRankDepartment.Of(ByHand, Shelf(3), 6, Even, "m"), "--rank");
        UserErrors.Expect("E249", () => LowRankDepartment.Of(new TreeEnsemble(Small, "pairwise", 0, []), Shelf(3), 4, Even, "m"), "m:");
        TreeEnsemble deep = Enumerable.Range(0, 50).Select(seed => SmallSpace.Make(new Random(seed), 5)).First(model =>
            new Collapse(model, new RuntimeFeatures(model.Schema)).Run(SmallSpace.Items.First()).Residual.Count > 0);
        Shelf shelf = new([.. SmallSpace.Items.Take(2).Select((items, p) => new Product($"p{p}", "", items))]);
        UserErrors.Expect("E254", () => LowRankDepartment.Of(deep, shelf, 4, LowRankDepartment.BinShares(deep, null), "m"), "m:");
    }

    private static Shelf Shelf(int products) => new([.. Enumerable.Range(0, products).Select(p => new Product($"s{p}", $"{p}", [(byte)p, 0, 0]))]);

    // brand in the list and the feature's second bin: the value; else nothing.
    private static Tree Split(short feature, short leaf, double low, double other, int[] brands, double high) => new(
        [0, feature, leaf, leaf, leaf], [brands.Aggregate(BinSet.Empty, (set, brand) => set.With(brand)), BinSet.FirstBins(1), default, default, default],
        [4, 3, 0, 0, 0], [0, 0, low, high, other]);
}
