namespace Endcap.Compression.Search;

/// <summary>A method's settings, from weak to strong; 0 of them is the method left out.</summary>
/// <param name="Method">Its name on the command line.</param>
/// <param name="Levels">Steps as text.</param>
public sealed record SearchAxis(string Method, IReadOnlyList<string> Levels);

/// <summary>What a candidate costs and keeps.</summary>
/// <param name="Bytes">Mean size of its blobs.</param>
/// <param name="BytesMax">Largest blob.</param>
/// <param name="Quality">The metric on held-out data through the label's kernel.</param>
/// <param name="Loss">Relative loss of quality against the input model's float scores; below 0: better than those.</param>
/// <param name="Milliseconds">Slow end of the predicted time of a ranking, mean over shelves, or null when no board was named.</param>
public sealed record Measurement(double Bytes, int BytesMax, double Quality, double Loss, double? Milliseconds)
{
    // How many times as large is much; and a loss that is larger by so many times the floor is no accident of a part of the data.
    private const double MuchLarger = 4, ClearLoss = 3;

    /// <summary>Standard errors that the floor leaves room for: the one-sided 95 % of a normal distribution.</summary>
    public const double Margin = 1.645;

    /// <summary>Of a candidate that no blob can hold.</summary>
    public static Measurement Impossible { get; } = new(double.PositiveInfinity, 0, double.NaN, double.PositiveInfinity, null);

    /// <summary>Standard error of <see cref="Loss"/>: how much it would vary from one set of held-out groups to another; 0 where not known.</summary>
    public double LossError { get; init; }

    /// <summary>What the floor looks at: the loss that is exceeded on other rows of this kind with a chance of 5 %.</summary>
    public double SureLoss => Loss + Margin * LossError;

    /// <summary>Whether blobs could be built.</summary>
    public bool IsPossible => double.IsFinite(Bytes);

    /// <summary>Whether this is at least as good in size and in the loss that the floor looks at, and better in one.</summary>
    public bool Dominates(Measurement other) =>
        Bytes <= other.Bytes && SureLoss <= other.SureLoss && (Bytes < other.Bytes || SureLoss < other.SureLoss);

    /// <summary>
    /// Whether a candidate need not be measured in full beside a point that was, by what a small part of the data says of both: it is
    /// no smaller and clearly worse, or much larger and not better by more than may be lost.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <param name="maxLoss">The floor.</param>
    public bool IsHopelessBeside(Measurement point, double maxLoss) =>
        (point.Bytes <= Bytes && point.Loss + ClearLoss * maxLoss < Loss) || (point.Bytes * MuchLarger <= Bytes && point.Loss <= Loss + maxLoss);
}

/// <summary>A candidate that was tried.</summary>
/// <param name="Steps">What was done to the input model, in order.</param>
/// <param name="Model">The outcome.</param>
/// <param name="Measured">What it costs and keeps.</param>
public sealed record SearchPoint<TModel>(IReadOnlyList<CompressionStep> Steps, TModel Model, Measurement Measured)
{
    /// <summary>The steps as one line.</summary>
    public string Text => Steps.Count == 0 ? "as it is" : string.Join("; ", Steps.Select(step => step.Text));
}

/// <summary>How far a search is.</summary>
/// <param name="Done">Candidates tried.</param>
/// <param name="Total">Candidates to try at most.</param>
/// <param name="BestBytes">Least size within the floor so far, or null.</param>
public readonly record struct SearchProgress(int Done, int Total, double? BestBytes);

/// <summary>What a search found.</summary>
/// <param name="Start">The input model.</param>
/// <param name="Front">Points that no other point dominates, smallest first.</param>
/// <param name="Tried">Number of candidates tried.</param>
/// <param name="Interrupted">Whether it was stopped before it was done.</param>
public sealed record SearchResult<TModel>(SearchPoint<TModel> Start, IReadOnlyList<SearchPoint<TModel>> Front, int Tried, bool Interrupted);

/// <summary>Fronts of size and quality.</summary>
public static class ParetoFront
{
    /// <summary>The points that no other dominates, smallest first; of equal ones the first.</summary>
    public static IReadOnlyList<SearchPoint<TModel>> Of<TModel>(IReadOnlyList<SearchPoint<TModel>> points) =>
    [
        .. points.Where((point, i) => point.Measured.IsPossible && !points.Any(other => other.Measured.Dominates(point.Measured))
                && !points.Take(i).Any(other => other.Measured == point.Measured))
            .OrderBy(point => point.Measured.Bytes),
    ];
}
