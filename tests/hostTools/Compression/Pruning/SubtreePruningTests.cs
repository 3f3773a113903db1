using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;
using Endcap.Compression.Training;
using Endcap.Tests.HostTools.Compression.Training;
using static Endcap.Tests.HostTools.Compression.Pruning.SmallTrees;

namespace Endcap.Tests.HostTools.Compression.Pruning;

[TestClass]
public sealed class SubtreePruningTests
{
    private static readonly Schema Two = Schema(2);

    // x0 < 4 decides between about 0 and about 10; below, x1 adds ±0.1 on the left and ±2 on the right. Labels fit exactly.
    private static readonly TreeEnsemble Model =
        Model(Two, 0, Split(0, 4, Split(1, 4, Leaf(-0.1), Leaf(0.1)), Split(1, 4, Leaf(8), Leaf(12))));

    private static readonly BinnedDataset Data = Data(Two, [[0, 0, 7, 7], [0, 7, 0, 7]], [-0.1f, 0.1f, 8, 12]);

    [TestMethod]
    [DataRow(TreeSaliency.Magnitude)]
    [DataRow(TreeSaliency.SecondOrder)]
    public void The_Least_Salient_Split_Goes_First(TreeSaliency saliency)
    {
        Tree left = SubtreePruning.Run(Model, Data, saliency, PruneUnit.Leaves, 2, lambda: 0).Trees[0];
        CollectionAssert.AreEqual(new short[] { 0, -1, 1, -1, -1 }, left.Feature);
        Assert.AreEqual(0, left.Value[1], 1e-7); // the mean of −0.1 and 0.1
        CollectionAssert.AreEqual(new short[] { 0, -1, -1 }, SubtreePruning.Run(Model, Data, saliency, PruneUnit.Leaves, 1, lambda: 0).Trees[0].Feature);
    }

    [TestMethod]
    public void Gradient_And_Activation_Follow_Their_Own_Order()
    {
        // Gradients only on the left: Gradient prunes the right side, which Magnitude keeps.
        BinnedDataset wrongLeft = Data(Two, Data.Columns, [5, -5, 8, 12]);
        CollectionAssert.AreEqual(new short[] { 0, 1, -1, -1, -1 },
            SubtreePruning.Run(Model, wrongLeft, TreeSaliency.Gradient, PruneUnit.Leaves, 2).Trees[0].Feature);
        // One row in the right side's rarer leaf, two in the left's: Activation prunes the right side.
        BinnedDataset oftenLeft = Data(Two, [[0, 0, 0, 0, 7, 7], [0, 0, 7, 7, 0, 7]], [0, 0, 0, 0, 8, 12]);
        CollectionAssert.AreEqual(new short[] { 0, 1, -1, -1, -1 },
            SubtreePruning.Run(Model, oftenLeft, TreeSaliency.Activation, PruneUnit.Leaves, 2).Trees[0].Feature);
    }

    [TestMethod]
    public void Whole_Trees_Go_Into_The_Base_Score()
    {
        TreeEnsemble two = Model(Two, 1, Split(0, 4, Leaf(-3), Leaf(3)), Split(1, 4, Leaf(0.4), Leaf(0.6)));
        BinnedDataset data = Data(Two, [[0, 0, 7, 7], [0, 7, 0, 7]], [-1.6f, -1.4f, 4.4f, 4.6f]);
        TreeEnsemble pruned = SubtreePruning.Run(two, data, TreeSaliency.Magnitude, PruneUnit.Trees, 1);
        Assert.AreEqual((1, (short)0), (pruned.Trees.Count, pruned.Trees[0].Feature[0]));
        Assert.AreEqual(1.5, pruned.BaseScore, 1e-12);
    }

    [TestMethod]
    public void A_Subtree_Goes_Where_Its_Splits_Are_Cheap_Together()
    {
        // Collapsing the left half at once removes two splits at no cost; single splits inside look dear.
        Tree left = Split(1, 4, Split(1, 2, Leaf(5), Leaf(-5)), Leaf(0));
        TreeEnsemble model = Model(Two, 0, Split(0, 4, left, Leaf(1)));
        BinnedDataset data = Data(Two, [[0, 0, 0, 7], [0, 2, 7, 0]], [0, 0, 0, 1]);
        TreeEnsemble pruned = SubtreePruning.Run(model, data, TreeSaliency.SecondOrder, PruneUnit.Subtrees, 1, lambda: 0);
        CollectionAssert.AreEqual(new short[] { 0, -1, -1 }, pruned.Trees[0].Feature);
        Assert.AreEqual(0, Loss(pruned, data), 1e-9);
        Assert.IsGreaterThan(0.1, Loss(SubtreePruning.Run(model, data, TreeSaliency.Activation, PruneUnit.Trees, 1), data)); // control
    }

    [TestMethod]
    public void SecondOrder_Loses_Less_Than_Activation_And_A_Refit_Wins_Some_Back()
    {
        BinnedDataset data = TrainingData.Random(5, 3000);
        TreeEnsemble model = GradientBoosting.Train(data, null, new TrainerOptions { Objective = Objective.Squared, Trees = 40, Depth = 4, Threads = 1 }).Model;
        int keep = Ensembles.SplitCount(model) / 4;
        TreeEnsemble Prune(TreeSaliency saliency) => SubtreePruning.Run(model, data, saliency, PruneUnit.Leaves, keep);
        TreeEnsemble pruned = Prune(TreeSaliency.SecondOrder);
        Assert.IsLessThanOrEqualTo(keep, Ensembles.SplitCount(pruned));
        Assert.IsLessThan(Loss(Prune(TreeSaliency.Activation), data), Loss(pruned, data));
        Assert.IsLessThan(Loss(pruned, data), Loss(LeafRefit.Run(pruned, data, new RefitOptions()), data));
        TreeEnsemble gradual = GradualPruning.Run(model, data, TreeSaliency.SecondOrder, PruneUnit.Leaves, 0.25, 4, new RefitOptions());
        Assert.IsLessThanOrEqualTo(keep + 1, Ensembles.SplitCount(gradual));
        Assert.IsLessThan(Loss(pruned, data), Loss(gradual, data));
    }
}
