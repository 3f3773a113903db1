using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>Decides scope and kind of the columns of an import.</summary>
/// <param name="request">What the user says.</param>
/// <param name="roles">Scopes from the command line, or null with a schema.</param>
/// <param name="file">The data or the model, for messages.</param>
internal sealed class ImportColumns(ImportRequest request, ColumnRoles? roles, string file)
{
    private readonly List<string> _warnings = [];

    /// <summary>What the user should look at.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The column of one input. Errors: E132, E136, E269.</summary>
    /// <param name="input">The input's number.</param>
    /// <param name="name">The column.</param>
    /// <param name="splits">The splits on it, or null for a teacher without thresholds.</param>
    /// <param name="seen">Its values in the data, or null without data.</param>
    public ImportColumn Make(int input, string name, IReadOnlyList<TeacherSplit>? splits, ColumnSummary? seen)
    {
        TeacherInput teacher = request.Teacher.Inputs[input];
        Feature? proposed = request.Schema?.Features.First(feature => feature.Name == name) ?? Propose(teacher, name, seen);
        FeatureScope scope = proposed?.Scope ?? roles!.Scope(name);
        FeatureKind kind = proposed?.Kind ?? FeatureKind.Numeric;
        if (request.Schema is null && kind == FeatureKind.Flag && splits is not null && !PartsFlagsOnly(splits)) kind = FeatureKind.Numeric;
        if (seen is { VariesInGroupAt: > 0 } && scope is FeatureScope.Shopper or FeatureScope.Context)
            _warnings.Add(InferenceWarnings.VariesInGroup(file, seen!, scope));
        string[] categories = kind == FeatureKind.Categorical ? proposed!.Categories : [];
        (double[] values, long[] counts) = seen is null || kind != FeatureKind.Numeric ? ([], []) : seen.Numbers();
        return new ImportColumn(input, name, scope, kind)
        {
            Categories = categories,
            Codes = [.. categories.Select(text => CodeOf(teacher, name, text))],
            Values = values,
            Counts = counts,
            Proposed = proposed,
            ShortEdges = request.ShortEdges,
        };
    }

    private Feature? Propose(TeacherInput teacher, string name, ColumnSummary? seen)
    {
        FeatureScope scope = roles!.Scope(name);
        if (seen is not null)
        {
            bool texts = teacher.CodeOf is not null || request.Columns.Categorical.Contains(name);
            Feature feature = FeatureProposal.Make(seen, scope, texts, file);
            return feature.BinCount < 2 ? null : feature; // a constant column says nothing about its kind
        }

        return teacher.CodeOf is not null && teacher.Categories is { Count: > 0 } categories
            ? new Feature(name, scope, FeatureKind.Categorical, [], [.. categories], true)
            : null;
    }

    // 0 and 1 in the sample are flags only if the model does not look at other values.
    private bool PartsFlagsOnly(IReadOnlyList<TeacherSplit> splits)
    {
        var edges = new List<double>();
        foreach (TeacherSplit split in splits) ChangePoints.Add((TreeTeacher)request.Teacher, split.Tree, split.Node, edges);
        return edges.TrueForAll(edge => edge is > 0 and <= 1);
    }

    private static double CodeOf(TeacherInput input, string name, string text)
    {
        if (input.CodeOf is { } code) return code(text);
        return Cell.TryNumber(Encoding.UTF8.GetBytes(text), out double number) ? number : throw Catalogue.CategoryWithoutCode(name, text);
    }
}
