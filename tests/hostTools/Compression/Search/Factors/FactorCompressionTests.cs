using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Factors;
using Endcap.Compression.Training.Factors;

namespace Endcap.Tests.HostTools.Compression.Search.Factors;

[TestClass]
public class FactorCompressionTests
{
    private static readonly BasketColumns Columns = new("basket", "item");

    [TestMethod]
    public void Finds_A_Smaller_Model_Whose_File_Gives_The_Blob_That_Was_Measured()
    {
        (Baskets train, IReadOnlyList<HeldOutItem> tests) = LeaveOneOut.Split(Clusters(1, 600), 0.4, 1);
        TwoTowerModel model = FactorTrainer.Train(train, new FactorOptions { Rank = 12, Rounds = 15 }, Columns);
        var request = new CompressionRequest { Methods = FactorSteps.Methods, MaxLoss = 0.05, Evaluations = 25 };
        FactorCompressionResult result = FactorCompression.Run(model, train, tests, request, "p.csv");
        Assert.AreEqual(25, result.Tried);
        SearchPoint<TwoTowerModel> chosen = result.Chosen!;
        Assert.IsLessThan(0.5 * result.Start.Measured.Bytes, chosen.Measured.Bytes);
        Assert.IsLessThanOrEqualTo(0.05, chosen.Measured.Loss);

        var stream = new MemoryStream();
        FactorsFile.Write(stream, chosen.Model);
        TwoTowerModel read = FactorsFile.Parse(stream.ToArray(), "m");
        Assert.AreEqual(chosen.Measured, new FactorMeasure(model, tests, null, default).Of(read));
        // The recipe makes it again byte for byte; the control differs.
        var recipe = new CompressionRecipe(1, 0, "", "", chosen.Steps);
        CollectionAssert.AreEqual(stream.ToArray(), Bytes(FactorCompression.Replay(model, train, recipe)));
        CollectionAssert.AreNotEqual(stream.ToArray(), Bytes(FactorCompression.Replay(model, train, recipe with { Steps = [.. chosen.Steps.Skip(1)] })));
    }

    [TestMethod]
    public void Every_Product_Of_A_Basket_Is_Left_Out_In_Turn()
    {
        IReadOnlyList<HeldOutItem> all = FactorMeasure.InTurn([new HeldOutItem([3], [1, 7], 4)]);
        Assert.AreEqual("4,7>1 1,7>4 1,4>7", string.Join(' ', all.Select(test => $"{string.Join(',', test.History)}>{test.Target}")));
        Assert.IsTrue(all.All(test => test.Bins[0] == 3));
        Assert.IsInRange(4000, 8000, FactorMeasure.InTurn([.. Enumerable.Repeat(new HeldOutItem([], [1, 2, 3], 0), 3000)]).Count);
    }

    [TestMethod]
    [DataRow("rank keep=6", "multiple of 4")]
    [DataRow("bits products=5 history=4 levels=codebook", "8, 4 or 2")]
    [DataRow("bits products=4 history=4 levels=cubic", "linear, codebook")]
    [DataRow("calibrate by=percentile share=0.1", "from 0.5 to 1")]
    [DataRow("prune drop=4 saliency=luck", "magnitude")]
    [DataRow("shrink by=2", "no method")]
    public void Refuses_Unclear_Steps(string step, string why)
    {
        (TwoTowerModel model, Baskets train) = Trained();
        UserErrors.Expect("E280", () => new FactorSteps(train, 1, default).Apply(model, CompressionStep.Parse(step)), why);
    }

    [TestMethod]
    public void Every_Level_Of_Every_Axis_Can_Be_Applied()
    {
        (TwoTowerModel model, Baskets train) = Trained();
        var steps = new FactorSteps(train, 1, default);
        foreach (TwoTowerModel start in (TwoTowerModel[])[model, steps.Apply(model, CompressionStep.Parse("tie"))])
            foreach (SearchAxis axis in FactorSteps.Axes(FactorSteps.Methods, start))
                foreach (string level in axis.Levels)
                    Assert.IsTrue(new FactorMeasure(model, FactorSample.Of(train, 1).Shoppers, null, default).Of(steps.Apply(start, CompressionStep.Parse(level))).IsPossible, level);
        Assert.IsEmpty(FactorSteps.Axes([], model));
    }

