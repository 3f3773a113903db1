using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;
using Endcap.Compression.Training;
using Endcap.Tests.HostTools.Compression.Training;
using static Endcap.Tests.HostTools.Compression.Pruning.SmallTrees;

namespace Endcap.Tests.HostTools.Compression.Pruning;

[TestClass]
public sealed class LeafRefitTests
{
    private static readonly Schema One = Schema(1);
    private static readonly TreeEnsemble Stump = Model(One, 0, Split(0, 4, Leaf(1), Leaf(2)));
    private static readonly BinnedDataset Rows = Data(One, [[0, 0, 7]], [3, 5, 10]);

    [TestMethod]
    public void One_Tree_As_Worked_By_Hand()
    {
        // Squared error: free, leaves become the means 4 and 10. Anchor 2 at 1 and 2: (8 + 2·1) / (2 + 2), (10 + 2·2) / (1 + 2).
        CollectionAssert.AreEqual(new[] { 0, 4.0, 10 }, Refitted(0, 0).Value);
        CollectionAssert.AreEqual(new[] { 0, 2.5, 14.0 / 3 }, Refitted(2, 0).Value);
        // L1 of 3 takes 3 off each sum: (8 − 3) / 2, (10 − 3) / 1. Of 9, the left leaf is 0 and the right (10 − 9) / 1.
        CollectionAssert.AreEqual(new[] { 0, 2.5, 7.0 }, Refitted(0, 3).Value);
        CollectionAssert.AreEqual(new[] { 0, 0, 1.0 }, Refitted(0, 9).Value);
    }

    [TestMethod]
    public void A_High_L1_Drops_The_Tree()
    {
        TreeEnsemble none = LeafRefit.Run(Stump, Rows, new RefitOptions { Anchor = 0, L1 = 50 });
        Assert.AreEqual((0, 0.0), (none.Trees.Count, none.BaseScore));
    }

    [TestMethod]
    public void Passes_Approach_The_Least_Squares_Of_Two_Trees()
    {
        Schema two = Schema(2);
        TreeEnsemble model = Model(two, 0, Split(0, 4, Leaf(0), Leaf(1)), Split(1, 4, Leaf(0), Leaf(1)));
        BinnedDataset data = Data(two, [[0, 0, 7, 7, 7], [0, 7, 0, 7, 7]], [1, 4, 2, 5, 5]); // 1 + x0 · 1 + x1 · 3: a sum of both
        double Left(int passes) => Loss(LeafRefit.Run(model, data, new RefitOptions { Passes = passes, Anchor = 0 }), data);
        Assert.IsLessThan(1e-9, Left(60));
        Assert.IsGreaterThan(1e-3, Left(1)); // control: one pass is not enough
    }

    [TestMethod]
    [DataRow(Objective.Pairwise)]
    [DataRow(Objective.LambdaRank)]
    public void Rankers_Are_Refitted_On_Their_Own_Loss(Objective objective)
    {
        BinnedDataset data = TrainingData.Random(7, 3000, groupSize: 5);
        TreeEnsemble model = GradientBoosting.Train(data, null, new TrainerOptions { Objective = objective, Trees = 30, Depth = 4, Threads = 1 }).Model;
        TreeEnsemble pruned = SubtreePruning.Run(model, data, TreeSaliency.Magnitude, PruneUnit.Leaves, Ensembles.SplitCount(model) / 5);
        double Ndcg(TreeEnsemble each) => RankingMetrics.Ndcg(TrainingData.Scores(each, data), data.Labels, data.GroupStarts, 5);
        TreeEnsemble refitted = LeafRefit.Run(pruned, data, new RefitOptions());
        Assert.IsGreaterThan(Ndcg(pruned), Ndcg(refitted));
        // Control: steps the other way make it worse.
        TreeEnsemble worse = LeafRefit.Run(pruned, data, new RefitOptions { Rate = -1 });
        Assert.IsLessThan(Ndcg(pruned), Ndcg(worse));
    }

    [TestMethod]
    public void Selection_Weighs_Trees_As_Worked_By_Hand()
    {
        // Tree values ±1, labels ±3: G = Σ (1 − 3) = −8, H = 4; weight 1 + (8 − l1) / 4.
        TreeEnsemble model = Model(One, 0, Split(0, 4, Leaf(-1), Leaf(1)));
        BinnedDataset data = Data(One, [[0, 0, 7, 7]], [-3, -3, 3, 3]);
        Assert.AreEqual(3, TreeSelection.Run(model, data, 0, passes: 1).Trees[0].Value[2], 1e-12);
        Assert.AreEqual(2, TreeSelection.Run(model, data, 4, passes: 1).Trees[0].Value[2], 1e-12);
        Assert.IsEmpty(TreeSelection.Run(model, data, 12, passes: 1).Trees);
        Assert.HasCount(1, TreeSelection.Run(model, data, 11.9, passes: 1).Trees); // control
    }

    [TestMethod]
    public void Selection_Drops_The_Useless_Tree_First()
    {
        Schema two = Schema(2);
        TreeEnsemble model = Model(two, 0, Split(0, 4, Leaf(-1), Leaf(1)), Split(1, 4, Leaf(-1), Leaf(1)));
        BinnedDataset data = Data(two, [[0, 0, 7, 7], [0, 7, 0, 7]], [-1, -1, 1, 1]);
        TreeEnsemble kept = TreeSelection.Run(model, data, 0.5, passes: 10);
        Assert.AreEqual((1, (short)0), (kept.Trees.Count, kept.Trees[0].Feature[0]));
    }

    private static Tree Refitted(double anchor, double l1) =>
        LeafRefit.Run(Stump, Rows, new RefitOptions { Passes = 1, Anchor = anchor, L1 = l1 }).Trees[0];
}
