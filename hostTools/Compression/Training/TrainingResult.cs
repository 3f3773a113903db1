using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>One finished round.</summary>
/// <param name="Round">Rounds done so far, from 1.</param>
/// <param name="Rounds">Rounds asked for.</param>
/// <param name="Metric">The validation metric after this round, or null without validation data.</param>
public readonly record struct TrainingProgress(int Round, int Rounds, double? Metric);

/// <summary>What training gave.</summary>
/// <param name="Model">The ensemble; with early stopping, cut after <paramref name="BestRound"/>.</param>
/// <param name="MetricName">What the metrics are: logloss, rmse or ndcg5.</param>
/// <param name="Metrics">[round]: the metric on the validation data; empty without any.</param>
/// <param name="BestRound">The round (from 1) with the best metric; without validation data, the last.</param>
/// <param name="StoppedEarly">Whether early stopping ended training before the last round.</param>
public sealed record TrainingResult(
    TreeEnsemble Model, string MetricName, IReadOnlyList<double> Metrics, int BestRound, bool StoppedEarly);
