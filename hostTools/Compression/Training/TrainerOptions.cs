using Endcap.Compression.Errors;

namespace Endcap.Compression.Training;

/// <summary>
/// How to train. The names and meanings of the numbers are XGBoost's where it has them
/// (Chen and Guestrin 2016), so known settings carry over.
/// </summary>
public sealed record TrainerOptions
{
    /// <summary>For <see cref="MaxNonItemFeaturesOnPath"/>: no limit.</summary>
    public const int NoPathLimit = int.MaxValue;

    /// <summary>What to train for.</summary>
    public Objective Objective { get; init; } = Objective.Pairwise;

    /// <summary>Number of boosting rounds, one tree each; 1…100,000.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Most splits on a root-to-leaf path; 1…30.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Most leaves of a tree, 2…65,536, grown best gain first; 0: no limit, grown level by level.</summary>
    public int Leaves { get; init; }

    /// <summary>Shrinkage of each tree's leaves (eta); above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>L2 penalty on leaf values; 0 or more.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Least gain of a split, after penalties; 0 or more.</summary>
    public double Gamma { get; init; }

    /// <summary>
    /// Least sum of second derivatives in a child; 0 or more. One row weighs 1 (squared), at most ¼ (logistic), about
    /// ½ (pairwise), so the default asks for 10, 40 or 20 rows; XGBoost's is 1, LightGBM asks for 20 rows.
    /// </summary>
    public double MinChildWeight { get; init; } = 10;

    /// <summary>Fraction of the rows that each tree is grown on; above 0, at most 1.</summary>
    public double RowSample { get; init; } = 1;

    /// <summary>Fraction of the features that each tree may use; above 0, at most 1.</summary>
    public double ColumnSample { get; init; } = 1;

    /// <summary>Chooses the samples. Same seed, same model, whatever <see cref="Threads"/>.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most threads, up to 256; 0: one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Stop after so many rounds without a better validation metric, and keep the best; 0: never.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>
    /// Most different features of shopper, affinity or context scope on one root-to-leaf path; each path may
    /// use others. With 2 a shelf's ensemble collapses to one- and two-feature tables. Item features are free.
    /// </summary>
    public int MaxNonItemFeaturesOnPath { get; init; } = 2;

    /// <summary>Taken off the gain of a split on a feature that the ensemble does not use yet; 0 or more.</summary>
    public double FeaturePenalty { get; init; }

    /// <summary>Taken off the gain of a split on a (feature, threshold) that the ensemble does not use yet; 0 or more.</summary>
    public double ThresholdPenalty { get; init; }

    /// <summary>The number of threads that <see cref="Threads"/> stands for.</summary>
    public int EffectiveThreads => Threads == 0 ? Environment.ProcessorCount : Threads;

    /// <summary>Checks every range; the error names the option as the command line does.</summary>
    /// <exception cref="UserErrorException">E201: the first option outside its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Objective)) throw Catalogue.UnknownObjective(Objective.ToString());
        Check("--trees", Trees, Trees is >= 1 and <= 100_000, "1 to 100000");
        Check("--depth", Depth, Depth is >= 1 and <= 30, "1 to 30");
        Check("--leaves", Leaves, Leaves is 0 or (>= 2 and <= 65_536), "0 (no limit) or 2 to 65536");
        CheckFraction("--learning-rate", LearningRate);
        CheckNotNegative("--lambda", Lambda);
        CheckNotNegative("--gamma", Gamma);
        CheckNotNegative("--min-child-weight", MinChildWeight);
        CheckFraction("--row-sample", RowSample);
        CheckFraction("--column-sample", ColumnSample);
        Check("--threads", Threads, Threads is >= 0 and <= 256, "0 (all processors) to 256");
        Check("--early-stopping", EarlyStoppingRounds, EarlyStoppingRounds >= 0, "0 (never) or more");
        Check("--path-limit", MaxNonItemFeaturesOnPath, MaxNonItemFeaturesOnPath >= 0, "0 or more, or -1 (no limit)");
        CheckNotNegative("--feature-penalty", FeaturePenalty);
        CheckNotNegative("--threshold-penalty", ThresholdPenalty);
    }

    private static void CheckFraction(string name, double value) => Check(name, value, value is > 0 and <= 1, "above 0 to 1");

    private static void CheckNotNegative(string name, double value) =>
        Check(name, value, value >= 0 && double.IsFinite(value), "0 or more, finite");

    private static void Check(string name, double value, bool holds, string range)
    {
        if (!holds) throw Catalogue.TrainerOptionOutOfRange(name, value, range);
    }
}
