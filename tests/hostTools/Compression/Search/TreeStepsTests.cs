using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;
using Endcap.Compression.Search;
using Endcap.Tests.HostTools.Compression.Pruning;

namespace Endcap.Tests.HostTools.Compression.Search;

[TestClass]
public sealed class TreeStepsTests
{
    private static readonly Schema Schema = SmallTrees.Schema(2);

    private static readonly TreeEnsemble Model = SmallTrees.Model(Schema, 0.5,
        SmallTrees.Split(0, 3, SmallTrees.Leaf(1), SmallTrees.Leaf(2)), SmallTrees.Split(0, 5, SmallTrees.Leaf(0.25), SmallTrees.Leaf(-1)));

    private static readonly BinnedDataset Data = SmallTrees.Data(Schema, [[0, 2, 4, 7], [1, 1, 5, 5]], [1, 2, 3, 4]);

    [TestMethod]
    public void A_Step_That_Changes_Nothing_Gives_The_Same_Model_Back()
    {
        var steps = new TreeSteps(Data, 1, CancellationToken.None);
        TreeCandidate start = new(Model, 0.01), once = steps.Apply(start, CompressionStep.Parse("drop features=1")); // no split on it
        Assert.AreEqual(start, once);
        TreeCandidate pruned = steps.Apply(start, CompressionStep.Parse("drop features=0"));
        Assert.AreNotEqual(start, pruned); // control
        Assert.AreEqual(pruned, steps.Apply(once, CompressionStep.Parse("drop features=0")));
        Assert.AreNotEqual(start, steps.Apply(start, CompressionStep.Parse("simplify tolerance=0.02")));
    }

    [TestMethod]
    public void Scores_From_Leaves_Are_Those_Of_The_Ensemble()
    {
        var rows = new EnsembleRows(Model, Data);
        double[] expected = [.. Enumerable.Range(0, 4).Select(row => Model.Score([Data.Columns[0][row], Data.Columns[1][row]]))];
        CollectionAssert.AreEqual(expected, rows.Scores);
        CollectionAssert.AreEqual(new[] { 1.75, 1.75, 2.75, 1.5 }, rows.Scores);
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 2 }, rows.LeavesOf(0));
    }

    // A floor in units of the metric: 0.002 of an AUC of 0.8 is a quarter of a percent.
    [TestMethod]
    public void An_Absolute_Floor_Becomes_A_Relative_One()
    {
        Assert.AreEqual(0.0025, new CompressionRequest { MaxDrop = 0.002 }.Against(0.8).MaxLoss, 1e-15);
        Assert.AreEqual(0.004, new CompressionRequest { MaxLoss = 0.004 }.Against(0.8).MaxLoss);
    }
}
