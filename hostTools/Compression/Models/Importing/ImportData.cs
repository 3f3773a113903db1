using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.Importing;

/// <summary>Rows of the sample in the imported model's bins, with the teacher's own score of each.</summary>
/// <param name="Rows">The rows, those of a group together; labels are 0 where there is no label column.</param>
/// <param name="Scores">[row]: the teacher's scores of the raw values.</param>
/// <param name="HasLabels">Whether the data has the label column.</param>
internal sealed record ImportData(BinnedDataset Rows, double[] Scores, bool HasLabels)
{
    /// <summary>Reads a CSV in one pass. Errors: E104–E112.</summary>
    public static ImportData Read(ImportRequest request, RankingScore score, Schema schema, int[] columns,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using CsvRows rows = CsvRows.Open(request.Data!);
        Teacher teacher = request.Teacher;
        var cells = new TeacherCells(teacher.Inputs, columns);
        TeacherScorer scorer = teacher.NewScorer();
        double[] row = new double[columns.Length], raw = RankingScore.NewRaw(teacher), outputs = new double[teacher.OutputNames.Count];
        FeatureColumn[] features = [.. schema.Features.Select(feature => new FeatureColumn(feature, rows.IndexOf(feature.Name)))];
        int label = rows.IndexOf(schema.Label), group = schema.Group is null ? -1 : rows.IndexOf(schema.Group);
        var groups = new GroupColumn(group < 0 ? null : schema.Group, group);
        var labels = new List<float>();
        var scores = new List<double>();
        while (rows.Read())
        {
            if ((scores.Count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            cells.Read(rows, row);
            scores.Add(score.Of(scorer, row, raw, outputs));
            foreach (FeatureColumn feature in features) feature.Append(rows);
            labels.Add(label < 0 ? 0 : LabelOf(rows, label));
            groups.Append(rows);
        }

        // Lines are row numbers here: they say where each row went.
        BinnedDataset data = groups.Arrange(schema, [.. features.Select(feature => feature.ToArray())], [.. labels],
            new RowSource(request.Data!, [.. Enumerable.Range(0, scores.Count)]));
        return new ImportData(data, [.. data.Source!.Lines.Select(line => scores[line])], label >= 0);
    }

    /// <summary>Some of the rows; <paramref name="part"/> has their numbers as lines.</summary>
    public ImportData Part(BinnedDataset part)
    {
        int[] rows = part.Source!.Lines;
        var data = new BinnedDataset(part.Schema, part.Columns, [.. rows.Select(row => Rows.Labels[row])], part.GroupStarts);
        return new ImportData(data, [.. rows.Select(row => Scores[row])], HasLabels);
    }

    private static float LabelOf(CsvRows rows, int column)
    {
        if (Cell.TryNumber(rows[column], out double label) && float.IsFinite((float)label)) return (float)label;
        throw Catalogue.BadLabel(rows.File, rows.Line, rows.Header[column], Encoding.UTF8.GetString(rows[column]));
    }
}
