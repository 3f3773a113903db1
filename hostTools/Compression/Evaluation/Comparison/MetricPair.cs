namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>One metric before and after compression.</summary>
/// <param name="Key">camelCase, as in the JSON reports: ndcg5.</param>
/// <param name="Name">For people.</param>
/// <param name="Before">Of the float scores; NaN where it is undefined.</param>
/// <param name="After">Of the label's scores.</param>
/// <param name="HigherIsBetter">False for errors and losses.</param>
public sealed record MetricPair(string Key, string Name, double Before, double After, bool HigherIsBetter = true)
{
    /// <summary>How much worse the label is, as a share of the value before; negative where it is better.</summary>
    public double RelativeLoss => (HigherIsBetter ? Before - After : After - Before) / Math.Abs(Before);
}

/// <summary>How alike the orders of float model and label are.</summary>
/// <param name="KendallTau">Mean tau-b over groups; over the (sampled) rows where there are no groups.</param>
/// <param name="Groups">Number of groups; 0 without groups.</param>
/// <param name="Top1Swaps">Groups in which another product is first.</param>
/// <param name="MeanError">Mean of label minus float score.</param>
/// <param name="RootMeanSquareError">Root mean square of it.</param>
/// <param name="LargestError">Largest magnitude of it.</param>
public sealed record Agreement(
    double KendallTau, int Groups, int Top1Swaps, double MeanError, double RootMeanSquareError, double LargestError);
