using System.Globalization;
using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Teachers;

/// <summary>A model of endcap's own beside those of other tools: it reads raw values and bins them by its schema.</summary>
public sealed class EnsembleTeacher : Teacher
{
    /// <summary>The name that <c>--format</c> takes.</summary>
    public const string FormatName = "endcap";

    /// <summary>The model.</summary>
    public required BinModel Model { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("objective", Model.Objective),
        .. Model is TreeEnsemble trees ?
        [
            new("trees", trees.Trees.Count.ToString(CultureInfo.InvariantCulture)),
            new("nodes", trees.NodeCount.ToString(CultureInfo.InvariantCulture)),
        ]
        : Model is DenseModel dense ? [new("layers", string.Join(", ", dense.Shape.Widths))] : Array.Empty<KeyValuePair<string, string>>(),
        new("schema id", Model.Schema.Id.ToString("x8", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Wraps a model.</summary>
    public static EnsembleTeacher Of(BinModel model) => new()
    {
        Model = model,
        Origin = new TeacherOrigin("Endcap", "", model is DenseModel ? DenseFile.Format : ModelFile.Format),
        Task = ObjectiveNames.Parse(model.Objective) switch
        {
            Objective.Logistic => TeacherTask.Binary,
            Objective.Squared => TeacherTask.Regression,
            _ => TeacherTask.Ranking,
        },
        Inputs = [.. model.Schema.Features.Select(InputOf)],
        RawNames = ["raw"],
        OutputNames = ["prediction"],
    };

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new Scorer(Model);

    private static TeacherInput InputOf(Feature feature) => feature.Kind switch
    {
        FeatureKind.Categorical => new TeacherInput(feature.Name)
        {
            IsCategory = true,
            Categories = feature.Categories,
            CodeOf = text => Array.IndexOf(feature.Categories, text),
        },
        FeatureKind.Flag => new TeacherInput(feature.Name)
        {
            CodeOf = text => Cell.TryFlag(Encoding.UTF8.GetBytes(text), out bool flag) ? flag ? 1 : 0 : throw new FormatException(),
        },
        _ => new TeacherInput(feature.Name),
    };

    private sealed class Scorer(BinModel model) : TeacherScorer
    {
        private readonly byte[] _bins = new byte[model.Schema.Features.Count];
        private readonly bool _logistic = model.Objective == Objective.Logistic.Name();

        public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
        {
            for (int f = 0; f < _bins.Length; f++) _bins[f] = Bin(model.Schema.Features[f], row[f]);
            double score = model.Score(_bins);
            raw.Fill(score);
            outputs.Fill(_logistic ? 1 / (1 + Math.Exp(-score)) : score);
        }

        private static byte Bin(Feature feature, double value) => feature.Kind != FeatureKind.Categorical ? feature.Bin(value)
            : value >= 0 && value < feature.Categories.Length ? (byte)value : feature.AbsentBin;
    }
}
