using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Pruning;
using Endcap.Tests.HostTools.Compression.Training;
using static Endcap.Tests.HostTools.Compression.Pruning.SmallTrees;

namespace Endcap.Tests.HostTools.Compression.Pruning;

[TestClass]
public sealed class ThresholdSharingTests
{
    // Rows by bin: 1 1 1 1 90 1 1 4 of 100; cuts 1, 2, 3 lie within 2 % of the rows, 5 far away.
    private static readonly byte[] Column =
        [0, 1, 2, 3, .. Enumerable.Repeat((byte)4, 90), 5, 6, 7, 7, 7, 7];

    [TestMethod]
    public void Near_Cuts_Share_One_As_Worked_By_Hand()
    {
        (TreeEnsemble model, BinnedDataset data) = Stumps(FeatureScope.Shopper, 1, 2, 3, 5);
        TreeEnsemble shared = ThresholdSharing.Run(model, data, 2);
        // Clusters {1 %, 2 %, 3 %} with centre 2 % and {94 %}: cuts 2, 2, 2, 5.
        CollectionAssert.AreEqual(new[] { 2, 2, 2, 5 }, Cuts(shared));
        Assert.AreEqual(2, ThresholdSharing.CutCount(shared, 0));
        // Control: distance in bins instead of rows would have joined 5 with 3.
        (_, BinnedDataset even) = Stumps(FeatureScope.Shopper, 1);
        BinnedDataset flat = Data(even.Schema, [[0, 1, 2, 3, 4, 5, 6, 7]], new float[8]);
        CollectionAssert.AreNotEqual(Cuts(shared), Cuts(ThresholdSharing.Run(Stumps(FeatureScope.Shopper, 1, 2, 4, 5).Model, flat, 2)));
    }

    [TestMethod]
    public void Item_Features_Keep_Their_Cuts()
    {
        (TreeEnsemble model, BinnedDataset data) = Stumps(FeatureScope.Item, 1, 2, 3, 5);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 5 }, Cuts(ThresholdSharing.Run(model, data, 2)));
    }

    [TestMethod]
    public void Splits_That_An_Ancestor_Decides_Are_Gone_After_Snapping()
    {
        Schema schema = Schema(1);
        TreeEnsemble model = Model(schema, 0, Split(0, 1, Leaf(1), Split(0, 2, Leaf(2), Leaf(3))), Split(0, 5, Leaf(4), Leaf(5)));
        TreeEnsemble shared = ThresholdSharing.Run(model, Data(schema, [Column], new float[Column.Length]), 2);
        CollectionAssert.AreEqual(new short[] { 0, -1, -1 }, shared.Trees[0].Feature);
    }

    [TestMethod]
    public void The_Missing_Bin_Keeps_Its_Side()
    {
        Feature feature = TrainingData.Numeric("x", 8, FeatureScope.Shopper, missing: true);
        var schema = new Schema("label", null, [], [feature]);
        Tree Stump(BinSet left) => new([0, -1, -1], [left, default, default], [2, 0, 0], [0, 1, 2]);
        TreeEnsemble model = Model(schema, 0, Stump(BinSet.FirstBins(1).With(8)), Stump(BinSet.FirstBins(2)), Stump(BinSet.FirstBins(3)));
        TreeEnsemble shared = ThresholdSharing.Run(model, Data(schema, [Column], new float[Column.Length]), 1);
        CollectionAssert.AreEqual(new[] { true, false, false }, shared.Trees.Select(tree => tree.Left[0].Contains(8)).ToArray());
        Assert.IsTrue(shared.Trees.All(tree => ThresholdSharing.CutOf(tree.Left[0], feature) == 2));
    }

    [TestMethod]
    public void A_Set_That_Is_No_Cut_Has_None()
    {
        Feature feature = TrainingData.Numeric("x", 8);
        Assert.AreEqual(3, ThresholdSharing.CutOf(BinSet.FirstBins(8).Without(BinSet.FirstBins(3)), feature));
        Assert.AreEqual(0, ThresholdSharing.CutOf(BinSet.Empty.With(0).With(2), feature));
    }

    private static (TreeEnsemble Model, BinnedDataset Data) Stumps(FeatureScope scope, params int[] cuts)
    {
        Schema schema = Schema(1, scope);
        return (Model(schema, 0, [.. cuts.Select((cut, i) => Split(0, cut, Leaf(i), Leaf(i + 1)))]), Data(schema, [Column], new float[Column.Length]));
    }

    private static int[] Cuts(TreeEnsemble model) =>
        [.. model.Trees.Select(tree => ThresholdSharing.CutOf(tree.Left[0], model.Schema.Features[0]))];
}
