using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.Teachers.Linear;
using Endcap.Compression.Training.Linear;

namespace Endcap.Compression.Models.Importing;

/// <summary>
/// A linear teacher as a table of weights for each input: a bin's weight is what the input adds at the mean of the bin's values
/// in the data, which is the weight of least squared error. Flags and categories are exact.
/// </summary>
internal sealed class AdditiveImporter
{
    private readonly string _file;
    private readonly RankingScore _score;
    private readonly TeacherScorer _scorer;
    private readonly double[] _row, _raw, _outputs;
    private readonly double _start;

    /// <summary>Prepares for one score of a teacher that <see cref="Fits"/>.</summary>
    public AdditiveImporter(Teacher teacher, RankingScore score, string file)
    {
        (_score, _file) = (score, file);
        _scorer = teacher.NewScorer();
        _row = new double[teacher.Inputs.Count];
        _raw = RankingScore.NewRaw(teacher);
        _outputs = new double[teacher.OutputNames.Count];
        _start = score.Of(_scorer, _row, _raw, _outputs);
    }

    /// <summary>Whether the scores are sums of one function of each input: linear models, and networks without activations.</summary>
    public static bool Fits(Teacher teacher) => teacher switch
    {
        LinearTeacher linear => linear.RawNames.Count > 0,
        DenseTeacher dense => dense.Steps.Take(dense.RawNames.Count > 0 ? dense.RawSteps : dense.Steps.Count)
            .All(step => step is FullyConnected or Affine),
        _ => false,
    };

    /// <summary>Builds the ensemble: one tree for each input. Errors: E268, E274.</summary>
    /// <param name="columns">The inputs, with the bins that data or schema propose.</param>
    /// <param name="schema">The schema of those that have bins, in the same order.</param>
    public ImportedEnsemble Run(IReadOnlyList<ImportColumn> columns, Schema schema)
    {
        double start = _start;
        var trees = new List<Tree>();
        var features = new List<ImportedFeature>();
        foreach (ImportColumn column in columns)
        {
            if (column.Proposed is not { } feature)
            {
                if (column.Values.Length > 0) start += Part(column, Mean(column, _ => true) ?? 0);
                continue;
            }

            double[] weights = [.. Enumerable.Range(0, feature.BinCount).Select(bin => WeightOf(column, feature, bin))];
            if (TermTree.Of(features.Count, -1, 1, weights) is { } tree) trees.Add(tree);
            features.Add(new ImportedFeature(feature, column.Input, 0, 0, []));
        }

        if (trees.Count == 0) throw Catalogue.ScoreIsConstant(_file);
        bool exact = features.TrueForAll(each => each.Feature.Kind != FeatureKind.Numeric);
        var model = new TreeEnsemble(schema, Training.ObjectiveNames.All[(int)_score.Objective], start, trees);
        return new ImportedEnsemble(model, features) { IsBinned = !exact };
    }

    private double WeightOf(ImportColumn column, Feature feature, int bin)
    {
        double value = bin == feature.ValueBins ? double.NaN : feature.Kind switch
        {
            FeatureKind.Categorical => column.Codes[bin],
            FeatureKind.Flag => bin,
            _ => Mean(column, each => feature.Bin(each) == bin) ?? Middle(feature.Edges, bin),
        };
        double weight = Part(column, value);
        return double.IsFinite(weight) ? weight
            : throw Catalogue.NotASumOfSteps(_file, $"{(double.IsNaN(value) ? "a missing value" : "a value")} of {column.Name} makes its score no finite number");
    }

    // What an input adds to the score beyond what 0 adds.
    private double Part(ImportColumn column, double value)
    {
        _row[column.Input] = value;
        double score = _score.Of(_scorer, _row, _raw, _outputs);
        _row[column.Input] = 0;
        return score - _start;
    }

    private static double? Mean(ImportColumn column, Func<double, bool> wanted)
    {
        double sum = 0, rows = 0;
        for (int i = 0; i < column.Values.Length; i++)
        {
            if (!wanted(column.Values[i])) continue;
            sum += column.Values[i] * column.Counts[i];
            rows += column.Counts[i];
        }

        return rows > 0 ? sum / rows : null;
    }

    // Of a bin that no row of the data falls into.
    private static double Middle(double[] edges, int bin) =>
        (edges[Math.Max(bin - 1, 0)] + edges[Math.Min(bin, edges.Length - 1)]) / 2;
}
