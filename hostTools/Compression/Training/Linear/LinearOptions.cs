using Endcap.Compression.Errors;

namespace Endcap.Compression.Training.Linear;

/// <summary>How to train a linear model.</summary>
public sealed record LinearOptions
{
    /// <summary>What to train for.</summary>
    public Objective Objective { get; init; } = Objective.Pairwise;

    /// <summary>L2 penalty on weights of single features; 0 or more.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>L2 penalty on weights of pairs, of which there are far more and each sees fewer rows; 0 or more.</summary>
    public double PairL2 { get; init; } = 30;

    /// <summary>L1 penalty on weights, in the unit of the loss's gradient: what a bin must earn not to be 0; 0 or more.</summary>
    public double L1 { get; init; }

    /// <summary>Most products of two features, the one that promises most first; 0…1000.</summary>
    public int Pairs { get; init; } = 10;

    /// <summary>Most passes over all weights at the end; 1…100,000. Fewer are made where they change nothing any more.</summary>
    public int Passes { get; init; } = 200;

    /// <summary>Most threads, up to 256; 0: one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks every range; the error names the option as the command line does.</summary>
    /// <exception cref="UserErrorException">E201: the first option outside its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Objective)) throw Catalogue.UnknownObjective(Objective.ToString());
        Check("--lambda", L2, L2 >= 0 && double.IsFinite(L2), "0 or more, finite");
        Check("--pair-lambda", PairL2, PairL2 >= 0 && double.IsFinite(PairL2), "0 or more, finite");
        Check("--l1", L1, L1 >= 0 && double.IsFinite(L1), "0 or more, finite");
        Check("--pairs", Pairs, Pairs is >= 0 and <= 1000, "0 to 1000");
        Check("--passes", Passes, Passes is >= 1 and <= 100_000, "1 to 100000");
        Check("--threads", Threads, Threads is >= 0 and <= 256, "0 (all processors) to 256");
    }

    private static void Check(string name, double value, bool holds, string range)
    {
        if (!holds) throw Catalogue.TrainerOptionOutOfRange(name, value, range);
    }
}
