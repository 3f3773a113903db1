using Endcap.Compression.Datasets;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Same seed, same model. The data has more rows than one piece of work, so threads do share the sums.</summary>
[TestClass]
public sealed class ReproducibilityTests
{
    private static readonly TrainerOptions Sampled = new() { Trees = 6, RowSample = 0.8, ColumnSample = 0.7, Seed = 11, Depth = 6 };

    private static string Train(BinnedDataset data, TrainerOptions options) =>
        TrainingData.Fingerprint(GradientBoosting.Train(data, null, options).Model);

    [TestMethod]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.Squared)]
    [DataRow(Objective.Pairwise)]
    [DataRow(Objective.LambdaRank)]
    public void Thread_Count_Does_Not_Change_The_Model(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(2, 20_000, objective.IsRanking() ? 8 : 0, binary: objective == Objective.Logistic);
        TrainerOptions options = Sampled with { Objective = objective };
        string one = Train(data, options with { Threads = 1 });
        Assert.AreEqual(one, Train(data, options with { Threads = 2 }));
        Assert.AreEqual(one, Train(data, options with { Threads = 4 }));
        Assert.AreEqual(one, Train(data, options with { Threads = 1 }), "same seed twice");
    }

    [TestMethod]
    public void Thread_Count_Does_Not_Change_A_Leaf_Limited_Model()
    {
        BinnedDataset data = TrainingData.Random(2, 20_000, 8);
        TrainerOptions options = Sampled with { Leaves = 20, Depth = 12 };
        Assert.AreEqual(Train(data, options with { Threads = 1 }), Train(data, options with { Threads = 3 }));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Thresholds_Scanned_At_Once_Or_One_By_One_Are_The_Same(int seed)
    {
        BinnedDataset data = TrainingData.Random(seed, 3000, 8);
        // A penalty too small to change a gain sends every threshold through the scalar path.
        Assert.AreEqual(Train(data, Sampled), Train(data, Sampled with { ThresholdPenalty = 1e-300 }));
    }

    [TestMethod]
    public void Another_Seed_Gives_Another_Model_Only_When_Sampling()
    {
        BinnedDataset data = TrainingData.Random(3, 2000, 8);
        Assert.AreNotEqual(Train(data, Sampled), Train(data, Sampled with { Seed = 12 }));
        TrainerOptions whole = Sampled with { RowSample = 1, ColumnSample = 1 };
        Assert.AreEqual(Train(data, whole), Train(data, whole with { Seed = 12 }));
    }

    [TestMethod]
    public void Sampling_Takes_About_Its_Share()
    {
        var rows = new int[100_000];
        int taken = new Sampling(5, 1).SampleRows(rows.Length, 0.3, rows);
        Assert.IsTrue(taken is > 29_000 and < 31_000, $"{taken}");
        CollectionAssert.AreEqual(rows[..taken].Order().Distinct().ToArray(), rows[..taken]);
    }

    [TestMethod]
    public void Column_Sampling_Limits_The_Features_Of_A_Tree()
    {
        BinnedDataset data = TrainingData.Random(4, 2000);
        TrainerOptions options = Sampled with { Objective = Objective.Squared, ColumnSample = 0.25, Trees = 20 };
        int[] perTree = [.. GradientBoosting.Train(data, null, options).Model.Trees.Select(tree => tree.Feature.Where(f => f >= 0).Distinct().Count())];
        Assert.IsTrue(perTree.Max() <= 2 && perTree.Max() > 0, string.Join(' ', perTree));
    }
}
