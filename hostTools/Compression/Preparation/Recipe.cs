using Endcap.Compression.Preparation.Steps;

namespace Endcap.Compression.Preparation;

/// <summary>The steps of a preparation, in order, and what they learnt from the training rows once they are fitted.</summary>
public sealed class Recipe
{
    internal Recipe(IReadOnlyList<Step> steps, string? group, IReadOnlyList<double> fractions, int seed)
    {
        (Steps, Group, Fractions, Seed) = (steps, group, fractions, seed);
    }

    /// <summary>Makes a recipe that is not fitted yet. Errors: E145, E155.</summary>
    /// <param name="steps">Each as on the command line: "fill Income with=median".</param>
    /// <param name="group">The column whose rows stay together in splits and folds, or null.</param>
    /// <param name="fractions">The split, or empty for none.</param>
    /// <param name="seed">Of split and folds.</param>
    public static Recipe Create(IEnumerable<string> steps, string? group = null, IReadOnlyList<double>? fractions = null, int seed = 1)
    {
        if (fractions is { Count: > 0 }) GroupSplit.CheckFractions(fractions);
        return new Recipe([.. steps.Select(StepKinds.Create)], group, fractions ?? [], seed);
    }

    /// <summary>The column whose rows stay together, or null.</summary>
    public string? Group { get; }

    /// <summary>Training, validation and test (or training and test); empty without a split.</summary>
    public IReadOnlyList<double> Fractions { get; }

    /// <summary>Of split and folds.</summary>
    public int Seed { get; }

    /// <summary>The steps as written.</summary>
    public IEnumerable<string> StepTexts => Steps.Select(step => step.Text);

    /// <summary>The columns of the data it was fitted on, in order; empty before.</summary>
    public IReadOnlyList<string> Columns { get; internal init; } = [];

    /// <summary>Whether it holds what the steps learnt.</summary>
    public bool IsFitted => Columns.Count > 0;

    internal IReadOnlyList<Step> Steps { get; }

    /// <summary>[step]: what it learnt.</summary>
    internal IReadOnlyList<IReadOnlyList<Fitted>> Learnt { get; init; } = [];
}
