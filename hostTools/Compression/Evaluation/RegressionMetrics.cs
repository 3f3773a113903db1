namespace Endcap.Compression.Evaluation;

/// <summary>Metrics of estimates against real-valued labels.</summary>
public static class RegressionMetrics
{
    /// <summary>Root of the mean squared error, in the label's unit.</summary>
    public static double Rmse(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double error = scores[i] - labels[i];
            sum += error * error;
        }

        return Math.Sqrt(sum / scores.Length);
    }

    /// <summary>Mean of the absolute errors, in the label's unit.</summary>
    public static double Mae(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++) sum += Math.Abs(scores[i] - labels[i]);
        return sum / scores.Length;
    }
}
