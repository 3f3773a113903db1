namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>Predicts rows with a <see cref="DenseTeacher"/>.</summary>
internal sealed class DenseScorer : TeacherScorer
{
    private readonly DenseTeacher _teacher;
    private readonly float[][] _buffers; // [step]: its inputs; the last: the outputs

    public DenseScorer(DenseTeacher teacher)
    {
        _teacher = teacher;
        _buffers = [.. teacher.Steps.Select(step => new float[step.Inputs]), new float[teacher.Steps[^1].Outputs]];
    }

    public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
    {
        for (int i = 0; i < row.Length; i++) _buffers[0][i] = (float)row[i];
        for (int s = 0; s < _teacher.Steps.Count; s++) _teacher.Steps[s].Run(_buffers[s], _buffers[s + 1]);
        Widen(_buffers[_teacher.RawSteps], raw);
        Widen(_buffers[^1], outputs);
    }

    private static void Widen(float[] from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++) to[i] = from[i];
    }
}
