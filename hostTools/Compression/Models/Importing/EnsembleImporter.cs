using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>
/// A tree teacher as an ensemble over bins. Bin edges are the points where some split's answer changes, so while they fit the
/// scope's bins every row reaches the same leaf of every tree; when there are more, they are joined at the least cost.
/// </summary>
internal sealed class EnsembleImporter
{
    // The readers of our own trees are recursive.
    private const int MostDepth = 1000;

    private readonly TreeTeacher _teacher;
    private readonly RankingScore _score;
    private readonly string _file;
    private readonly int[] _trees;

    /// <summary>Prepares for one score of a teacher. Errors: E268.</summary>
    public EnsembleImporter(TreeTeacher teacher, RankingScore score, string file)
    {
        (_teacher, _score, _file) = (teacher, score, file);
        if (teacher.Aggregate != TreeAggregate.Sum) throw Catalogue.NotASumOfSteps(file, $"its trees are combined by {teacher.Aggregate}, not added");
        if (teacher.Trees.Any(tree => tree.Linear is not null)) throw Catalogue.NotASumOfSteps(file, "its leaves are linear functions of the inputs");
        _trees = [.. Enumerable.Range(0, teacher.Trees.Count)
            .Where(t => teacher.Target[t] <= score.Index && score.Index < teacher.Target[t] + teacher.Width)];
        Splits = [.. teacher.Inputs.Select(_ => new List<TeacherSplit>())];
        foreach (int t in _trees)
        {
            int depth = TeacherSplit.Collect(teacher.Trees[t], LeafValue(t), Splits);
            if (depth > MostDepth) throw Catalogue.ModelLimit(file, $"the depth of tree {t}", depth, MostDepth);
        }
    }

    /// <summary>[input]: the splits on it in trees of the score.</summary>
    public List<TeacherSplit>[] Splits { get; }

    /// <summary>Builds the ensemble. Errors: E269, E274, E275.</summary>
    /// <param name="columns">The inputs that are split on.</param>
    /// <param name="label">The schema's label.</param>
    /// <param name="group">The schema's group, or null.</param>
    /// <param name="ignore">Further columns of the data.</param>
    public ImportedEnsemble Run(IReadOnlyList<ImportColumn> columns, string label, string? group, IEnumerable<string> ignore)
    {
        FeatureBinning?[] binnings = BinAll(columns);
        var features = new (short, FeatureBinning)?[_teacher.Inputs.Count];
        var imported = new List<ImportedFeature>();
        for (int c = 0; c < binnings.Length; c++)
        {
            if (binnings[c] is not { } binning) continue;
            features[columns[c].Input] = ((short)imported.Count, binning);
            imported.Add(binning.Imported);
        }

        if (imported.Count == 0) throw Catalogue.ScoreIsConstant(_file);
        HashSet<string> used = [label, .. imported.Select(feature => feature.Feature.Name)];
        if (group is not null) used.Add(group);
        var schema = new Schema(label, group, [.. ignore.Concat(columns.Select(column => column.Name)).Where(name => used.Add(name))],
            [.. imported.Select(feature => feature.Feature)]);
        var binner = new TreeBinner(_teacher, features);
        Tree[] trees = [.. _trees.Select(t => binner.Run(_teacher.Trees[t], LeafValue(t)))];
        return new ImportedEnsemble(new TreeEnsemble(schema, _score.Objective.Name(), BaseScore(), trees), imported);
    }

    private FeatureBinning?[] BinAll(IReadOnlyList<ImportColumn> columns)
    {
        var binnings = new FeatureBinning?[columns.Count];
        try
        {
            Parallel.For(0, columns.Count, c => binnings[c] = new FeatureBinner(_teacher, Splits[columns[c].Input], columns[c]).Run());
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<UserErrorException>().FirstOrDefault() is { } error)
        {
            throw error;
        }

        return binnings;
    }

    private Func<int, double> LeafValue(int t)
    {
        DecisionTree tree = _teacher.Trees[t];
        int at = _score.Index - _teacher.Target[t], width = _teacher.Width;
        return leaf => tree.Value[leaf * width + at] * _teacher.Scale / _teacher.Divisor;
    }

    private double BaseScore() => _teacher.Start[_score.Index] * _teacher.Scale / _teacher.Divisor + (_teacher.End?[_score.Index] ?? 0);
}
