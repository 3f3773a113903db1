using Endcap.Benchmarks.Training;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

/// <summary>What a dense network keeps of its quality on the label, on a real panel where it is at hand.</summary>
[TestClass]
public sealed class DenseQualityTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void On_The_Panel_The_Label_Ranks_As_The_Network_In_Two_Kilobytes()
    {
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(RealData.Path("margarine", "train.csv")))!;
        (BinnedDataset all, BinnedDataset test) = BenchmarkData.Margarine(folder);
        (BinnedDataset train, BinnedDataset held) = ValidationSplit.HoldOut(all, 0.2, 1);
        DenseModel model = DenseTrainer.Train(train, held, new DenseOptions { EarlyStoppingEpochs = 10 }).Model;
        double[] scores = ModelScores.Of(model, test);
        RankingReport floats = RankingMetrics.Evaluate(scores, test.Labels, test.GroupStarts);
        LabelReport label = LabelEvaluation.Run(model, test, scores, new ShelfOptions { BudgetBytes = 2048 });
        RankingReport ranking = RankingMetrics.Evaluate(label.Scores, test.Labels, test.GroupStarts);
        TestContext.WriteLine($"NDCG@5 {floats.Ndcg5:F4} → {ranking.Ndcg5:F4}, top-1 {floats.Top1:F4} → {ranking.Top1:F4}, "
            + $"{label.BlobBytesMean:F0} bytes, IL cost {label.IlCostMean:F0}");
        Assert.IsGreaterThan(0.6, floats.Ndcg5);
        Assert.IsLessThanOrEqualTo(0.005, (floats.Ndcg5 - ranking.Ndcg5) / floats.Ndcg5);
        Assert.IsLessThanOrEqualTo(2048, label.BlobBytesMax);
        for (int row = 0; row < scores.Length; row++) Assert.AreEqual(scores[row], label.Scores[row], label.WorstErrorMax);
    }
}
