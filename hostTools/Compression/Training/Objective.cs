using Endcap.Compression.Errors;

namespace Endcap.Compression.Training;

/// <summary>What a model is trained to do.</summary>
public enum Objective
{
    /// <summary>Labels 0/1; the score is the log-odds of 1.</summary>
    Logistic,

    /// <summary>Any finite label; the score estimates it, squared error.</summary>
    Squared,

    /// <summary>Order the rows of a group: logistic loss on each pair of different labels.</summary>
    Pairwise,

    /// <summary>As <see cref="Pairwise"/>, each pair weighted by what swapping it would change in NDCG.</summary>
    LambdaRank,
}

/// <summary>The names of the objectives in files and on the command line.</summary>
public static class ObjectiveNames
{
    /// <summary>All names, in the order of <see cref="Objective"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["logistic", "squared", "pairwise", "lambdarank"];

    /// <summary>The objective's name.</summary>
    public static string Name(this Objective objective) => All[(int)objective];

    /// <summary>Whether rows are compared within groups.</summary>
    public static bool IsRanking(this Objective objective) => objective is Objective.Pairwise or Objective.LambdaRank;

    /// <summary>The objective of a name.</summary>
    /// <exception cref="UserErrorException">E202: no such objective.</exception>
    public static Objective Parse(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name, StringComparison.OrdinalIgnoreCase)) return (Objective)i;
        }

        throw Catalogue.UnknownObjective(name);
    }
}
