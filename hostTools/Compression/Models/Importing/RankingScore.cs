using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>The one score of a teacher that a label ranks by.</summary>
/// <param name="Index">Its number among the raw scores, or among the predictions where the tool has no raw scores.</param>
/// <param name="Name">Its name.</param>
/// <param name="Objective">The objective of the imported model: what the score means.</param>
public sealed record RankingScore(int Index, string Name, Objective Objective)
{
    /// <summary>
    /// The only score; of two classes the second; of more the one asked for. Errors: E267.
    /// </summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="wanted">A class, or null.</param>
    /// <param name="file">The model's file, for messages.</param>
    public static RankingScore Choose(Teacher teacher, int? wanted, string file)
    {
        IReadOnlyList<string> names = Names(teacher);
        if (wanted is { } asked && (asked < 0 || asked >= names.Count)) throw Catalogue.ClassNeeded(file, names);
        if (wanted is null && names.Count > 1 && teacher.Task != TeacherTask.Binary) throw Catalogue.ClassNeeded(file, names);
        int index = wanted ?? names.Count - 1;
        return new RankingScore(index, names[index], ObjectiveOf(teacher, index));
    }

    /// <summary>Writes one row's score.</summary>
    public double Of(TeacherScorer scorer, ReadOnlySpan<double> row, double[] raw, double[] outputs)
    {
        scorer.Score(row, raw, outputs);
        return raw.Length > 0 ? raw[Index] : outputs[Index];
    }

    /// <summary>A buffer for the raw scores that <see cref="Of"/> reads.</summary>
    public static double[] NewRaw(Teacher teacher) =>
        new double[teacher is TreeTeacher trees ? trees.Start.Length : teacher.RawNames.Count];

    private static IReadOnlyList<string> Names(Teacher teacher)
    {
        if (teacher is TreeTeacher trees && trees.Start.Length != teacher.RawNames.Count)
            return [.. Enumerable.Range(0, trees.Start.Length).Select(k => $"raw_{k}")];
        return teacher.RawNames.Count > 0 ? teacher.RawNames : teacher.OutputNames;
    }

    // Only what the score really is: log-odds when the tool's own transform is the sigmoid, an estimate when it is the identity.
    private static Objective ObjectiveOf(Teacher teacher, int index)
    {
        if (teacher.Task == TeacherTask.Ranking) return IsListwise(teacher) ? Objective.LambdaRank : Objective.Pairwise;
        if (teacher.Task == TeacherTask.Binary && AdditiveImporter.Fits(teacher) && IsLogit(teacher, index)) return Objective.Logistic;
        if (teacher is not TreeTeacher trees) return teacher.Task == TeacherTask.Regression ? Objective.Squared : Objective.Pairwise;
        if (teacher.Task == TeacherTask.Binary && Outputs(trees, index, value => 1 / (1 + Math.Exp(-value)))) return Objective.Logistic;
        return teacher.Task == TeacherTask.Regression && Outputs(trees, index, value => value) ? Objective.Squared : Objective.Pairwise;
    }

    private static bool IsListwise(Teacher teacher) => teacher is TreeTeacher trees
        && (trees.Objective.Contains("lambda", StringComparison.OrdinalIgnoreCase) || trees.Objective.Contains("ndcg", StringComparison.OrdinalIgnoreCase));

    // Whether a prediction is the sigmoid of the raw score, seen at some rows.
    private static bool IsLogit(Teacher teacher, int index)
    {
        if (teacher.RawNames.Count == 0) return false;
        TeacherScorer scorer = teacher.NewScorer();
        double[] row = new double[teacher.Inputs.Count], raw = NewRaw(teacher), outputs = new double[teacher.OutputNames.Count];
        foreach (double value in (double[])[0, 0.01, -0.01, 1])
        {
            row.AsSpan().Fill(value);
            scorer.Score(row, raw, outputs);
            if (!Array.Exists(outputs, output => Math.Abs(output - 1 / (1 + Math.Exp(-raw[index]))) < 1e-5)) return false;
        }

        return true;
    }

    private static bool Outputs(TreeTeacher teacher, int index, Func<double, double> expected)
    {
        double[] raw = new double[teacher.Start.Length], outputs = new double[teacher.OutputNames.Count];
        foreach (double value in (double[])[-1.5, 0.25, 2])
        {
            raw[index] = value;
            teacher.Transform.Apply(raw, outputs);
            if (!Array.Exists(outputs, output => Math.Abs(output - expected(value)) < 1e-6)) return false;
        }

        return true;
    }
}
