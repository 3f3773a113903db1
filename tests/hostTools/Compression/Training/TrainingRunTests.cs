using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>The boosting loop: learning, early stopping, hold-out, progress and cancellation.</summary>
[TestClass]
public sealed class TrainingRunTests
{
    [TestMethod]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.Squared)]
    [DataRow(Objective.Pairwise)]
    [DataRow(Objective.LambdaRank)]
    public void Every_Objective_Learns(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(6, 4000, objective.IsRanking() ? 8 : 0, binary: objective == Objective.Logistic);
        (BinnedDataset train, BinnedDataset test) = ValidationSplit.HoldOut(data, 0.25, 1);
        TrainingResult result = GradientBoosting.Train(train, test, new TrainerOptions { Objective = objective, Trees = 40 });
        double first = result.Metrics[0], last = result.Metrics[^1];
        Assert.IsTrue(objective.IsRanking() ? last > first + 0.04 : last < first * 0.75, $"{result.MetricName} {first} to {last}");
    }

    [TestMethod]
    public void Validation_Metric_Is_That_Of_The_Model()
    {
        BinnedDataset data = TrainingData.Random(6, 2000, 8);
        (BinnedDataset train, BinnedDataset test) = ValidationSplit.HoldOut(data, 0.25, 1);
        TrainingResult result = GradientBoosting.Train(train, test, new TrainerOptions { Trees = 10, RowSample = 0.6 });
        RankingReport report = RankingMetrics.Evaluate(TrainingData.Scores(result.Model, test), test.Labels, test.GroupStarts);
        Assert.AreEqual("ndcg5", result.MetricName);
        Assert.AreEqual(report.Ndcg5, result.Metrics[^1], 1e-15);
    }

    [TestMethod]
    public void Early_Stopping_Keeps_The_Best_Round()
    {
        BinnedDataset data = TrainingData.Random(7, 300, binary: true);
        (BinnedDataset train, BinnedDataset test) = ValidationSplit.HoldOut(data, 0.3, 1);
        var options = new TrainerOptions
        {
            Objective = Objective.Logistic, Trees = 500, LearningRate = 0.5, MinChildWeight = 0.1, EarlyStoppingRounds = 5,
        };
        TrainingResult result = GradientBoosting.Train(train, test, options);
        Assert.IsTrue(result.StoppedEarly);
        Assert.AreEqual(result.BestRound + 5, result.Metrics.Count);
        Assert.AreEqual(result.BestRound, result.Model.Trees.Count);
        Assert.AreEqual(result.Metrics.Min(), result.Metrics[result.BestRound - 1]);

        TrainingResult full = GradientBoosting.Train(train, test, options with { EarlyStoppingRounds = 0, Trees = 60 });
        Assert.IsFalse(full.StoppedEarly);
        Assert.AreEqual(60, full.Model.Trees.Count);
    }

    [TestMethod]
    public void Hold_Out_Takes_Whole_Groups_And_Loses_No_Row()
    {
        BinnedDataset data = TrainingData.Random(8, 800, 8);
        (BinnedDataset train, BinnedDataset held) = ValidationSplit.HoldOut(data, 0.2, 3);
        Assert.AreEqual(20, held.GroupCount);
        Assert.AreEqual(80, train.GroupCount);
        Assert.AreEqual(800, train.RowCount + held.RowCount);
        Assert.IsTrue(held.GroupStarts.Zip(held.GroupStarts.Skip(1)).All(pair => pair.Second - pair.First == 8));
        Assert.AreEqual(20, held.Labels.Sum(), "one positive in each group");
        CollectionAssert.AreEqual(held.Columns[1], ValidationSplit.HoldOut(data, 0.2, 3).Validation.Columns[1]);
        CollectionAssert.AreNotEqual(held.Columns[1], ValidationSplit.HoldOut(data, 0.2, 4).Validation.Columns[1]);
    }

    [TestMethod]
    public void Hold_Out_Without_Groups_Takes_Rows()
    {
        (BinnedDataset train, BinnedDataset held) = ValidationSplit.HoldOut(TrainingData.Random(8, 100), 0.3, 3);
        Assert.AreEqual(30, held.RowCount);
        CollectionAssert.AreEqual(new[] { 0, 70 }, train.GroupStarts);
    }

    [TestMethod]
    public void Cancelling_Stops_Between_Rounds()
    {
        using var cancel = new CancellationTokenSource();
        var rounds = new List<int>();
        var progress = new Immediate(report =>
        {
            rounds.Add(report.Round);
            if (report.Round == 3) cancel.Cancel();
        });
        BinnedDataset data = TrainingData.Random(9, 200);
        Assert.ThrowsExactly<OperationCanceledException>(() => GradientBoosting.Train(
            data, null, new TrainerOptions { Objective = Objective.Squared }, null, progress, cancel.Token));
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, rounds);
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
