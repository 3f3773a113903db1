using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Tests.HostTools.Compression.Training.Dense;

[TestClass]
public sealed class DenseTrainerTests
{
    [TestMethod]
    [DataRow(Objective.Pairwise)]
    [DataRow(Objective.LambdaRank)]
    [DataRow(Objective.Logistic)]
    public void The_Same_Seed_Gives_The_Same_Network_Whatever_The_Thread_Count(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(1, 1200, objective.IsRanking() ? 6 : 0, binary: true);
        var options = new DenseOptions { Objective = objective, Epochs = 2, Hidden = [8, 4], Batch = objective.IsRanking() ? 40 : 240, Threads = 1 };
        float[] Train(DenseOptions how) => DenseTrainer.Train(data, null, how).Model.Parameters;
        float[] one = Train(options);
        CollectionAssert.AreEqual(one, Train(options with { Threads = 3 }));
        CollectionAssert.AreNotEqual(one, Train(options with { Seed = 2 }));
    }

    /// <summary>Exclusive or of two bins: no sum of single-feature functions tells the classes apart, so a broken way back fails here.</summary>
    [TestMethod]
    [DataRow(Activation.Relu)]
    [DataRow(Activation.Sigmoid)]
    [DataRow(Activation.Tanh)]
    public void Learns_Exclusive_Or(Activation activation)
    {
        BinnedDataset data = ExclusiveOr();
        var options = new DenseOptions
        {
            Objective = Objective.Logistic, Hidden = [8], Activation = activation, Epochs = 150, LearningRate = 0.03, Batch = 16, WeightDecay = 0,
        };
        DenseModel model = DenseTrainer.Train(data, null, options).Model;
        Assert.AreEqual(1, BinaryMetrics.Accuracy(ModelScores.Of(model, data), data.Labels));
        Assert.IsLessThan(0.2, BinaryMetrics.LogLoss(ModelScores.Of(model, data), data.Labels));
    }

    [TestMethod]
    public void Without_Weights_To_Learn_It_Keeps_The_Base_Score()
    {
        BinnedDataset data = ExclusiveOr();
        var options = new DenseOptions { Objective = Objective.Squared, Hidden = [2], Epochs = 1, LearningRate = 1e-12 };
        DenseModel model = DenseTrainer.Train(data, null, options).Model;
        Assert.AreEqual(data.Labels.Average(), model.Parameters[model.Shape.BiasAt[^1]], 1e-6);
    }

    [TestMethod]
    public void Values_Are_Learned_In_Any_Unit()
    {
        BinnedDataset small = TrainingData.Random(11, 900), held = TrainingData.Random(12, 300);
        BinnedDataset InCents(BinnedDataset data) => new(data.Schema, data.Columns, [.. data.Labels.Select(label => 100_000 * label + 5_000_000)], data.GroupStarts);
        var options = new DenseOptions { Objective = Objective.Squared, Epochs = 30, Hidden = [8], LearningRate = 0.01 };
        DenseTrainingResult own = DenseTrainer.Train(small, held, options), cents = DenseTrainer.Train(InCents(small), InCents(held), options);
        double[] scores = ModelScores.Of(own.Model, held), large = ModelScores.Of(cents.Model, InCents(held));
        for (int row = 0; row < scores.Length; row++) Assert.AreEqual(scores[row], (large[row] - 5_000_000) / 100_000, 0.01);
        Assert.AreEqual(RegressionMetrics.Rmse(large, InCents(held).Labels), cents.Metrics[cents.BestEpoch - 1], 50, "the metric is in the labels' unit");
        DenseModel tuned = DenseTrainer.FineTune(cents.Model, DensePrecision.Full, InCents(small), null, options with { Epochs = 3, LearningRate = 0.001 }).Model;
        Assert.AreEqual(cents.Metrics[^1], RegressionMetrics.Rmse(ModelScores.Of(tuned, InCents(held)), InCents(held).Labels), 10_000, "fine-tuning starts from what was learned");
        double constant = RegressionMetrics.Rmse([.. scores.Select(_ => (double)small.Labels.Average())], held.Labels);
        Assert.IsLessThan(0.85 * constant, own.Metrics[^1], "hardly better than the mean");
    }

