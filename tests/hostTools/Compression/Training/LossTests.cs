using Endcap.Compression.Datasets;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Endcap.Tests.HostTools.Compression.Training;

/// <summary>Derivatives against central differences of the loss, written out from its definition.</summary>
[TestClass]
public sealed class LossTests
{
    private const double Step = 1e-5;
    private static readonly int[] Groups = [0, 4, 9, 10, 13];
    private static readonly float[] Graded = [0, 2, 1, 0, 1, 0, 0, 0, 0, 1, 3, 3, 1];

    private static BinnedDataset Data(bool binary) => new(new Schema("label", "group", [], []), [],
        binary ? [.. Graded.Select(label => Math.Min(label, 1))] : Graded, Groups);

    private static double[] Scores => [.. Enumerable.Range(0, Graded.Length).Select(i => Math.Sin(3 * i) * 2)];

    [TestMethod]
    public void Logistic_Derivatives_Are_Those_Of_The_Loss() => CheckDerivatives(Data(binary: true), Objective.Logistic,
        (s, data) => Enumerable.Range(0, s.Length).Sum(i => Math.Log(1 + Math.Exp(data.Labels[i] > 0 ? -s[i] : s[i]))), hessianFactor: 1);

    [TestMethod]
    public void Squared_Derivatives_Are_Those_Of_The_Loss() => CheckDerivatives(Data(binary: false), Objective.Squared,
        (s, data) => Enumerable.Range(0, s.Length).Sum(i => 0.5 * Math.Pow(s[i] - data.Labels[i], 2)), hessianFactor: 1);

    [TestMethod]
    public void Pairwise_Derivatives_Are_Those_Of_The_Loss() =>
        CheckDerivatives(Data(binary: false), Objective.Pairwise, (s, data) => PairLoss(s, data, (_, _) => 1), hessianFactor: 2);

    [TestMethod]
    public void LambdaRank_Derivatives_Are_Those_Of_The_Pair_Loss_Weighted_By_Ndcg()
    {
        double[] fixedRanks = Scores;
        CheckDerivatives(Data(binary: false), Objective.LambdaRank,
            (s, data) => PairLoss(s, data, (i, j) => NdcgChange(fixedRanks, data, i, j)), hessianFactor: 2);
    }

    /// <summary>α · labels + (1 − α) T² · KL, written out; the softmax's Hessian is bounded by twice its diagonal.</summary>
    [TestMethod]
    [DataRow(Objective.Pairwise)]
    [DataRow(Objective.LambdaRank)]
    [DataRow(Objective.Logistic)]
    [DataRow(Objective.Squared)]
    public void Distilled_Derivatives_Are_Those_Of_The_Mixed_Loss(Objective objective)
    {
        const double alpha = 0.3, t = 1.7;
        double[] teacher = [.. Graded.Select((_, i) => Math.Cos(2 * i) * 1.5)];
        BinnedDataset data = Data(binary: objective == Objective.Logistic);
        CheckDerivatives(data, objective, (s, _) => objective switch
        {
            Objective.Squared => s.Select((score, i) => alpha * Half(score - data.Labels[i]) + (1 - alpha) * Half(score - teacher[i])).Sum(),
            Objective.Logistic => s.Select((score, i) => alpha * Cross(data.Labels[i], score)
                + (1 - alpha) * t * t * Cross(Sigmoid(teacher[i] / t), score / t)).Sum(),
            _ => Enumerable.Range(0, data.GroupCount).Sum(g =>
            {
                Range rows = data.GroupStarts[g]..data.GroupStarts[g + 1];
                double[] labels = [.. data.Labels[rows].Select(label => (double)label)], soft = [.. teacher[rows].Select(score => Math.Exp(score / t))];
                double hard = labels.Sum() == 0 ? 0 : Shares(labels, s[rows]);
                return alpha * hard + (1 - alpha) * t * t * Shares(soft, [.. s[rows].Select(score => score / t)]);
            }),
        }, objective.IsRanking() ? 2 : 1, new SoftTargets(teacher, new DistillationOptions(t, alpha)));

        static double Half(double x) => x * x / 2;
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        static double Cross(double p, double score) => -p * Math.Log(Sigmoid(score)) - (1 - p) * Math.Log(Sigmoid(-score));
        static double Shares(double[] weights, double[] scores) =>
            -weights.Select((weight, i) => weight / weights.Sum() * (scores[i] - Math.Log(scores.Sum(Math.Exp)))).Sum();
    }

    [TestMethod]
    public void A_Distilled_Start_Lies_Between_The_Labels_And_The_Teacher()
    {
        BinnedDataset data = Data(binary: true);
        double[] teacher = [.. Graded.Select(_ => Math.Log(9))]; // says 0.9 of all; 7 of 13 are 1
        double Start(double alpha) => Loss.Create(data, Objective.Logistic, new SoftTargets(teacher, new DistillationOptions(2, alpha))).BaseScore;
        Assert.AreEqual(Math.Log(9), Start(0), 1e-9);
        Assert.AreEqual(Math.Log(7 / 6.0), Start(1), 1e-9);
        Assert.AreEqual(Loss.Create(data, Objective.Logistic).BaseScore, Start(1), 1e-9);
        double middle = (7 / 13.0 + 0.9) / 2;
        Assert.AreEqual(Math.Log(middle / (1 - middle)), Start(0.5), 1e-9);
    }

