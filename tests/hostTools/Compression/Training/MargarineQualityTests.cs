using Endcap.Benchmarks.Training;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Ranking quality on a real panel, where the data is at hand; XGBoost 1.7.4 reaches 0.631 and 0.805.</summary>
[TestClass]
public sealed class MargarineQualityTests
{
    [TestMethod]
    public void Pairwise_Reaches_The_Quality_That_Was_Set()
    {
        string? folder = BenchmarkData.FindFolder();
        if (folder is null || !Directory.Exists(Path.Combine(folder, "margarine")))
        {
            Assert.Inconclusive("no margarine data: set ENDCAP_DATA to the folder that has it");
            return;
        }

        (BinnedDataset train, BinnedDataset test) = BenchmarkData.Margarine(folder);
        TrainingResult result = GradientBoosting.Train(train, null, new TrainerOptions { Trees = 100, Depth = 5 });
        RankingReport report = RankingMetrics.Evaluate(TrainingData.Scores(result.Model, test), test.Labels, test.GroupStarts);
        Assert.AreEqual(878, report.Groups);
        Assert.IsTrue(report.Top1 >= 0.62, $"top1 {report.Top1}");
        Assert.IsTrue(report.Ndcg5 >= 0.800, $"ndcg5 {report.Ndcg5}");
    }
}
