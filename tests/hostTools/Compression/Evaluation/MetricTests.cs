using Endcap.Compression.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

/// <summary>Metrics against their definitions, written out the slow way, and against hand-worked values.</summary>
[TestClass]
public sealed class MetricTests
{
    [TestMethod]
    public void Hand_Worked_Groups()
    {
        // Group 1 ranks rows 1 (relevant), 0, 2. Group 2: a tie, so row 3 before row 4 (relevant). Group 3: nothing relevant.
        RankingReport report = RankingMetrics.Evaluate([1, 2, 0, 5, 5, 1, 2], [0, 1, 0, 0, 1, 0, 0], [0, 3, 5, 7]);
        Assert.AreEqual(2, report.Groups);
        Assert.AreEqual(1, report.SkippedGroups);
        Assert.AreEqual(0.5, report.Top1);
        Assert.AreEqual(0.75, report.Mrr);
        Assert.AreEqual(1, report.Recall5);
        Assert.AreEqual((1 + 1 / Math.Log2(3)) / 2, report.Ndcg5, 1e-15);
    }

    [TestMethod]
    public void Ranking_Metrics_Equal_Their_Definitions() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).Zip(Gen.Elements(2, 7, 63, 64, 65, 200)).ToArbitrary(),
        input =>
        {
            (float[] labels, double[] scores, int[] starts) = Random(input.Item1, groups: 6, groupSize: input.Item2);
            RankingReport report = RankingMetrics.Evaluate(scores, labels, starts);
            var groups = Enumerable.Range(0, 6).Select(g => Ranked(labels, scores, starts[g], starts[g + 1])).Where(g => g.Any(r => r > 0)).ToArray();
            if (groups.Length == 0) return report.Groups == 0 && double.IsNaN(report.Top1);
            return Close(report.Top1, groups.Average(g => g[0] > 0 ? 1.0 : 0))
                && Close(report.Mrr, groups.Average(g => 1.0 / (1 + Array.FindIndex(g, r => r > 0))))
                && Close(report.Recall5, groups.Average(g => g.Take(5).Count(r => r > 0) / (double)g.Count(r => r > 0)))
                && Close(report.Ndcg5, groups.Average(g => Dcg(g) / Dcg([.. g.OrderDescending()])))
                && Close(RankingMetrics.Ndcg(scores, labels, starts, 5), report.Ndcg5)
                && (Close(report.Auc, SlowAuc(scores, labels)) || (double.IsNaN(report.Auc) && double.IsNaN(SlowAuc(scores, labels))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [TestMethod]
    public void Auc_Counts_A_Tie_As_One_Half()
    {
        Assert.AreEqual(0.5, BinaryMetrics.Auc([3, 3, 3, 3], [1, 0, 0, 1]));
        Assert.AreEqual(1, BinaryMetrics.Auc([1, 2, 3], [0, 0, 1]));
        Assert.AreEqual(0, BinaryMetrics.Auc([3, 2, 1], [0, 0, 1]));
        Assert.IsTrue(double.IsNaN(BinaryMetrics.Auc([1, 2], [1, 1])));
        Assert.IsTrue(double.IsNaN(BinaryMetrics.Auc([1, double.NaN], [1, 0])));
    }

    [TestMethod]
    public void Binary_And_Regression_Metrics_By_Hand()
    {
        Assert.AreEqual(Math.Log(2), BinaryMetrics.LogLoss([0, 0], [0, 1]), 1e-15);
        Assert.AreEqual(Math.Log(1 + Math.Exp(-2)), BinaryMetrics.LogLoss([2, -2], [1, 0]), 1e-15);
        Assert.AreEqual(2000, BinaryMetrics.LogLoss([-2000], [1]), "finite where e^2000 is not");
        Assert.AreEqual(0.75, BinaryMetrics.Accuracy([1, -1, 0, 2], [1, 0, 0, 0]));
        Assert.AreEqual(Math.Sqrt(2.5), RegressionMetrics.Rmse([1, 2], [2, 4]), 1e-15);
    }

    private static (float[] Labels, double[] Scores, int[] Starts) Random(int seed, int groups, int groupSize)
    {
        var random = new Random(seed);
        // Few different scores and relevances, so ties are common.
        float[] labels = [.. Enumerable.Range(0, groups * groupSize).Select(_ => (float)Math.Max(0, random.Next(-8, 4)))];
        double[] scores = [.. labels.Select(_ => (double)random.Next(-5, 6))];
        return (labels, scores, [.. Enumerable.Range(0, groups + 1).Select(g => g * groupSize)]);
    }

    private static float[] Ranked(float[] labels, double[] scores, int start, int end) =>
        [.. Enumerable.Range(start, end - start).OrderByDescending(row => scores[row]).ThenBy(row => row).Select(row => labels[row])];

    private static double Dcg(float[] ranked) => ranked.Take(5).Select((r, rank) => (Math.Pow(2, r) - 1) / Math.Log2(rank + 2)).Sum();

    private static double SlowAuc(double[] scores, float[] labels)
    {
        double wins = 0, pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                if (labels[i] <= 0 || labels[j] > 0) continue;
                pairs++;
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        return pairs == 0 ? double.NaN : wins / pairs;
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
