using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Training.Dense;

/// <summary>What training gave.</summary>
/// <param name="Model">The network of the best epoch, with the ranges of its activations.</param>
/// <param name="MetricName">What the metrics are: logloss, rmse or ndcg5.</param>
/// <param name="Metrics">[epoch]: the metric on the validation data; empty without any.</param>
/// <param name="BestEpoch">The epoch (from 1) with the best metric; without validation data, the last.</param>
/// <param name="StoppedEarly">Whether early stopping ended training before the last epoch.</param>
public sealed record DenseTrainingResult(
    DenseModel Model, string MetricName, IReadOnlyList<double> Metrics, int BestEpoch, bool StoppedEarly);
