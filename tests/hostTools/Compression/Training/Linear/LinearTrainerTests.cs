using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Linear;

namespace Endcap.Tests.HostTools.Compression.Training.Linear;

[TestClass]
public sealed class LinearTrainerTests
{
    private static readonly BinnedDataset TwoBins = TrainingData.OneFeature(TrainingData.Numeric("x", 2), [0, 0, 1, 1], [1, 3, 7, 9]);

    // By hand: with bias 5 (the mean) and weights ∓w, the loss (w − 3)² · 2 · 2 / 2 + penalty · 2 is least at these scores.
    [TestMethod]
    [DataRow(0.0, 0.0, 2.0, 8.0, DisplayName = "without a penalty: the bins' means")]
    [DataRow(2.0, 0.0, 3.5, 6.5, DisplayName = "L2 of 2, as much as a bin's two rows: half way")]
    [DataRow(0.0, 2.0, 3.0, 7.0, DisplayName = "L1 of 2: a step of 2 / 2 rows towards the mean")]
    [DataRow(2.0, 2.0, 4.0, 6.0, DisplayName = "both")]
    public void Weights_Of_Two_Bins_Are_As_Worked_By_Hand(double l2, double l1, double low, double high)
    {
        double[] scores = TrainingData.Scores(Train(TwoBins, new() { Objective = Objective.Squared, L2 = l2, L1 = l1 }), TwoBins);
        Assert.AreEqual(low, scores[0], 1e-6);
        Assert.AreEqual(high, scores[3], 1e-6);
    }

    [TestMethod]
    public void A_Strong_L1_Penalty_Leaves_No_Weight()
    {
        // The slope of each weight at 0 is 2 rows × 3 = 6.
        Assert.IsEmpty(Train(TwoBins, new() { Objective = Objective.Squared, L1 = 6 }).Trees);
        Assert.HasCount(1, Train(TwoBins, new() { Objective = Objective.Squared, L1 = 5.9 }).Trees);
    }

