namespace Endcap.Compression.Evaluation;

/// <summary>Metrics of scores against labels 0/1 (a label above 0 is positive). Scores are raw log-odds.</summary>
public static class BinaryMetrics
{
    /// <summary>
    /// Area under the ROC curve over all rows, by rank sums; equal scores share their mean rank, so a tie
    /// between a positive and a negative counts one half (Mann–Whitney). NaN with one class only.
    /// </summary>
    public static double Auc(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        double[] keys = scores.ToArray();
        var positive = new bool[keys.Length];
        long positives = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            positive[i] = labels[i] > 0;
            positives += positive[i] ? 1 : 0;
        }

        Array.Sort(keys, positive);
        double rankSum = 0;
        for (int first = 0; first < keys.Length;)
        {
            int end = first, tied = 0;
            for (; end < keys.Length && keys[end] == keys[first]; end++) tied += positive[end] ? 1 : 0;
            if (end == first) return double.NaN; // a NaN score has no rank
            rankSum += tied * ((first + 1 + end) / 2.0);
            first = end;
        }

        double pairs = (double)positives * (keys.Length - positives);
        return pairs == 0 ? double.NaN : (rankSum - positives * (positives + 1) / 2.0) / pairs;
    }

    /// <summary>Mean of −ln P(label), P from the sigmoid of the score; finite for any finite score.</summary>
    public static double LogLoss(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double margin = labels[i] > 0 ? scores[i] : -scores[i];
            // ln(1 + e^−m), written so that e is never raised to a large power.
            sum += Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        }

        return sum / scores.Length;
    }

    /// <summary>Share of rows where the score's sign is right; a score of exactly 0 says negative.</summary>
    public static double Accuracy(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        int right = 0;
        for (int i = 0; i < scores.Length; i++) right += scores[i] > 0 == labels[i] > 0 ? 1 : 0;
        return (double)right / scores.Length;
    }

    /// <summary>Share of the positive rows whose score is above 0; NaN without any.</summary>
    public static double Recall(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels) => Share(scores, labels, ofPositives: true);

    /// <summary>Share of positive rows among those whose score is above 0; NaN where none is.</summary>
    public static double Precision(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels) => Share(scores, labels, ofPositives: false);

    /// <summary>
    /// Expected calibration error (Naeini et al. 2015): rows in ten equal intervals of probability (the sigmoid of the score);
    /// mean over rows of the distance between their interval's mean probability and its share of positive rows.
    /// </summary>
    public static double CalibrationError(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels)
    {
        const int Intervals = 10;
        Span<double> excess = stackalloc double[Intervals];
        for (int i = 0; i < scores.Length; i++)
        {
            double probability = Probability(scores[i]);
            excess[Math.Min((int)(probability * Intervals), Intervals - 1)] += probability - (labels[i] > 0 ? 1 : 0);
        }

        double sum = 0;
        foreach (double each in excess) sum += Math.Abs(each);
        return sum / scores.Length;
    }

    /// <summary>The probability that a score (log-odds) stands for.</summary>
    public static double Probability(double score) => 1 / (1 + Math.Exp(-score));

    private static double Share(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, bool ofPositives)
    {
        int found = 0, all = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > 0 && labels[i] > 0) found++;
            if (ofPositives ? labels[i] > 0 : scores[i] > 0) all++;
        }

        return (double)found / all;
    }
}
