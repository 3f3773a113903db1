using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Training.Factors;
using Endcap.Tests.HostTools.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Training.Factors;

[TestClass]
public class FactorTrainerTests
{
    private static readonly BasketColumns Columns = new("basket", "item");

    [TestMethod]
    [DataRow(FactorMethod.Als, 1.0)]
    [DataRow(FactorMethod.Bpr, 0.01)]
    [DataRow(FactorMethod.History, 0.01)]
    [DataRow(FactorMethod.Cosine, 1.0)]
    [DataRow(FactorMethod.Lift, 1.0)]
    [DataRow(FactorMethod.Ridge, 10.0)]
    public void A_History_Of_One_Half_Prefers_That_Half(FactorMethod method, double penalty)
    {
        FactorOptions options = new() { Method = method, Rank = 4, Regularisation = penalty, Rounds = 60 };
        TwoTowerModel model = FactorTrainer.Train(Shops.Halves(800, 12, 1), options, Columns);
        // In either half, the history 0, 1 (or 6, 7) tells the rest of the half from the other half.
        Assert.IsGreaterThanOrEqualTo(0.9, OwnHalf(model));
        // Negative control: where purchases have no pattern, it does not.
        TwoTowerModel none = FactorTrainer.Train(Shops.Random(800, 12, 1), options, Columns);
        Assert.IsLessThan(0.9, OwnHalf(none));
    }

    [TestMethod]
    [DataRow(FactorMethod.Als)]
    [DataRow(FactorMethod.Bpr)]
    [DataRow(FactorMethod.History)]
    public void A_Shopper_Without_History_Is_Known_By_Features(FactorMethod method)
    {
        Baskets baskets = Shops.Halves(800, 12, 1, withShoppers: true);
        TwoTowerModel model = FactorTrainer.Train(baskets, new FactorOptions { Method = method, Rank = 4, Regularisation = method == FactorMethod.Als ? 1 : 0.01 }, Columns);
        Assert.AreEqual(2 * 4, model.Tower.Length);
        for (byte side = 0; side < 2; side++)
        {
            double[] scores = model.Scores(model.User([side], []));
            Assert.IsGreaterThan(scores[((1 - side) * 6)..][..6].Average(), scores[(side * 6)..][..6].Average(), $"side {side}");
        }
    }

    [TestMethod]
    [DataRow(FactorMethod.Als)]
    [DataRow(FactorMethod.Bpr)]
    [DataRow(FactorMethod.History)]
    [DataRow(FactorMethod.Ridge)]
    public void Seeds_Change_A_Model_And_Threads_Do_Not(FactorMethod method)
    {
        Baskets baskets = Shops.Random(300, 20, 1);
        byte[] Model(int seed, int threads)
        {
            var stream = new MemoryStream();
            FactorsFile.Write(stream, FactorTrainer.Train(baskets, new FactorOptions { Method = method, Rank = 8, Rounds = 3, Seed = seed, Threads = threads }, Columns));
            return stream.ToArray();
        }

        byte[] model = Model(1, 1);
        CollectionAssert.AreEqual(model, Model(1, 3));
        CollectionAssert.AreEqual(model, Model(1, 0));
        if (method != FactorMethod.Ridge) CollectionAssert.AreNotEqual(model, Model(2, 1)); // ridge has nothing random
    }

    [TestMethod]
    public void The_Affinity_Feature_Never_Takes_A_Columns_Name()
    {
        TwoTowerModel model = FactorTrainer.Train(Shops.Random(50, 6, 1), new FactorOptions { Method = FactorMethod.Cosine, Rank = 4 }, new BasketColumns("basket", "bought"));
        Assert.AreEqual("bought_", model.Schema.Features[^1].Name);
    }

    [TestMethod]
    public void Names_Bad_Options()
    {
        Baskets baskets = Shops.Halves(50, 6, 1, withShoppers: true);
        UserErrors.Expect("E237", () => FactorTrainer.Train(baskets, new FactorOptions { Method = FactorMethod.Lift, Rank = 4 }, Columns), "lift");
        UserErrors.Expect("E239", () => FactorTrainer.Train(baskets, new FactorOptions { Rank = 6 }, Columns), "--rank", "6");
        UserErrors.Expect("E201", () => FactorTrainer.Train(baskets, new FactorOptions { Alpha = 0 }, Columns), "--alpha");
        UserErrors.Expect("E236", () => FactorOptions.Parse("svd"), "svd");
        UserErrors.Expect("E242", () => FactorTrainer.Train(baskets, new FactorOptions { Method = FactorMethod.Bpr, Rank = 4, LearningRate = 1, Regularisation = 1e6 }, Columns), "bpr");
    }

    // Share of pairs (one of the own half, one of the other) in the right order, both histories.
    private static double OwnHalf(TwoTowerModel model)
    {
        int right = 0;
        for (int side = 0; side < 2; side++)
        {
            double[] scores = model.Scores(model.User([], [side * 6, side * 6 + 1]));
            for (int own = side * 6 + 2; own < side * 6 + 6; own++)
                for (int other = (1 - side) * 6; other < (1 - side) * 6 + 6; other++)
                    if (scores[own] > scores[other]) right++;
        }

        return right / 48.0;
    }
}