    [TestMethod]
    public void The_Best_Epoch_Is_Kept_And_Training_Stops_Early()
    {
        BinnedDataset data = TrainingData.Random(2, 600, 6), held = TrainingData.Random(3, 300, 6);
        var options = new DenseOptions { Epochs = 200, EarlyStoppingEpochs = 3, LearningRate = 0.02 };
        DenseTrainingResult result = DenseTrainer.Train(data, held, options);
        Assert.IsTrue(result.StoppedEarly);
        Assert.AreEqual(result.BestEpoch + 3, result.Metrics.Count);
        double best = RankingMetrics.Ndcg(ModelScores.Of(result.Model, held), held.Labels, held.GroupStarts, 5);
        Assert.AreEqual(result.Metrics.Max(), best, 1e-12);
    }

    [TestMethod]
    public void Fine_Tuning_Brings_A_Two_Bit_Network_Nearer_To_The_Labels()
    {
        BinnedDataset rows = TrainingData.Random(6, 600, binary: true);
        // Every row a shelf of its own, so that each keeps its own shopper.
        var data = new BinnedDataset(rows.Schema, rows.Columns, rows.Labels, [.. Enumerable.Range(0, rows.RowCount + 1)]);
        var options = new DenseOptions { Objective = Objective.Logistic, Epochs = 15, Hidden = [8], LearningRate = 0.01, WeightDecay = 0 };
        var precision = new DensePrecision(2, 2);
        DenseModel start = DenseTrainer.Train(data, null, options).Model;
        DenseModel tuned = DenseTrainer.FineTune(start, precision, data, data, options with { Epochs = 20, LearningRate = 0.005 }).Model;
        double floats = BinaryMetrics.LogLoss(ModelScores.Of(start, data), data.Labels), plain = OnLabel(start), better = OnLabel(tuned);
        Assert.IsGreaterThan(floats, plain, "rounding to two bits lost nothing, so there is nothing to win back");
        Assert.IsLessThan(floats + (plain - floats) / 2, better, $"float {floats}, rounded {plain}, fine-tuned {better}");

        double OnLabel(DenseModel model)
        {
            LabelReport report = LabelEvaluation.Run(model, data, ModelScores.Of(model, data), new ShelfOptions { DensePrecision = precision });
            return BinaryMetrics.LogLoss(report.Scores, data.Labels);
        }
    }

    [TestMethod]
    public void Numbers_That_No_Longer_Fit_Are_Said()
    {
        DenseModel start = DenseTrainer.Train(ExclusiveOr(), null, new DenseOptions { Objective = Objective.Squared, Hidden = [2], Epochs = 1 }).Model;
        start.Parameters[^1] = 2; // a weight of the last layer
        LabelScale scale = LabelScale.Of([-3e38f, 3e38f])!;
        UserErrors.Expect("E217", () => scale.Restored(new DenseTrainingResult(start, "rmse", [], 1, false), 0.5), "diverged");
        start.Parameters[^1] = 0.5f;
        Assert.AreEqual(1.5e38f, scale.Restored(new DenseTrainingResult(start, "rmse", [], 1, false), 0.5).Model.Parameters[^1], 1e32f);
        Assert.IsNull(LabelScale.Of([7, 7]), "labels that are all alike");
    }

    [TestMethod]
    [DataRow("E220", "--hidden is \"16,0\"", 16, 0)]
    [DataRow("E220", "\"65\"", 65)]
    [DataRow("E220", "\"1,1,1,1\"", 1, 1, 1, 1)]
    public void Bad_Sizes_Are_Refused(string code, string part, params int[] hidden) =>
        UserErrors.Expect(code, () => new DenseOptions { Hidden = hidden }.Validate(), part);

    private static BinnedDataset ExclusiveOr()
    {
        Feature[] features = [TrainingData.Numeric("a", 2), TrainingData.Numeric("b", 2, FeatureScope.Shopper)];
        byte[] a = [.. Enumerable.Range(0, 64).Select(row => (byte)(row & 1))], b = [.. Enumerable.Range(0, 64).Select(row => (byte)(row >> 1 & 1))];
        return new BinnedDataset(new Schema("y", null, [], features), [a, b], [.. a.Zip(b, (x, y) => (float)(x ^ y))], [0, 64]);
    }
}
