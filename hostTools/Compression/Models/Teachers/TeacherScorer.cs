namespace Endcap.Compression.Models.Teachers;

/// <summary>Predicts rows with one <see cref="Teacher"/>; holds buffers, so one thread at a time.</summary>
public abstract class TeacherScorer
{
    /// <summary>Predicts one row.</summary>
    /// <param name="row">[input]: values; NaN is missing. Categories as the code that <see cref="TeacherInput"/> says.</param>
    /// <param name="raw">[raw name]: gets the untransformed scores.</param>
    /// <param name="outputs">[output name]: gets the predictions.</param>
    public abstract void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs);
}
