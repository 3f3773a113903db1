using System.Globalization;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>The metrics that suit a task, of float scores and of the label's; of any model family.</summary>
public static class BeforeAfter
{
    // Kendall's tau looks at all pairs.
    private const int MostRowsForTau = 3000;

    private static readonly int[] Cutoffs = [3, 5, 10];

    /// <summary>All metrics.</summary>
    /// <param name="objective">logistic, squared, pairwise or lambdarank.</param>
    /// <param name="data">Rows with labels; groups where the schema has them.</param>
    /// <param name="floats">[row]: float scores.</param>
    /// <param name="label">[row]: the label's scores, scaled back.</param>
    public static IReadOnlyList<MetricPair> Of(string objective, BinnedDataset data, double[] floats, double[] label)
    {
        var pairs = new List<MetricPair>();
        void Add(string key, string name, Func<double[], double> metric, bool higher = true) =>
            pairs.Add(new MetricPair(key, name, metric(floats), metric(label), higher));

        if (data.Schema.Group is not null) AddRanking(data, Add);
        else if (objective != "squared") Add("auc", "AUC", scores => BinaryMetrics.Auc(scores, data.Labels));
        if (objective == "logistic")
        {
            Add("accuracy", "accuracy", scores => BinaryMetrics.Accuracy(scores, data.Labels));
            Add("logLoss", "log loss", scores => BinaryMetrics.LogLoss(scores, data.Labels), false);
        }

        if (objective == "squared") Add("rmse", "RMSE", scores => RegressionMetrics.Rmse(scores, data.Labels), false);
        return pairs;
    }

    /// <summary>The metric that a size–quality front shows: NDCG@5 with groups, RMSE of prices, else AUC.</summary>
    public static MetricPair Main(IReadOnlyList<MetricPair> pairs) =>
        pairs.FirstOrDefault(pair => pair.Key is "ndcg5") ?? pairs.FirstOrDefault(pair => pair.Key is "rmse") ?? pairs[0];

    /// <summary>How alike the orders are.</summary>
    public static Agreement Agreement(BinnedDataset data, double[] floats, double[] label)
    {
        bool grouped = data.Schema.Group is not null;
        double tau = 0, sum = 0, squares = 0, largest = 0;
        int swaps = 0;
        for (int g = 0; g < data.GroupCount && grouped; g++)
        {
            Range rows = data.GroupStarts[g]..data.GroupStarts[g + 1];
            ReadOnlySpan<double> before = floats.AsSpan(rows), after = label.AsSpan(rows);
            tau += RankAgreement.KendallTau(before, after) / data.GroupCount;
            if (RankAgreement.Best(before) != RankAgreement.Best(after)) swaps++;
        }

        for (int row = 0; row < floats.Length; row++)
        {
            double error = label[row] - floats[row];
            sum += error;
            squares += error * error;
            largest = Math.Max(largest, Math.Abs(error));
        }

        if (!grouped) tau = RankAgreement.KendallTau(Sample(floats), Sample(label));
        return new Agreement(tau, grouped ? data.GroupCount : 0, swaps, sum / floats.Length, Math.Sqrt(squares / floats.Length), largest);
    }

    private static void AddRanking(BinnedDataset data, Action<string, string, Func<double[], double>, bool> add)
    {
        add("auc", "AUC", scores => BinaryMetrics.Auc(scores, data.Labels), true);
        add("top1", "top-1 accuracy", scores => RankingMetrics.Evaluate(scores, data.Labels, data.GroupStarts).Top1, true);
        int largest = Enumerable.Range(0, data.GroupCount).Max(g => data.GroupStarts[g + 1] - data.GroupStarts[g]);
        foreach (int k in Cutoffs.Where(k => k < largest || k == 5)) // all products among the first k say nothing
            add("recall" + Text(k), "recall@" + Text(k), scores => CutoffMetrics.Recall(scores, data.Labels, data.GroupStarts, k), true);
        foreach (int k in Cutoffs.Where(k => k <= largest || k == 5))
            add("ndcg" + Text(k), "NDCG@" + Text(k), scores => RankingMetrics.Ndcg(scores, data.Labels, data.GroupStarts, k), true);
        add("mrr", "MRR", scores => RankingMetrics.Evaluate(scores, data.Labels, data.GroupStarts).Mrr, true);
        if (CutoffMetrics.ProductsOf(data) is not { } products) return;
        add("coverage1", "coverage@1", scores => CutoffMetrics.Coverage(scores, products, data.GroupStarts, 1), true);
        add("coverage3", "coverage@3", scores => CutoffMetrics.Coverage(scores, products, data.GroupStarts, 3), true);
    }

    private static double[] Sample(double[] scores)
    {
        int every = (scores.Length + MostRowsForTau - 1) / MostRowsForTau;
        return [.. scores.Where((_, row) => row % every == 0)];
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
