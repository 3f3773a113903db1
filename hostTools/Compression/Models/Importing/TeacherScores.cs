using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>A teacher's scores of the rows that a student trains on, each from the raw cells of its line.</summary>
public static class TeacherScores
{
    /// <summary>Scores rows.</summary>
    /// <param name="teacher">Any model that the project predicts with.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="student">What the student is trained for: rankers learn from any score, others from one of the same meaning.</param>
    /// <param name="data">Rows read from a CSV.</param>
    /// <param name="wanted">Of a model of several classes: which; or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>[row]: raw scores. Errors: E223, E225, E265–E267, those of a CSV.</returns>
    public static double[] Of(Teacher teacher, string file, Objective student, BinnedDataset data, int? wanted, CancellationToken cancellation)
    {
        while (teacher is CoreMl.LabelledTeacher labelled) teacher = labelled.Inner;
        RankingScore score = ScoreOf(teacher, wanted, file);
        if (!student.IsRanking() && score.Objective != student)
            throw Catalogue.TeacherMeansOther(file, score.Objective.Name(), student.Name());
        RowSource source = data.Source ?? throw new ArgumentException("The rows were not read from a file.", nameof(data));
        Dictionary<int, int> rowAt = new(source.Lines.Length);
        for (int row = 0; row < source.Lines.Length; row++) rowAt[source.Lines[row]] = row;
        return Read(teacher, score, file, data, source.File, rowAt, cancellation);
    }

    // Our own models have one raw score, whatever their objective.
    private static RankingScore ScoreOf(Teacher teacher, int? wanted, string file) => teacher is EnsembleTeacher own && wanted is null
        ? new RankingScore(0, own.RawNames[0], ObjectiveNames.Parse(own.Model.Objective))
        : RankingScore.Choose(teacher, wanted, file);

    private static double[] Read(Teacher teacher, RankingScore score, string file, BinnedDataset data, string csv, Dictionary<int, int> rowAt,
        CancellationToken cancellation)
    {
        using CsvRows rows = CsvRows.Open(csv);
        Schema schema = data.Schema;
        string[] candidates = [.. rows.Header.Where(name => name != schema.Label && name != schema.Group && !schema.Ignore.Contains(name))];
        (int[] matched, _) = InputColumns.Match(teacher.Inputs, candidates, csv);
        var cells = new TeacherCells(teacher.Inputs, [.. matched.Select(column => rows.IndexOf(candidates[column]))]);
        TeacherScorer scorer = teacher.NewScorer();
        double[] row = new double[matched.Length], raw = RankingScore.NewRaw(teacher), outputs = new double[teacher.OutputNames.Count];
        double[] scores = new double[data.RowCount];
        for (int count = 0; rows.Read(); count++)
        {
            if ((count & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (!rowAt.TryGetValue((int)rows.Line, out int at)) continue;
            cells.Read(rows, row);
            scores[at] = score.Of(scorer, row, raw, outputs);
            if (!double.IsFinite(scores[at])) throw Catalogue.TeacherScoreNotFinite(file, csv, rows.Line);
        }

        return scores;
    }
}
