using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Linear;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --model linear: a weight for each bin, and for pairs of bins of two features.</summary>
internal sealed class LinearFamily : TrainFamily
{
    private static readonly LinearOptions Defaults = new();

    private static readonly Option<int> Pairs =
        CommonOptions.Number("--pairs", "Linear: most pairs of features with weights of their own; the best are chosen.", Defaults.Pairs);
    private static readonly Option<double> PairLambda =
        CommonOptions.Number("--pair-lambda", "Linear: L2 penalty on weights of pairs (--lambda is that of single features).", Defaults.PairL2);
    private static readonly Option<double> L1 =
        CommonOptions.Number("--l1", "Linear: L1 penalty on weights; more of it leaves fewer bins.", Defaults.L1);
    private static readonly Option<int> Passes = CommonOptions.Number("--passes", "Linear: most passes over all weights.", Defaults.Passes);

    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [TreesFamily.Lambda, Pairs, PairLambda, L1, Passes, .. Teaching.Options];

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Unused { get; } = [CommonTraining.LearningRateOption, CommonTraining.EarlyStoppingOption];

    /// <inheritdoc/>
    public override Func<BinnedDataset, BinnedDataset?, IProgress<TrainingProgress>, TrainedModel> Prepare(CommandContext context, Objective objective)
    {
        var options = new LinearOptions
        {
            Objective = objective,
            L2 = context.Get(TreesFamily.Lambda),
            PairL2 = context.Get(PairLambda),
            L1 = context.Get(L1),
            Pairs = context.Get(Pairs),
            Passes = context.Get(Passes),
            Threads = CommonTraining.Threads(context),
        };
        options.Validate();
        Teaching? teaching = Teaching.Read(context, objective);
        return (train, validation, progress) =>
        {
            TrainingResult result = LinearTrainer.Train(train, validation, options, teaching?.TargetsOf(train), progress, context.Cancellation);
            return new TrainedModel(result.Model, result.MetricName, result.Metrics, result.BestRound, result.StoppedEarly);
        };
    }
}
