using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Training.Dense;

/// <summary>How to train a dense network.</summary>
public sealed record DenseOptions
{
    /// <summary>What to train for.</summary>
    public Objective Objective { get; init; } = Objective.Pairwise;

    /// <summary>[hidden layer]: units; 1…3 layers of 1…64.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [16, 8];

    /// <summary>After each hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Passes over the data; 1…10,000.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Adam's step at the start; falls to a tenth along a half cosine. Above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Groups of a step with a ranking objective, otherwise rows; 1…100,000.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Share of a weight that a step at learning rate 1 takes away (Loshchilov and Hutter 2019); 0 or more.</summary>
    public double WeightDecay { get; init; } = 1;

    /// <summary>Starts the weights and shuffles the data. Same seed, same model, whatever <see cref="Threads"/>.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most threads, up to 256; 0: one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Stop after so many epochs without a better validation metric; 0: never. With validation data the best epoch is kept.</summary>
    public int EarlyStoppingEpochs { get; init; }

    /// <summary>The number of threads that <see cref="Threads"/> stands for.</summary>
    public int EffectiveThreads => Threads == 0 ? Environment.ProcessorCount : Threads;

    /// <summary>Checks every range; the error names the option as the command line does.</summary>
    /// <exception cref="UserErrorException">E201, E220: the first option outside its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Objective)) throw Catalogue.UnknownObjective(Objective.ToString());
        if (!Enum.IsDefined(Activation)) throw Catalogue.UnknownActivation(Activation.ToString(), ActivationMath.Names);
        if (Hidden.Count is 0 or > DenseShape.MaxHidden || Hidden.Any(units => units is < 1 or > DenseShape.MaxUnits))
            throw Catalogue.BadHiddenSizes(string.Join(",", Hidden), DenseShape.MaxHidden, DenseShape.MaxUnits);
        Check("--epochs", Epochs, Epochs is >= 1 and <= 10_000, "1 to 10000");
        Check("--learning-rate", LearningRate, LearningRate is > 0 and <= 1, "above 0 to 1");
        Check("--batch", Batch, Batch is >= 1 and <= 100_000, "1 to 100000");
        Check("--weight-decay", WeightDecay, WeightDecay >= 0 && double.IsFinite(WeightDecay), "0 or more, finite");
        Check("--threads", Threads, Threads is >= 0 and <= 256, "0 (all processors) to 256");
        Check("--early-stopping", EarlyStoppingEpochs, EarlyStoppingEpochs >= 0, "0 (never) or more");
    }

    private static void Check(string name, double value, bool holds, string range)
    {
        if (!holds) throw Catalogue.TrainerOptionOutOfRange(name, value, range);
    }
}
