using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>A classifier of probabilities with the label of the largest in front of them.</summary>
public sealed class LabelledTeacher : Teacher
{
    private double[] _labels = [];

    /// <summary>The classifier.</summary>
    public required Teacher Inner { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts => Inner.Facts;

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new Scorer(Inner.NewScorer(), _labels);

    internal static LabelledTeacher Of(Teacher inner, double[] labels) => new()
    {
        Origin = inner.Origin,
        Task = inner.Task,
        Inputs = inner.Inputs,
        RawNames = inner.RawNames,
        OutputNames = ClassLabels.OutputNames(labels),
        SinglePrecision = inner.SinglePrecision,
        Inner = inner,
        _labels = labels,
    };

    private sealed class Scorer(TeacherScorer inner, double[] labels) : TeacherScorer
    {
        public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
        {
            inner.Score(row, raw, outputs[1..]);
            ClassLabels.SetPrediction(outputs, labels);
        }
    }
}
