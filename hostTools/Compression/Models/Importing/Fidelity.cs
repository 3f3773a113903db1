using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>How closely a model follows its teacher on data, and how both do against the labels; NaN where it cannot be said.</summary>
public sealed record Fidelity
{
    // Pairs are counted for each: a file without groups is sampled.
    private const int MostRowsOfAGroup = 1000;

    /// <summary>Rows compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Largest |score − teacher's|; after taking each group's mean off where only the order counts.</summary>
    public required double MaxDifference { get; init; }

    /// <summary>Mean of the same.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Share of groups whose first row is the teacher's.</summary>
    public double Top1Agreement { get; init; } = double.NaN;

    /// <summary>Mean Kendall tau-b with the teacher over groups; without groups over a sample of the rows.</summary>
    public double KendallTau { get; init; } = double.NaN;

    /// <summary>The metrics against labels: (key, name, the teacher's, the model's).</summary>
    public IReadOnlyList<(string Key, string Name, double Teacher, double Model)> Metrics { get; init; } = [];

    /// <summary>Compares.</summary>
    /// <param name="model">Any model over the data's schema.</param>
    /// <param name="data">The rows.</param>
    /// <param name="centred">Whether only differences within a group mean something.</param>
    internal static Fidelity Of(TreeEnsemble model, ImportData data, bool centred)
    {
        double[] scores = ModelScores.Of(model, data.Rows), teacher = data.Scores;
        int[] starts = data.Rows.GroupStarts;
        bool grouped = data.Rows.Schema.Group is not null && data.Rows.GroupCount > 1;
        double[] differences = [.. scores.Zip(teacher, (a, b) => a - b)];
        if (centred && grouped) DistilledTrees.Centre(differences, starts);
        return new Fidelity
        {
            Rows = scores.Length,
            MaxDifference = differences.Max(Math.Abs),
            MeanDifference = differences.Average(Math.Abs),
            Top1Agreement = grouped ? MeanOfGroups(starts, Agree) : double.NaN,
            KendallTau = grouped ? MeanOfGroups(starts, Tau) : TauOfSample(scores, teacher),
            Metrics = data.HasLabels ? [.. MetricsOf(model, data, scores, grouped)] : [],
        };

        double Agree(int start, int end) =>
            RankAgreement.Best(scores.AsSpan(start..end)) == RankAgreement.Best(teacher.AsSpan(start..end)) ? 1 : 0;

        double Tau(int start, int end)
        {
            int to = Math.Min(end, start + MostRowsOfAGroup);
            return RankAgreement.KendallTau(scores.AsSpan(start..to), teacher.AsSpan(start..to));
        }
    }

    private static double MeanOfGroups(int[] starts, Func<int, int, double> of) =>
        Enumerable.Range(0, starts.Length - 1).Average(group => of(starts[group], starts[group + 1]));

    private static double TauOfSample(double[] scores, double[] teacher)
    {
        int step = Math.Max(1, scores.Length / MostRowsOfAGroup);
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => row % step == 0)];
        return RankAgreement.KendallTau(rows.Select(row => scores[row]).ToArray(), rows.Select(row => teacher[row]).ToArray());
    }

    private static IEnumerable<(string, string, double, double)> MetricsOf(TreeEnsemble model, ImportData data, double[] scores, bool grouped)
    {
        float[] labels = data.Rows.Labels;
        if (grouped)
        {
            int[] starts = data.Rows.GroupStarts;
            RankingReport mine = RankingMetrics.Evaluate(scores, labels, starts), teacher = RankingMetrics.Evaluate(data.Scores, labels, starts);
            yield return ("ndcg5", "NDCG@5", teacher.Ndcg5, mine.Ndcg5);
            yield return ("top1", "top-1", teacher.Top1, mine.Top1);
        }

        if (model.Objective == Objective.Squared.Name())
            yield return ("rmse", "RMSE", RegressionMetrics.Rmse(data.Scores, labels), RegressionMetrics.Rmse(scores, labels));
        else
            yield return ("auc", "AUC", BinaryMetrics.Auc(data.Scores, labels), BinaryMetrics.Auc(scores, labels));
    }
}
