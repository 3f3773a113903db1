using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Comparison;

namespace Endcap.Tests.HostTools.Compression.Evaluation.Comparison;

[TestClass]
public sealed class ComparisonTests
{
    // Two groups of three products; the item column is a category.
    private static readonly BinnedDataset Data = new(
        new Schema("y", "g", [], [new Feature("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b", "c", "d"], false)]),
        [[0, 1, 2, 1, 2, 3]], [1, 0, 1, 0, 0, 1], [0, 3, 6]);

    private static readonly double[] Floats = [3, 2, 1, 3, 2, 1], Label = [2, 3, 1, 3, 2, 1.5];

    [TestMethod]
    public void Recall_And_Coverage_By_Hand()
    {
        // First two of the groups: rows 0, 1 of the first (1 of 2 positives), 3, 4 of the second (0 of 1).
        Assert.AreEqual(0.25, CutoffMetrics.Recall(Floats, Data.Labels, Data.GroupStarts, 2));
        Assert.AreEqual(1, CutoffMetrics.Recall(Floats, Data.Labels, Data.GroupStarts, 3));
        int[] products = CutoffMetrics.ProductsOf(Data)!;
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 1, 2, 3 }, products);
        Assert.AreEqual(2 / 4.0, CutoffMetrics.Coverage(Floats, products, Data.GroupStarts, 1)); // a and b
        Assert.AreEqual(1 / 4.0, CutoffMetrics.Coverage(Label, products, Data.GroupStarts, 1)); // b twice
        Assert.AreEqual(3 / 4.0, CutoffMetrics.Coverage(Floats, products, Data.GroupStarts, 2));
    }

    [TestMethod]
    public void Recall_At_Five_Is_The_Evaluations()
    {
        var random = new Random(2);
        int[] starts = [0, 12, 19, 40, 41];
        double[] scores = [.. Enumerable.Range(0, 41).Select(_ => (double)random.Next(6))];
        float[] labels = [.. Enumerable.Range(0, 41).Select(_ => random.Next(4) == 0 ? 1f : 0f)];
        Assert.AreEqual(RankingMetrics.Evaluate(scores, labels, starts).Recall5, CutoffMetrics.Recall(scores, labels, starts, 5), 1e-12);
        Assert.AreNotEqual(CutoffMetrics.Recall(scores, labels, starts, 3), CutoffMetrics.Recall(scores, labels, starts, 5));
    }

    [TestMethod]
    public void Agreement_By_Hand()
    {
        Agreement agreement = BeforeAfter.Agreement(Data, Floats, Label);
        // One of three pairs turned in the first group (tau 1/3), none in the second.
        Assert.AreEqual(2 / 3.0, agreement.KendallTau, 1e-12);
        Assert.AreEqual((1, 2), (agreement.Top1Swaps, agreement.Groups));
        Assert.AreEqual(0.5 / 6, agreement.MeanError, 1e-12);
        Assert.AreEqual(Math.Sqrt(2.25 / 6), agreement.RootMeanSquareError, 1e-12);
        Assert.AreEqual(1, agreement.LargestError);
    }

    [TestMethod]
    [DataRow("pairwise", true, "auc top1 recall5 ndcg3 ndcg5 mrr coverage1 coverage3", "ndcg5")]
    [DataRow("logistic", false, "auc accuracy logLoss", "auc")]
    [DataRow("squared", false, "rmse", "rmse")]
    public void Each_Task_Has_Its_Metrics(string objective, bool grouped, string keys, string main)
    {
        BinnedDataset data = grouped ? Data : new BinnedDataset(new Schema("y", null, [], Data.Schema.Features), Data.Columns, Data.Labels, [0, 6]);
        IReadOnlyList<MetricPair> pairs = BeforeAfter.Of(objective, data, Floats, Label);
        CollectionAssert.IsSubsetOf(keys.Split(' '), pairs.Select(pair => pair.Key).ToArray());
        Assert.AreEqual(main, BeforeAfter.Main(pairs).Key);
        if (objective != "squared") return;
        Assert.AreEqual(RegressionMetrics.Rmse(Label, Data.Labels), pairs[0].After);
        Assert.AreEqual((pairs[0].After - pairs[0].Before) / pairs[0].Before, pairs[0].RelativeLoss, 1e-12); // a larger error is a loss
    }

    [TestMethod]
    public void The_Front_Keeps_What_Nothing_Beats()
    {
        SizePoint[] points = [new("a", 100, 0.5), new("b", 200, 0.4), new("c", 300, 0.7), new("d", 300, 0.6), new("e", 400, 0.7), new("f", 50, double.NaN)];
        Assert.AreEqual("ac", string.Concat(SizePoint.Front(points, true).Select(point => point.Name)));
        Assert.AreEqual("ab", string.Concat(SizePoint.Front(points, false).Select(point => point.Name)));
    }

    [TestMethod]
    public void A_Front_File_Is_Read_And_Other_Members_Are_Passed_Over()
    {
        using var folder = new TemporaryFolder();
        FrontFile front = FrontFile.Read(folder.Write("f.json",
            """{"metric": "NDCG@5", "chosen": {}, "front": [{"bytes": 812, "quality": 0.8, "recipe": [1]}, {"bytes": 9, "quality": -1, "name": "n"}, {"bytes": 77.5, "quality": 2, "steps": "cut"}]}"""));
        Assert.AreEqual("NDCG@5", front.Metric);
        CollectionAssert.AreEqual(new SizePoint[] { new("point 1", 812, 0.8), new("n", 9, -1), new("cut", 77.5, 2) }, front.Points.ToArray());
    }

    [TestMethod]
    [DataRow("E290", "{\"points\": []}")]
    [DataRow("E291", "{\"front\": []}")]
    [DataRow("E423", "{\"front\": [{\"bytes\": 1}]}")]
    [DataRow("E427", "{\"front\": [{\"bytes\": 0, \"quality\": 1}]}")]
    [DataRow("E421", "{\"front\": [{\"bytes\": 1, \"quality\": \"good\"}]}")]
    public void A_Bad_Front_File_Is_Refused(string code, string json)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("f.json", json);
        UserErrors.Expect(code, () => FrontFile.Read(path), "f.json");
    }
}
