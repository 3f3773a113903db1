using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>A teacher behind steps that make its columns of the inputs.</summary>
public sealed class PipelineTeacher : Teacher
{
    private Column[] _columns = [];
    private string _steps = "";

    /// <summary>The model behind the steps.</summary>
    public required Teacher Inner { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts => [new("pipeline", _steps), .. Inner.Facts];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new Scorer(Inner.NewScorer(), _columns);

    internal static PipelineTeacher Of(Teacher inner, IReadOnlyList<TeacherInput> inputs, Column[] columns, IEnumerable<string> steps) => new()
    {
        Origin = inner.Origin,
        Task = inner.Task,
        Inputs = inputs,
        RawNames = inner.RawNames,
        OutputNames = inner.OutputNames,
        SinglePrecision = inner.SinglePrecision,
        Inner = inner,
        _columns = columns,
        _steps = string.Join(", ", steps),
    };

    private sealed class Scorer(TeacherScorer inner, Column[] columns) : TeacherScorer
    {
        private readonly double[] _row = new double[columns.Length];

        public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
        {
            for (int i = 0; i < columns.Length; i++) _row[i] = columns[i].Of(row);
            inner.Score(_row, raw, outputs);
        }
    }
}
