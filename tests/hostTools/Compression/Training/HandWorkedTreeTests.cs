using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Trees small enough to work out on paper. Squared error: gradient = score − label, Hessian = 1.</summary>
[TestClass]
public sealed class HandWorkedTreeTests
{
    private static readonly TrainerOptions Paper = new()
    {
        Objective = Objective.Squared, Trees = 1, Depth = 1, LearningRate = 1, Lambda = 1, MinChildWeight = 0, Threads = 1,
    };

    // Base score 5, gradients 5 5 −5 −5: split between bins 1 and 2, leaves −10 / (2 + 1) and 10 / (2 + 1).
    private static BinnedDataset Step => TrainingData.OneFeature(TrainingData.Numeric("x", 4), [0, 1, 2, 3], [0, 0, 10, 10]);

    [TestMethod]
    public void Leaf_Is_Minus_Gradient_Over_Hessian_Plus_Lambda()
    {
        TreeEnsemble model = GradientBoosting.Train(Step, null, Paper).Model;
        Tree tree = model.Trees[0];
        Assert.AreEqual(5, model.BaseScore);
        Assert.AreEqual(BinSet.FirstBins(2), tree.Left[0]);
        Assert.AreEqual(-10.0 / 3, tree.Value[1], 1e-12);
        Assert.AreEqual(10.0 / 3, tree.Value[2], 1e-12);
    }

    [TestMethod]
    public void Shrinkage_Scales_Leaves()
    {
        Tree tree = GradientBoosting.Train(Step, null, Paper with { LearningRate = 0.25 }).Model.Trees[0];
        Assert.AreEqual(10.0 / 12, tree.Value[2], 1e-12);
    }

    [TestMethod]
    [DataRow(66.6, 3)] // gain = 100 / 3 + 100 / 3 − 0 = 66.67
    [DataRow(66.7, 1)]
    public void Gamma_Is_The_Least_Gain(double gamma, int nodes) =>
        Assert.AreEqual(nodes, GradientBoosting.Train(Step, null, Paper with { Gamma = gamma }).Model.NodeCount);

    [TestMethod]
    [DataRow(2.0, 3)]
    [DataRow(2.1, 1)]
    public void Min_Child_Weight_Is_The_Least_Hessian(double weight, int nodes) =>
        Assert.AreEqual(nodes, GradientBoosting.Train(Step, null, Paper with { MinChildWeight = weight }).Model.NodeCount);

    [TestMethod]
    public void Depth_Two_Splits_Again()
    {
        BinnedDataset stairs = TrainingData.OneFeature(TrainingData.Numeric("x", 4), [0, 1, 2, 3], [0, 2, 10, 12]);
        TreeEnsemble model = GradientBoosting.Train(stairs, null, Paper with { Depth = 2, Lambda = 0 }).Model;
        CollectionAssert.AreEqual(new double[] { 0, 2, 10, 12 }, TrainingData.Scores(model, stairs).Select(s => Math.Round(s, 9)).ToArray());
    }

    [TestMethod]
    public void Leaf_Limit_Takes_The_Best_Gain_First()
    {
        // Below the first split the right side gains more (20 against 10), so three leaves split it and not the left.
        BinnedDataset stairs = TrainingData.OneFeature(TrainingData.Numeric("x", 4), [0, 1, 2, 3], [0, 1, 100, 120]);
        Tree tree = GradientBoosting.Train(stairs, null, Paper with { Depth = 5, Leaves = 3, Lambda = 0 }).Model.Trees[0];
        CollectionAssert.AreEqual(new short[] { 0, -1, 0, -1, -1 }, tree.Feature);
        CollectionAssert.AreEqual(new[] { 2, 0, 4, 0, 0 }, tree.Right);
    }

    [TestMethod]
    [DataRow(10f, false)] // missing rows look like the high bins: right
    [DataRow(0f, true)]
    public void Missing_Direction_Is_Learned(float missingLabel, bool left)
    {
        BinnedDataset data = TrainingData.OneFeature(
            TrainingData.Numeric("x", 4, missing: true), [0, 1, 2, 3, 4], [0, 0, 10, 10, missingLabel]);
        Tree tree = GradientBoosting.Train(data, null, Paper).Model.Trees[0];
        Assert.IsTrue(tree.Left[0].Contains(1) && !tree.Left[0].Contains(2));
        Assert.AreEqual(left, tree.Left[0].Contains(4));
    }

    [TestMethod]
    public void Missing_Alone_Can_Be_Split_Off()
    {
        BinnedDataset data = TrainingData.OneFeature(TrainingData.Numeric("x", 3, missing: true), [0, 1, 2, 3, 3], [1, 1, 1, 9, 9]);
        Tree tree = GradientBoosting.Train(data, null, Paper).Model.Trees[0];
        Assert.AreEqual(BinSet.FirstBins(3), tree.Left[0]);
    }

    [TestMethod]
    public void Missing_Without_Missing_Rows_Goes_Right()
    {
        BinnedDataset data = TrainingData.OneFeature(TrainingData.Numeric("x", 4, missing: true), [0, 1, 2, 3], [0, 0, 10, 10]);
        Assert.AreEqual(BinSet.FirstBins(2), GradientBoosting.Train(data, null, Paper).Model.Trees[0].Left[0]);
    }

    [TestMethod]
    public void Categories_Are_Split_By_Value_And_Unseen_Ones_Go_Right()
    {
        BinnedDataset data = TrainingData.OneFeature(
            TrainingData.Categorical("c", 6), [0, 1, 2, 3, 4, 0, 1, 2, 3, 4], [0, 10, 0, 10, 1, 0, 10, 0, 10, 1]);
        Tree tree = GradientBoosting.Train(data, null, Paper).Model.Trees[0];
        Assert.AreEqual(BinSet.Empty.With(1).With(3), tree.Left[0], "the lowest gradients, so the highest labels, come first");
        Assert.IsFalse(tree.Left[0].Contains(5), "category 5 has no rows");
    }

    [TestMethod]
    public void One_Category_Against_The_Rest_Needs_No_Order()
    {
        BinnedDataset data = TrainingData.OneFeature(TrainingData.Categorical("c", 3), [0, 1, 2, 0, 1, 2], [0, 9, 1, 0, 9, 1]);
        TreeEnsemble model = GradientBoosting.Train(data, null, Paper with { Lambda = 0 }).Model;
        double[] scores = TrainingData.Scores(model, data);
        Assert.AreEqual(9, scores[1], 1e-9);
        Assert.AreEqual(0.5, scores[0], 1e-9);
        Assert.AreEqual(0.5, scores[2], 1e-9);
    }
}