    [TestMethod]
    public void Far_Apart_Scores_Stay_Finite()
    {
        BinnedDataset data = Data(binary: true);
        double[] scores = [.. Enumerable.Range(0, Graded.Length).Select(i => i * 1000.0)];
        (double[] gradient, double[] hessian) = Derivatives(data, Objective.Pairwise, scores);
        Assert.IsTrue(gradient.All(double.IsFinite) && hessian.All(double.IsFinite));
        // Row 1 should beat row 0 and does; row 0's only pairs are against rows 1 and 2, which it loses rightly.
        Assert.AreEqual(0, gradient[0], 1e-12);
    }

    [TestMethod]
    public void A_Wrong_Pair_Far_Below_The_Best_Still_Counts()
    {
        var data = new BinnedDataset(new Schema("label", "group", [], []), [], [0, 1, 0, 0, 1], [0, 3, 5]);
        (double[] gradient, _) = Derivatives(data, Objective.Pairwise, [5000, 10, 20, 0, 0]);
        // Row 1 loses both its pairs for certain, each of weight 1 + 1/2; row 2 is 4,980 below row 0.
        Assert.AreEqual(-3, gradient[1], 1e-3);
        Assert.AreEqual(1.5, gradient[2], 1e-3);
        Assert.AreEqual(-1, gradient[4], 1e-12);
    }

    private static void CheckDerivatives(
        BinnedDataset data, Objective objective, Func<double[], BinnedDataset, double> loss, double hessianFactor,
        SoftTargets? soft = null)
    {
        double[] scores = Scores;
        (double[] gradient, double[] hessian) = Derivatives(data, objective, scores, soft);
        for (int i = 0; i < scores.Length; i++)
        {
            double middle = scores[i], at = loss(scores, data);
            scores[i] = middle + Step;
            double above = loss(scores, data);
            scores[i] = middle - Step;
            double below = loss(scores, data);
            scores[i] = middle;
            Assert.AreEqual((above - below) / (2 * Step), gradient[i], 1e-6, $"gradient of row {i}");
            Assert.AreEqual(hessianFactor * (above - 2 * at + below) / (Step * Step), hessian[i], 1e-4, $"Hessian of row {i}");
        }
    }

    private static (double[] Gradient, double[] Hessian) Derivatives(BinnedDataset data, Objective objective, double[] scores, SoftTargets? soft = null)
    {
        var gradient = new double[scores.Length];
        var hessian = new double[scores.Length];
        Loss loss = Loss.Create(data, objective, soft);
        for (int chunk = 0; chunk < loss.ChunkCount; chunk++) loss.Compute(chunk, scores, gradient, hessian);
        return (gradient, hessian);
    }

    private static double PairLoss(double[] s, BinnedDataset data, Func<int, int, double> weight)
    {
        double sum = 0;
        foreach ((int i, int j, int others, int othersOfJ) in Pairs(data))
        {
            sum += weight(i, j) * (1.0 / others + 1.0 / othersOfJ) * Math.Log(1 + Math.Exp(s[j] - s[i]));
        }

        return sum;
    }

    private static IEnumerable<(int I, int J, int OthersOfI, int OthersOfJ)> Pairs(BinnedDataset data)
    {
        for (int g = 0; g < data.GroupCount; g++)
        {
            int first = data.GroupStarts[g], end = data.GroupStarts[g + 1];
            int Others(int row) => Enumerable.Range(first, end - first).Count(k => data.Labels[k] != data.Labels[row]);
            for (int i = first; i < end; i++)
            {
                for (int j = first; j < end; j++) if (data.Labels[i] > data.Labels[j]) yield return (i, j, Others(i), Others(j));
            }
        }
    }

    private static double NdcgChange(double[] s, BinnedDataset data, int i, int j)
    {
        int group = Array.FindLastIndex(data.GroupStarts, start => start <= i);
        int[] rows = [.. Enumerable.Range(data.GroupStarts[group], data.GroupStarts[group + 1] - data.GroupStarts[group])];
        int[] ranked = [.. rows.OrderByDescending(row => s[row])];
        double Dcg(IEnumerable<int> order) => order.Select((row, rank) => (Math.Pow(2, data.Labels[row]) - 1) / Math.Log2(rank + 2)).Sum();
        int[] swapped = [.. ranked.Select(row => row == i ? j : row == j ? i : row)];
        return Math.Abs(Dcg(ranked) - Dcg(swapped)) / Dcg(rows.OrderByDescending(row => data.Labels[row]));
    }
}
