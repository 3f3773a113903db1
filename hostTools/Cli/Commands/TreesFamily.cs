using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --model trees: gradient boosting; the options' names and meanings are XGBoost's where it has them.</summary>
internal sealed class TreesFamily : TrainFamily
{
    private static readonly TrainerOptions Defaults = new();

    private static readonly Option<int> Trees =
        CommonOptions.Number("--trees", "Boosting rounds, one tree each.", Defaults.Trees);
    private static readonly Option<int> Depth = CommonOptions.Number("--depth", "Most splits on a path.", Defaults.Depth);
    private static readonly Option<int> Leaves =
        CommonOptions.Number("--leaves", "Most leaves of a tree, grown best gain first; 0: no limit.", Defaults.Leaves);
    /// <summary>L2 penalty, which linear models have too.</summary>
    public static readonly Option<double> Lambda = CommonOptions.Number("--lambda", "L2 penalty on leaves, or on weights of a linear model.", Defaults.Lambda);
    private static readonly Option<double> Gamma = CommonOptions.Number("--gamma", "Least gain of a split.", Defaults.Gamma);
    private static readonly Option<double> MinChildWeight =
        CommonOptions.Number("--min-child-weight", "Least sum of second derivatives in a child.", Defaults.MinChildWeight);
    private static readonly Option<double> RowSample =
        CommonOptions.Number("--row-sample", "Fraction of rows per tree.", Defaults.RowSample);
    private static readonly Option<double> ColumnSample =
        CommonOptions.Number("--column-sample", "Fraction of features per tree.", Defaults.ColumnSample);
    private static readonly Option<int> PathLimit =
        CommonOptions.Number("--path-limit",
            "Most non-item features on a path; with at most 2 a shelf collapses to tables; -1: no limit.",
            Defaults.MaxNonItemFeaturesOnPath);
    private static readonly Option<double> FeaturePenalty =
        CommonOptions.Number("--feature-penalty", "Taken off the gain of a split on a new feature.", Defaults.FeaturePenalty);
    private static readonly Option<double> ThresholdPenalty =
        CommonOptions.Number("--threshold-penalty", "Taken off the gain of a split at a new threshold.", Defaults.ThresholdPenalty);

    /// <inheritdoc/>
    public override string Name => "trees";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        Trees, Depth, Leaves, Lambda, Gamma, MinChildWeight, RowSample, ColumnSample, PathLimit, FeaturePenalty, ThresholdPenalty,
        .. Teaching.Options,
    ];

    /// <inheritdoc/>
    public override Func<BinnedDataset, BinnedDataset?, IProgress<TrainingProgress>, TrainedModel> Prepare(CommandContext context, Objective objective)
    {
        TrainerOptions options = Read(context, objective);
        options.Validate();
        Teaching? teaching = Teaching.Read(context, objective);
        return (train, validation, progress) =>
        {
            TrainingResult result = GradientBoosting.Train(train, validation, options, teaching?.TargetsOf(train), progress, context.Cancellation);
            return new TrainedModel(result.Model, result.MetricName, result.Metrics, result.BestRound, result.StoppedEarly);
        };
    }

    private TrainerOptions Read(CommandContext context, Objective objective)
    {
        int pathLimit = context.Get(PathLimit);
        return new TrainerOptions
        {
            Objective = objective,
            Trees = context.Get(Trees),
            Depth = context.Get(Depth),
            Leaves = context.Get(Leaves),
            LearningRate = CommonTraining.LearningRate(context, Defaults.LearningRate),
            Lambda = context.Get(Lambda),
            Gamma = context.Get(Gamma),
            MinChildWeight = context.Get(MinChildWeight),
            RowSample = context.Get(RowSample),
            ColumnSample = context.Get(ColumnSample),
            Threads = CommonTraining.Threads(context),
            Seed = context.Seed,
            EarlyStoppingRounds = CommonTraining.EarlyStopping(context, this),
            MaxNonItemFeaturesOnPath = pathLimit == -1 ? TrainerOptions.NoPathLimit : pathLimit,
            FeaturePenalty = context.Get(FeaturePenalty),
            ThresholdPenalty = context.Get(ThresholdPenalty),
        };
    }
}
