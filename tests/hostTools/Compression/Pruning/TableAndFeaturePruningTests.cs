using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;
using Endcap.Compression.Training;
using Endcap.Tests.HostTools.Compression.Training;
using static Endcap.Tests.HostTools.Compression.Pruning.SmallTrees;

namespace Endcap.Tests.HostTools.Compression.Pruning;

[TestClass]
public sealed class TableAndFeaturePruningTests
{
    private static readonly Schema Three = Schema(3);

    // Pairs {0,1} (worth ±2) and {0,2} (worth ±0.1), in both orders of features.
    private static readonly TreeEnsemble Model = Model(Three, 0,
        Split(0, 4, Split(1, 4, Leaf(-2), Leaf(2)), Split(2, 4, Leaf(9.9), Leaf(10.1))),
        Split(2, 4, Split(0, 4, Leaf(-0.1), Leaf(0.1)), Leaf(0)));

    private static readonly BinnedDataset Data = Every(Model);

    [TestMethod]
    public void The_Cheapest_Pair_Goes_From_All_Trees()
    {
        Assert.AreEqual(2, TablePruning.TableCount(Model));
        TreeEnsemble pruned = TablePruning.Run(Model, Data, TreeSaliency.SecondOrder, 1, lambda: 0);
        CollectionAssert.AreEqual(new short[] { 0, 1, -1, -1, -1 }, pruned.Trees[0].Feature);
        Assert.AreEqual(1, TablePruning.TableCount(pruned));
        Assert.AreEqual(0, TablePruning.TableCount(TablePruning.Run(Model, Data, TreeSaliency.SecondOrder, 0)));
        CollectionAssert.AreEqual(Model.Trees[0].Feature, TablePruning.Run(Model, Data, TreeSaliency.SecondOrder, 2).Trees[0].Feature); // control
    }

    [TestMethod]
    public void A_Removed_Feature_Sends_Rows_Where_Most_Go()
    {
        BinnedDataset data = Data(Three, [[0, 7, 7], [0, 0, 0], [0, 0, 7]], [0, 0, 0]);
        TreeEnsemble without = FeatureRemoval.Run(Model, data, [0]);
        Assert.IsFalse(without.Trees.Any(tree => tree.Feature.Contains((short)0)));
        CollectionAssert.AreEqual(new[] { 0, 9.9, 10.1 }, without.Trees[0].Value); // two of three rows have x0 ≥ 4
        CollectionAssert.AreEqual(new[] { 0, -0.1, 0 }, without.Trees[1].Value); // one of two below the split on x2: ties go left
        BinnedDataset other = Data(Three, [[0, 0, 7], [0, 0, 0], [0, 0, 7]], [0, 0, 0]);
        CollectionAssert.AreEqual(new[] { 0, -2.0, 2 }, FeatureRemoval.Run(Model, other, [0]).Trees[0].Value); // control
    }

    [TestMethod]
    public void Cleaning_Changes_No_Score()
    {
        Tree messy = Split(0, 4, Split(0, 6, Leaf(1), Leaf(99)), Split(1, 3, Leaf(2), Split(1, 2, Leaf(98), Leaf(2))));
        Tree clean = TreeEdit.Clean(messy, Three);
        CollectionAssert.AreEqual(new short[] { 0, -1, -1 }, clean.Feature);
        CollectionAssert.AreEqual(new[] { 0, 1.0, 2 }, clean.Value);
        CollectionAssert.AreEqual(TrainingData.Scores(Model(Three, 0, messy), Data), TrainingData.Scores(Model(Three, 0, clean), Data));
    }

    [TestMethod]
    public void A_Student_Learns_The_Teacher_And_Not_The_Labels()
    {
        BinnedDataset data = TrainingData.Random(3, 2000);
        TreeEnsemble teacher = GradientBoosting.Train(data, null, new TrainerOptions { Objective = Objective.Squared, Trees = 30, Threads = 1 }).Model;
        TreeEnsemble student = TreeStudent.Learn(teacher, Data2(data), 20, 4, 1);
        double[] scores = TrainingData.Scores(teacher, data), learnt = TrainingData.Scores(student, data);
        double mean = scores.Average(), around = scores.Sum(score => (score - mean) * (score - mean));
        double apart = scores.Zip(learnt, (a, b) => (a - b) * (a - b)).Sum();
        Assert.IsLessThan(0.3 * around, apart);
        Assert.AreEqual((20, teacher.Objective), (student.Trees.Count, student.Objective));
        static BinnedDataset Data2(BinnedDataset data) => new(data.Schema, data.Columns, new float[data.RowCount], data.GroupStarts); // control: no labels
    }

    // Every combination of three halves, labelled with the model's own scores.
    private static BinnedDataset Every(TreeEnsemble model)
    {
        byte[][] columns = [.. Enumerable.Range(0, 3).Select(f => Enumerable.Range(0, 8).Select(i => (byte)((i >> f & 1) * 7)).ToArray())];
        BinnedDataset rows = Data(model.Schema, columns, new float[8]);
        return Data(model.Schema, columns, [.. TrainingData.Scores(model, rows).Select(score => (float)score)]);
    }
}
