namespace Endcap.Compression.Models.Teachers;

/// <summary>
/// A trained model of another tool, kept with that tool's exact semantics: how it compares, in which precision and order it
/// adds, what it does with missing values and unknown categories, and how it turns a raw score into a prediction.
/// </summary>
public abstract class Teacher
{
    /// <summary>Where it comes from.</summary>
    public required TeacherOrigin Origin { get; init; }

    /// <summary>What it was trained for.</summary>
    public required TeacherTask Task { get; init; }

    /// <summary>The inputs; a row's values are in this order.</summary>
    public required IReadOnlyList<TeacherInput> Inputs { get; init; }

    /// <summary>Names of the untransformed scores, as the tool's users know them: margin, raw, raw_0 …; empty where the tool has none.</summary>
    public required IReadOnlyList<string> RawNames { get; init; }

    /// <summary>Names of the predictions: prediction, prob_0 ….</summary>
    public required IReadOnlyList<string> OutputNames { get; init; }

    /// <summary>Whether scores and predictions are float32 numbers (they are then written with float32's digits).</summary>
    public bool SinglePrecision { get; init; }

    /// <summary>Facts for people, in order: trees, nodes, layers, objective ….</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> Facts { get; }

    /// <summary>A scorer with buffers of its own; one per thread.</summary>
    public abstract TeacherScorer NewScorer();
}
