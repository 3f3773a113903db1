using Endcap.Compression.Evaluation;

namespace Endcap.Cli.Reports;

/// <summary>Metrics of scores of single rows: risks (logistic) and prices or other amounts (squared).</summary>
internal static class RowMetrics
{
    /// <summary>Adds an objective's metrics.</summary>
    /// <param name="report">Gets them.</param>
    /// <param name="objective">The model's objective.</param>
    /// <param name="scores">[row]: raw scores.</param>
    /// <param name="labels">[row]: labels.</param>
    /// <param name="onLabel">Whether they are the label's own scores.</param>
    public static void AddTo(Report report, string objective, double[] scores, float[] labels, bool onLabel = false)
    {
        if (objective == "logistic")
        {
            Add("logLoss", "log loss", BinaryMetrics.LogLoss(scores, labels));
            Add("accuracy", "accuracy", BinaryMetrics.Accuracy(scores, labels));
            Add("recall", "recall", BinaryMetrics.Recall(scores, labels));
            Add("precision", "precision", BinaryMetrics.Precision(scores, labels));
            Add("calibrationError", "calibration error", BinaryMetrics.CalibrationError(scores, labels));
        }

        if (objective == "squared")
        {
            Add("rmse", "RMSE", RegressionMetrics.Rmse(scores, labels));
            Add("mae", "MAE", RegressionMetrics.Mae(scores, labels));
        }

        void Add(string key, string title, double value) =>
            report.Add(onLabel ? $"label{char.ToUpperInvariant(key[0])}{key[1..]}" : key, onLabel ? $"label: {title}" : title, value);
    }
}
