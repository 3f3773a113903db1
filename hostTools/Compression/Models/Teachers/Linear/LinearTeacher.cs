using System.Globalization;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Teachers.Linear;

/// <summary>
/// A linear model: raw score k is <see cref="Start"/>[k] + Σ <see cref="Weights"/>[k][input] · value, added in the order of the inputs,
/// every product and sum rounded to float32 where <see cref="Teacher.SinglePrecision"/> says so.
/// </summary>
public sealed class LinearTeacher : Teacher
{
    /// <summary>[raw score][input].</summary>
    public required double[][] Weights { get; init; }

    /// <summary>[raw score]: what each sum starts from.</summary>
    public required double[] Start { get; init; }

    /// <summary>Whether missing inputs are left out of the sum; otherwise they make it NaN.</summary>
    public bool SkipsMissing { get; init; }

    /// <summary>Turns raw scores into predictions.</summary>
    public required OutputTransform Transform { get; init; }

    /// <summary>The training objective, or the link, in the tool's words.</summary>
    public required string Objective { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("objective", Objective),
        new("weights", (Weights.Length * Inputs.Count).ToString(CultureInfo.InvariantCulture)),
        new("scores", Start.Length.ToString(CultureInfo.InvariantCulture)),
        new("transform", Transform.Name),
    ];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new LinearScorer(this);
}