    [TestMethod]
    public void Refitting_Wins_Back_What_Rounding_Lost_And_Moments_Of_Baskets_Do()
    {
        (TwoTowerModel model, Baskets train) = Trained();
        var steps = new FactorSteps(train, 1, default);
        FactorSample sample = FactorSample.Of(train, 1);
        TwoTowerModel nearest = Apply(model, "bits products=2 history=2 levels=linear", "round by=nearest");
        TwoTowerModel refitted = Apply(nearest, "finetune by=als rounds=3"), aware = Apply(nearest, "round by=baskets");
        Assert.IsLessThan(0.9 * Error(nearest), Error(refitted));
        Assert.IsLessThan(Error(nearest), Error(aware));
        Assert.AreEqual(model.Rank * model.Rank, aware.Coding!.Moments!.Length);

        TwoTowerModel Apply(TwoTowerModel from, params string[] texts) => texts.Aggregate(from, (made, text) => steps.Apply(made, CompressionStep.Parse(text)));

        // Mean squared score error to the float model, less each shopper's mean.
        double Error(TwoTowerModel candidate)
        {
            TwoTowerModel rounded = FactorQuantiser.Run(candidate, candidate.Coding!).Dequantised() with { Products = model.Products };
            return sample.Shoppers.Average(shopper =>
            {
                double[] error = [.. model.Scores(model.User(shopper.Bins, shopper.History)).Zip(rounded.Scores(rounded.User(shopper.Bins, shopper.History)), (one, other) => one - other)];
                return error.Sum(value => value * value);
            });
        }
    }

    [TestMethod]
    public void Training_Through_The_Rounding_Lowers_What_Training_Makes_Least()
    {
        (TwoTowerModel model, Baskets train) = Trained();
        var steps = new FactorSteps(train, 1, default);
        FactorSample sample = FactorSample.Of(train, 1);
        TwoTowerModel rounded = Apply(model, "tie", "bits products=2 history=2 levels=linear", "round by=nearest");
        double before = Loss(rounded), through = Loss(Apply(rounded, "finetune by=bpr rounds=10 rate=0.03"));
        Assert.IsLessThan(0.99 * before, through);
        // Control: it is the steps that do it, not rounding once more.
        Assert.AreEqual(before, Loss(Apply(rounded, "finetune by=bpr rounds=10 rate=0.000001")), 0.01 * before);

        TwoTowerModel Apply(TwoTowerModel from, params string[] texts) => texts.Aggregate(from, (made, text) => steps.Apply(made, CompressionStep.Parse(text)));

        // Mean of −ln σ(score of the left-out product − score of another), as the integers score.
        double Loss(TwoTowerModel candidate)
        {
            TwoTowerModel integers = FactorQuantiser.Run(candidate, candidate.Coding!).Dequantised();
            return sample.Shoppers.Average(shopper =>
            {
                double[] scores = integers.Scores(integers.User(shopper.Bins, shopper.History));
                return Enumerable.Range(0, scores.Length).Where(p => p != shopper.Target && !shopper.History.Contains(p))
                    .Average(p => Math.Log(1 + Math.Exp(scores[p] - scores[shopper.Target])));
            });
        }
    }

    [TestMethod]
    public void On_Real_Baskets_A_Twentieth_Of_The_Bytes_Keeps_Recall()
    {
        IReadOnlyList<BasketItem> items = BasketReader.ReadItems(RealData.Path("groceries", "items.csv"), "item_id", "name");
        Baskets baskets = BasketReader.Read(RealData.Path("groceries", "basket_items.csv"), new("basket_id", "item_id"), items).Baskets;
        (Baskets train, IReadOnlyList<HeldOutItem> tests) = LeaveOneOut.Split(baskets, 0.25, 1);
        TwoTowerModel model = FactorTrainer.Train(train, new FactorOptions(), Columns);
        string[] steps = ["tie", "rank keep=16", "bits products=4 history=4 levels=codebook", "finetune by=bpr rounds=4 rate=0.01"];
        TwoTowerModel small = FactorCompression.Replay(model, train, new CompressionRecipe(1, 0, "", "", [.. steps.Select(CompressionStep.Parse)]));
        var measure = new FactorMeasure(model, tests, null, default);
        measure.Of(small);
        FactorFigures figures = measure.FiguresOf(small);
        Assert.IsGreaterThanOrEqualTo(0.99 * measure.Reference.Recall10, figures.Guesses.Recall10);
        Assert.IsGreaterThanOrEqualTo(0.99 * measure.Reference.Ndcg10, figures.Guesses.Ndcg10);
        Assert.IsLessThanOrEqualTo(model.FloatBytes / 18, figures.IntegerBytes);
    }

    private static (TwoTowerModel Model, Baskets Train) Trained()
    {
        Baskets train = Clusters(1, 400);
        return (FactorTrainer.Train(train, new FactorOptions { Rank = 8, Rounds = 10 }, Columns), train);
    }

    // Forty products in five groups; a basket is mostly of one group.
    private static Baskets Clusters(int seed, int count)
    {
        var random = new Random(seed);
        return new Baskets([.. Enumerable.Range(0, 40).Select(p => new BasketItem($"s{p}", ""))], Enumerable.Range(0, count).Select(_ =>
        {
            int group = random.Next(5);
            return Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(6) == 0 ? random.Next(40) : group * 8 + random.Next(8)).ToArray();
        }));
    }

    private static byte[] Bytes(TwoTowerModel model)
    {
        var stream = new MemoryStream();
        FactorsFile.Write(stream, model);
        return stream.ToArray();
    }
}
