using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;

namespace Endcap.Compression.Training;

/// <summary>The number that early stopping watches.</summary>
internal sealed class ValidationMetric(Objective objective)
{
    private const int Cutoff = 5;

    public string Name { get; } = objective switch
    {
        Objective.Logistic => "logloss",
        Objective.Squared => "rmse",
        _ => "ndcg5",
    };

    public double Of(double[] scores, BinnedDataset data) => objective switch
    {
        Objective.Logistic => BinaryMetrics.LogLoss(scores, data.Labels),
        Objective.Squared => RegressionMetrics.Rmse(scores, data.Labels),
        _ => RankingMetrics.Ndcg(scores, data.Labels, data.GroupStarts, Cutoff),
    };

    /// <summary>Whether one value is better than another; NaN never is.</summary>
    public bool IsBetter(double value, double than) => objective.IsRanking() ? value > than : value < than;
}
