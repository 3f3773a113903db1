using System.CommandLine;
using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --model dense: a small network.</summary>
internal sealed class DenseFamily : TrainFamily
{
    private static readonly DenseOptions Defaults = new();

    private static readonly Option<string> Hidden = new("--hidden")
    {
        Description = $"Dense: units of the hidden layers, first layer first; 1 to {DenseShape.MaxHidden} layers of 1 to {DenseShape.MaxUnits}.",
        HelpName = "UNITS,…",
        DefaultValueFactory = _ => string.Join(",", Defaults.Hidden),
    };

    private static readonly Option<string> Activation = new("--activation")
    {
        Description = $"Dense: after each hidden layer: {string.Join(", ", ActivationMath.Names)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Defaults.Activation.Name(),
    };

    private static readonly Option<int> Epochs = CommonOptions.Number("--epochs", "Dense: passes over the data.", Defaults.Epochs);
    private static readonly Option<int> Batch =
        CommonOptions.Number("--batch", "Dense: groups of a step (rows with logistic and squared).", Defaults.Batch);
    private static readonly Option<double> WeightDecay =
        CommonOptions.Number("--weight-decay", "Dense: share of a weight that a step at rate 1 takes away.", Defaults.WeightDecay);

    /// <inheritdoc/>
    public override string Name => "dense";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [Hidden, Activation, Epochs, Batch, WeightDecay, FeatureTeaching.Weight, .. Teaching.Options];

    /// <inheritdoc/>
    public override int DefaultEarlyStopping => 10;

    /// <inheritdoc/>
    public override Func<BinnedDataset, BinnedDataset?, IProgress<TrainingProgress>, TrainedModel> Prepare(CommandContext context, Objective objective)
    {
        var options = new DenseOptions
        {
            Objective = objective,
            Hidden = ReadHidden(context.Get(Hidden)),
            Activation = ReadActivation(context.Get(Activation)),
            Epochs = context.Get(Epochs),
            LearningRate = CommonTraining.LearningRate(context, Defaults.LearningRate),
            Batch = context.Get(Batch),
            WeightDecay = context.Get(WeightDecay),
            Threads = CommonTraining.Threads(context),
            Seed = context.Seed,
            EarlyStoppingEpochs = CommonTraining.EarlyStopping(context, this),
        };
        options.Validate();
        Teaching? teaching = Teaching.Read(context, objective, FeatureTeaching.Weight);
        Func<BinnedDataset, FeatureTargets>? features = FeatureTeaching.Read(context, teaching);
        return (train, validation, progress) =>
        {
            DenseTrainingResult result = DenseTrainer.Train(train, validation, options, teaching?.TargetsOf(train), features?.Invoke(train),
                progress, context.Cancellation);
            return new TrainedModel(result.Model, result.MetricName, result.Metrics, result.BestEpoch, result.StoppedEarly);
        };
    }

    private static int[] ReadHidden(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        int[] units = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out units[i]))
                throw Catalogue.BadHiddenSizes(text, DenseShape.MaxHidden, DenseShape.MaxUnits);
        return units;
    }

    private static Activation ReadActivation(string name)
    {
        for (int i = 0; i < ActivationMath.Names.Count; i++)
            if (string.Equals(ActivationMath.Names[i], name, StringComparison.OrdinalIgnoreCase)) return (Activation)i;
        throw Catalogue.UnknownActivation(name, ActivationMath.Names);
    }
}
