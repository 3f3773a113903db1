using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>A family of models that endcap train knows, with the options that only it has.</summary>
internal abstract class TrainFamily
{
    /// <summary>Its name after --model.</summary>
    public abstract string Name { get; }

    /// <summary>Options that other families do not take.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>Options of every family that this one has no use for.</summary>
    public virtual IReadOnlyList<Option> Unused => [];

    /// <summary>Rounds of early stopping when the user does not say; 0: none.</summary>
    public virtual int DefaultEarlyStopping => 0;

    /// <summary>Reads and checks the options, before any file is read. Errors: E201, E202, E220, E221.</summary>
    /// <returns>Trains on data, and on held-out data or null.</returns>
    public abstract Func<BinnedDataset, BinnedDataset?, IProgress<TrainingProgress>, TrainedModel> Prepare(CommandContext context, Objective objective);
}

/// <summary>What training of any family gives the report.</summary>
internal sealed record TrainedModel(BinModel Model, string MetricName, IReadOnlyList<double> Metrics, int BestRound, bool StoppedEarly);
