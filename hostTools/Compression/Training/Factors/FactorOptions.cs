using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Compression.Training.Factors;

/// <summary>Where the vectors come from.</summary>
public enum FactorMethod
{
    /// <summary>Alternating least squares on implicit feedback; histories by regression.</summary>
    Als,

    /// <summary>Bayesian personalised ranking with a vector per basket; histories by regression.</summary>
    Bpr,

    /// <summary>Bayesian personalised ranking straight through the history's vectors.</summary>
    History,

    /// <summary>Cosine of products' baskets, cut by SVD.</summary>
    Cosine,

    /// <summary>Lift of pairs of products, cut by SVD.</summary>
    Lift,

    /// <summary>Ridge regression of each product on the others, cut by SVD.</summary>
    Ridge,
}

/// <summary>Options of training factors. The defaults depend on the method where they are null.</summary>
public sealed record FactorOptions
{
    /// <summary>The words for <see cref="FactorMethod"/>, in its order.</summary>
    public static readonly string[] Methods = ["als", "bpr", "history", "cosine", "lift", "ridge"];

    /// <summary>Where the vectors come from.</summary>
    public FactorMethod Method { get; init; } = FactorMethod.History;

    /// <summary>Elements of a vector: 4, 8 … 64.</summary>
    public int Rank { get; init; } = 32;

    /// <summary>L2 penalty: ALS 200, BPR 0.01 and history 0.005 (as in x −= rate · penalty · x), ridge 400; lift and cosine: added to each count, 10.</summary>
    public double? Regularisation { get; init; }

    /// <summary>ALS: a purchase counts 1 + alpha as much as a missing one.</summary>
    public double Alpha { get; init; } = 20;

    /// <summary>Rounds over the data: ALS 15, BPR and history 40.</summary>
    public int? Rounds { get; init; }

    /// <summary>BPR and history: step size.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>The sum of c vectors of a history is multiplied with c^−exponent.</summary>
    public double HistoryExponent { get; init; } = 0.5;

    /// <summary>Cosine, lift and ridge: weight of the logarithm of a product's purchases, as a share of the largest score of a pair: 0.3, 1 and 0.05.</summary>
    public double? Popularity { get; init; }

    /// <summary>Seeds everything random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most threads; 0: one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The name of the method.</summary>
    public string MethodName => Methods[(int)Method];

    /// <summary>The penalty, or the method's default.</summary>
    public double Penalty => Regularisation ?? Method switch
    {
        FactorMethod.Als => 200,
        FactorMethod.Cosine or FactorMethod.Lift => 10,
        FactorMethod.Ridge => 400,
        FactorMethod.Bpr => 0.01,
        _ => 0.005,
    };

    /// <summary>The weight of popularity, or the method's default.</summary>
    public double PopularityWeight => Popularity ?? Method switch { FactorMethod.Cosine => 0.3, FactorMethod.Lift => 1, _ => 0.05 };

    /// <summary>The rounds, or the method's default.</summary>
    public int RoundCount => Rounds ?? (Method == FactorMethod.Als ? 15 : 40);

    internal ParallelOptions Parallel => new() { MaxDegreeOfParallelism = Threads == 0 ? -1 : Threads };

    /// <summary>The method of a name. Errors: E236.</summary>
    public static FactorMethod Parse(string name)
    {
        int index = Array.IndexOf(Methods, name);
        return index >= 0 ? (FactorMethod)index : throw Catalogue.UnknownFactorMethod(name, Methods);
    }

    /// <summary>Checks the ranges. Errors: E201, E239.</summary>
    public void Validate()
    {
        if (Rank is < TwoTowerModel.RankStep or > TwoTowerModel.MostRank || Rank % TwoTowerModel.RankStep != 0) throw Catalogue.BadRank("--rank", Rank);
        Check("--regularisation", Penalty, Penalty is >= 0 and <= 1e6, "0 to 1e6");
        Check("--alpha", Alpha, Alpha is > 0 and <= 1e4, "above 0, to 1e4");
        Check("--rounds", RoundCount, RoundCount is >= 1 and <= 10_000, "1 to 10000");
        Check("--learning-rate", LearningRate, LearningRate is > 0 and <= 1, "above 0, to 1");
        Check("--history-exponent", HistoryExponent, HistoryExponent is >= 0 and <= 1, "0 (sum) to 1 (mean)");
        Check("--popularity", PopularityWeight, PopularityWeight is >= 0 and <= 10, "0 to 10");
        Check("--threads", Threads, Threads is >= 0 and <= 1024, "0 (one per processor) to 1024");
    }

    private static void Check(string option, double value, bool isInside, string range)
    {
        if (!isInside) throw Catalogue.TrainerOptionOutOfRange(option, value, range);
    }
}