    [TestMethod]
    [DataRow(Objective.Squared)]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.Pairwise)]
    public void At_The_Optimum_Every_Weights_Slope_Is_Its_Penalty(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(3, 1200, objective == Objective.Pairwise ? 6 : 0, objective == Objective.Logistic);
        Assert.IsLessThan(0.02, Violation(3));
        Assert.IsGreaterThan(0.5, Violation(4), "a model of another penalty must not pass");

        double Violation(double l2)
        {
            TreeEnsemble model = Train(data, new() { Objective = objective, L2 = l2, Pairs = 0, Passes = 5000 });
            double[] slopes = Slopes(model, data, objective);
            Assert.IsGreaterThan(5, model.Trees.Count);
            return model.Trees.Max(tree => Enumerable.Range(0, data.Schema.Features[tree.Feature[0]].BinCount).Max(bin =>
                Math.Abs(SlopeOf(slopes, data.Columns[tree.Feature[0]], bin) + 3 * WeightOf(tree, data, bin))));
        }
    }

    [TestMethod]
    public void Only_A_Pair_Explains_An_Exclusive_Or()
    {
        var random = new Random(5);
        byte[][] columns = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 800).Select(_ => (byte)random.Next(2)).ToArray())];
        float[] labels = [.. Enumerable.Range(0, 800).Select(row => (float)(columns[1][row] ^ columns[3][row]))];
        Feature[] features = [.. "abcd".Select(name => TrainingData.Numeric($"{name}", 2, FeatureScope.Shopper))];
        var data = new BinnedDataset(new Schema("y", null, [], features), columns, labels, [0, 800]);
        TreeEnsemble alone = Train(data, new() { Objective = Objective.Squared, Pairs = 0 });
        TreeEnsemble paired = Train(data, new() { Objective = Objective.Squared, Pairs = 1, PairL2 = 0.01 });
        Assert.IsGreaterThan(0.45, RegressionMetrics.Rmse(TrainingData.Scores(alone, data), labels));
        Assert.IsLessThan(0.01, RegressionMetrics.Rmse(TrainingData.Scores(paired, data), labels));
        CollectionAssert.AreEquivalent(new[] { 1, 3 }, TrainingData.Paths(paired.Trees[^1]).First().ToArray());
    }

    [TestMethod]
    public void Pairs_That_Promise_No_More_Than_Chance_Are_Not_Taken()
    {
        var random = new Random(6);
        byte[][] columns = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 3000).Select(_ => (byte)random.Next(8)).ToArray())];
        float[] labels = [.. columns[0].Select(bin => bin + (float)random.NextDouble())];
        Feature[] features = [.. "abc".Select(name => TrainingData.Numeric($"{name}", 8, FeatureScope.Shopper))];
        var data = new BinnedDataset(new Schema("y", null, [], features), columns, labels, [0, 3000]);
        TreeEnsemble model = Train(data, new() { Objective = Objective.Squared, Pairs = 3 });
        Assert.IsLessThan(6, model.Trees.Count);
    }

    [TestMethod]
    public void Every_Product_Collapses_To_Tables_Exactly()
    {
        BinnedDataset data = TrainingData.Random(7, 2000, 5);
        TreeEnsemble model = Train(data, new() { Objective = Objective.Pairwise, Pairs = 8 });
        var features = new RuntimeFeatures(data.Schema);
        var collapse = new Collapse(model, features);
        for (int row = 0; row < 200; row++)
        {
            byte[] bins = [.. data.Columns.Select(column => column[row])];
            CollapsedProduct product = collapse.Run(bins);
            Assert.IsEmpty(product.Residual);
            Assert.AreEqual(model.Score(bins), product.Score(features.SchemaIndex.Select(index => bins[index]).ToArray()), 1e-9);
        }
    }

    [TestMethod]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.LambdaRank)]
    public void The_Model_Does_Not_Depend_On_Threads(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(8, 20_000, objective.IsRanking() ? 5 : 0, binary: !objective.IsRanking());
        string Fingerprint(int threads) =>
            TrainingData.Fingerprint(Train(data, new() { Objective = objective, Threads = threads, Pairs = 3, Passes = 5 }));
        Assert.AreEqual(Fingerprint(1), Fingerprint(3));
    }

    [TestMethod]
    [DataRow("--lambda", -1.0)]
    [DataRow("--l1", double.NaN)]
    [DataRow("--pair-lambda", double.PositiveInfinity)]
    public void Settings_Out_Of_Range_Are_E201(string option, double value)
    {
        var options = new LinearOptions { Objective = Objective.Squared };
        options = option switch { "--lambda" => options with { L2 = value }, "--l1" => options with { L1 = value }, _ => options with { PairL2 = value } };
        UserErrors.Expect("E201", () => Train(TwoBins, options), option);
        UserErrors.Expect("E201", () => Train(TwoBins, options with { L2 = 1, L1 = 0, PairL2 = 1, Pairs = -1 }), "--pairs");
        UserErrors.Expect("E201", () => Train(TwoBins, options with { L2 = 1, L1 = 0, PairL2 = 1, Passes = 0 }), "--passes");
    }

    [TestMethod]
    public void Learns_Who_Buys_Which_Margarine()
    {
        Schema schema = SchemaInference.Propose(RealData.Path("margarine", "train.csv"), Margarine).Schema;
        BinnedDataset train = CsvDatasetReader.Read(RealData.Path("margarine", "train.csv"), schema);
        BinnedDataset test = CsvDatasetReader.Read(RealData.Path("margarine", "test.csv"), schema);
        TreeEnsemble model = Train(train, new() { Objective = Objective.Pairwise });
        RankingReport report = RankingMetrics.Evaluate(TrainingData.Scores(model, test), test.Labels, test.GroupStarts);
        Assert.IsGreaterThan(0.80, report.Ndcg5);
    }

    private static InferenceOptions Margarine => new()
    {
        Label = "label",
        Group = "purchase",
        Ignore = ["hhid"],
        Item = ["product", "price", "rel_price", "cheapest", "is_tub"],
        Affinity = ["last_bought", "times_bought"],
        Categorical = ["product"],
    };

    private static TreeEnsemble Train(BinnedDataset data, LinearOptions options) => LinearTrainer.Train(data, null, options).Model;

    private static double[] Slopes(TreeEnsemble model, BinnedDataset data, Objective objective)
    {
        var loss = Loss.Create(data, objective);
        double[] slopes = new double[data.RowCount], curves = new double[data.RowCount], scores = TrainingData.Scores(model, data);
        for (int chunk = 0; chunk < loss.ChunkCount; chunk++) loss.Compute(chunk, scores, slopes, curves);
        return slopes;
    }

    private static double SlopeOf(double[] slopes, byte[] column, int bin) => slopes.Where((_, row) => column[row] == bin).Sum();

    private static double WeightOf(Tree tree, BinnedDataset data, int bin)
    {
        byte[] bins = new byte[data.Columns.Length];
        bins[tree.Feature[0]] = (byte)bin;
        return tree.Value[tree.FindLeaf(bins)];
    }
}
