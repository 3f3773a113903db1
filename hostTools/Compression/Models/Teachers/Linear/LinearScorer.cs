namespace Endcap.Compression.Models.Teachers.Linear;

/// <summary>Predicts rows with a <see cref="LinearTeacher"/>.</summary>
internal sealed class LinearScorer(LinearTeacher teacher) : TeacherScorer
{
    private readonly double[] _scores = new double[teacher.Start.Length];

    public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
    {
        for (int k = 0; k < _scores.Length; k++) _scores[k] = teacher.SinglePrecision ? SumSingle(row, k) : Sum(row, k);
        _scores.AsSpan(0, raw.Length).CopyTo(raw);
        teacher.Transform.Apply(_scores, outputs);
    }

    private double Sum(ReadOnlySpan<double> row, int k)
    {
        double sum = teacher.Start[k];
        double[] weights = teacher.Weights[k];
        for (int i = 0; i < weights.Length; i++)
            if (!(teacher.SkipsMissing && double.IsNaN(row[i]))) sum += row[i] * weights[i];
        return sum;
    }

    private float SumSingle(ReadOnlySpan<double> row, int k)
    {
        float sum = (float)teacher.Start[k];
        double[] weights = teacher.Weights[k];
        for (int i = 0; i < weights.Length; i++)
        {
            if (teacher.SkipsMissing && double.IsNaN(row[i])) continue;
            float product = (float)row[i] * (float)weights[i];
            sum += product;
        }

        return sum;
    }
}
