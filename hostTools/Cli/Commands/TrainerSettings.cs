using System.CommandLine;
using Endcap.Compression.Errors;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>The trainer's settings as options; their names and meanings are XGBoost's where it has them.</summary>
internal static class TrainerSettings
{
    // Held out when early stopping is on and the user did not say how much.
    private const double DefaultValidationFraction = 0.2;

    private static readonly TrainerOptions Defaults = new();

    private static readonly Option<string> Objective = new("--objective")
    {
        Description = $"What to train for: {string.Join(", ", ObjectiveNames.All)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Defaults.Objective.Name(),
    };

    private static readonly Option<int> Trees =
        CommonOptions.Number("--trees", "Boosting rounds, one tree each.", Defaults.Trees);
    private static readonly Option<int> Depth = CommonOptions.Number("--depth", "Most splits on a path.", Defaults.Depth);
    private static readonly Option<int> Leaves =
        CommonOptions.Number("--leaves", "Most leaves of a tree, grown best gain first; 0: no limit.", Defaults.Leaves);
    private static readonly Option<double> LearningRate =
        CommonOptions.Number("--learning-rate", "Shrinkage of each tree.", Defaults.LearningRate);
    private static readonly Option<double> Lambda = CommonOptions.Number("--lambda", "L2 penalty on leaves.", Defaults.Lambda);
    private static readonly Option<double> Gamma = CommonOptions.Number("--gamma", "Least gain of a split.", Defaults.Gamma);
    private static readonly Option<double> MinChildWeight =
        CommonOptions.Number("--min-child-weight", "Least sum of second derivatives in a child.", Defaults.MinChildWeight);
    private static readonly Option<double> RowSample =
        CommonOptions.Number("--row-sample", "Fraction of rows per tree.", Defaults.RowSample);
    private static readonly Option<double> ColumnSample =
        CommonOptions.Number("--column-sample", "Fraction of features per tree.", Defaults.ColumnSample);
    private static readonly Option<int> Threads =
        CommonOptions.Number("--threads", "Most threads; 0: one per processor. The model does not depend on it.", Defaults.Threads);
    private static readonly Option<int> EarlyStopping =
        CommonOptions.Number("--early-stopping", "Stop after so many rounds without a better held-out metric; 0: never.",
            Defaults.EarlyStoppingRounds);
    private static readonly Option<double> Validation =
        CommonOptions.Number("--validation",
            $"Share of groups to hold out for the metric; {DefaultValidationFraction} with --early-stopping, else 0.", 0.0);
    private static readonly Option<int> PathLimit =
        CommonOptions.Number("--path-limit",
            "Most non-item features on a path; with at most 2 a shelf collapses to tables; -1: no limit.",
            Defaults.MaxNonItemFeaturesOnPath);
    private static readonly Option<double> FeaturePenalty =
        CommonOptions.Number("--feature-penalty", "Taken off the gain of a split on a new feature.", Defaults.FeaturePenalty);
    private static readonly Option<double> ThresholdPenalty =
        CommonOptions.Number("--threshold-penalty", "Taken off the gain of a split at a new threshold.", Defaults.ThresholdPenalty);

    private static readonly Option[] All =
    [
        Objective, Trees, Depth, Leaves, LearningRate, Lambda, Gamma, MinChildWeight, RowSample, ColumnSample, Threads,
        EarlyStopping, Validation, PathLimit, FeaturePenalty, ThresholdPenalty,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> Options => All;

    public static void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>The options given; ranges are checked by <see cref="TrainerOptions.Validate"/>. Errors: E202.</summary>
    public static TrainerOptions Read(CommandContext context)
    {
        int pathLimit = context.Get(PathLimit);
        return new TrainerOptions
        {
            Objective = ObjectiveNames.Parse(context.Get(Objective)),
            Trees = context.Get(Trees),
            Depth = context.Get(Depth),
            Leaves = context.Get(Leaves),
            LearningRate = context.Get(LearningRate),
            Lambda = context.Get(Lambda),
            Gamma = context.Get(Gamma),
            MinChildWeight = context.Get(MinChildWeight),
            RowSample = context.Get(RowSample),
            ColumnSample = context.Get(ColumnSample),
            Threads = context.Get(Threads),
            Seed = context.Seed,
            EarlyStoppingRounds = context.Get(EarlyStopping),
            MaxNonItemFeaturesOnPath = pathLimit == -1 ? TrainerOptions.NoPathLimit : pathLimit,
            FeaturePenalty = context.Get(FeaturePenalty),
            ThresholdPenalty = context.Get(ThresholdPenalty),
        };
    }

    /// <summary>The share of groups to hold out; 0: none. Errors: E201.</summary>
    public static double ValidationFraction(CommandContext context)
    {
        if (!context.Has(Validation) && context.Get(EarlyStopping) > 0) return DefaultValidationFraction;
        double fraction = context.Get(Validation);
        return fraction is >= 0 and < 1 ? fraction : throw Catalogue.TrainerOptionOutOfRange("--validation", fraction, "0 (none) to below 1");
    }
}
