namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>A chain of dense layers in float32: multi-layer perceptrons, logistic and linear regression.</summary>
public sealed class DenseTeacher : Teacher
{
    /// <summary>The layers in order; each one's outputs are the next one's inputs.</summary>
    public required IReadOnlyList<DenseStep> Steps { get; init; }

    /// <summary>How many steps from the start make the raw scores; the others (a last sigmoid, softmax) make the predictions.</summary>
    public required int RawSteps { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
        [new("layers", string.Join(", ", Steps.Select(step => step.Text)))];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new DenseScorer(this);
}
