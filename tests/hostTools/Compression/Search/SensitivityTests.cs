using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Search;
using static Endcap.Tests.HostTools.Compression.Pruning.SmallTrees;

namespace Endcap.Tests.HostTools.Compression.Search;

[TestClass]
public sealed class SensitivityTests
{
    [TestMethod]
    public void Trees_And_Features_As_Worked_By_Hand()
    {
        // Scores −3 and 3 from x0, −4 and 4 from x1; labels 0: RMSE 5 together, 4 without tree 0, 3 without tree 1.
        Schema three = Schema(3);
        TreeEnsemble model = Model(three, 0, Split(0, 4, Leaf(-3), Leaf(3)), Split(1, 4, Leaf(-4), Leaf(4)));
        BinnedDataset data = Data(three, [[0, 0, 7, 7], [0, 7, 0, 7], [0, 0, 0, 0]], new float[4]);
        QualityMetric metric = QualityMetric.For(model, data);
        Sensitivity found = Sensitivity.Of(model, data, data, metric, CancellationToken.None);
        Assert.AreEqual("rmse", metric.Name);
        Assert.AreEqual(-0.2, found.Trees[0], 1e-12);
        Assert.AreEqual(-0.4, found.Trees[1], 1e-12);
        Assert.AreEqual(0, found.Features[2]);
        // Without feature 1 every row goes left (ties): −4 for all, so RMSE stays √(9 + 16).
        Assert.AreEqual(0, found.Features[1], 1e-12);
        CollectionAssert.AreEquivalent(new[] { 0, 1 }, found.Dispensable(model, 0.01).ToArray());
        Assert.IsEmpty(found.Dispensable(model, -1)); // control
    }

    [TestMethod]
    public void A_Loss_Is_Positive_When_The_Metric_Got_Worse()
    {
        var auc = new QualityMetric("auc", (_, _) => 0, true);
        var rmse = new QualityMetric("rmse", (_, _) => 0, false);
        Assert.AreEqual(0.1, auc.Loss(0.72, 0.8), 1e-12);
        Assert.AreEqual(0.1, rmse.Loss(2.2, 2), 1e-12);
        Assert.AreEqual(-0.1, rmse.Loss(1.8, 2), 1e-12);
    }
}
