using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.Importing;

/// <summary>Name, scope, kind and values of each input that an import uses, from the schema or the data.</summary>
internal sealed class ImportPlan
{
    /// <summary>The schema's label.</summary>
    public required string Label { get; init; }

    /// <summary>The schema's group, or null.</summary>
    public string? Group { get; init; }

    /// <summary>Columns of the data that are neither.</summary>
    public required IReadOnlyList<string> Ignore { get; init; }

    /// <summary>The inputs used.</summary>
    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    /// <summary>[input]: the data's column, or null without data.</summary>
    public int[]? DataColumns { get; init; }

    /// <summary>Whether inputs were taken by position although the model has names.</summary>
    public bool NamesIgnored { get; init; }

    /// <summary>What the user should look at.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Finds out about the inputs. Errors: E26x, E13x, those of a CSV.</summary>
    /// <param name="request">What the user says.</param>
    /// <param name="splits">[input]: splits on it; null: all inputs are used and the data proposes their bins.</param>
    /// <param name="progress">Told the fraction read, or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static ImportPlan Make(ImportRequest request, IReadOnlyList<TeacherSplit>[]? splits,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using CsvRows? rows = request.Data is null ? null : CsvRows.Open(request.Data);
        InferenceOptions says = request.Schema is { } known
            ? new InferenceOptions { Label = known.Label, Group = known.Group, Ignore = known.Ignore }
            : request.Columns;
        string[] header = rows?.Header ?? HeaderOf(request, says);
        string file = request.Data ?? request.File;
        ColumnRoles? roles = request.Schema is null ? new ColumnRoles(says, file, [.. header.Append(says.Label).Distinct()]) : null;
        string[] candidates = [.. header.Where(name => name != says.Label && name != says.Group && !says.Ignore.Contains(name))];
        (int[] matched, bool namesIgnored) = InputColumns.Match(request.Teacher.Inputs, candidates, file);
        string[] names = [.. matched.Select(column => candidates[column])];
        int[] used = [.. Enumerable.Range(0, names.Length).Where(i => splits is null || splits[i].Count > 0)];
        if (request.Schema is { } schema) CheckInSchema(schema, used.Select(i => names[i]));
        Dictionary<string, ColumnSummary> seen = rows is null ? [] : Summarise(rows, used.Select(i => names[i]), says.Group, progress, cancellation);
        var maker = new ImportColumns(request, roles, file);
        var plan = new ImportPlan
        {
            Label = says.Label,
            Group = says.Group,
            Ignore = [.. header, .. says.Ignore],
            Columns = [.. used.Select(i => maker.Make(i, names[i], splits?[i], seen.GetValueOrDefault(names[i])))],
            DataColumns = rows is null ? null : [.. names.Select(rows.IndexOf)],
            NamesIgnored = namesIgnored,
        };
        plan.Warnings.AddRange(maker.Warnings);
        return plan;
    }

    private static string[] HeaderOf(ImportRequest request, InferenceOptions says)
    {
        if (request.Schema is { } schema) return [.. schema.Features.Select(feature => feature.Name)];
        IEnumerable<string> names = request.Teacher.Inputs.Select((input, i) => input.Name ?? $"f{i}");
        return says.Group is null ? [.. names] : [.. names, says.Group];
    }

    private static void CheckInSchema(Schema schema, IEnumerable<string> names)
    {
        string[] missing = [.. names.Where(name => schema.Features.All(feature => feature.Name != name))];
        if (missing.Length > 0) throw Catalogue.InputsNotInSchema(missing, schema.Features.Select(feature => feature.Name));
    }

    private static Dictionary<string, ColumnSummary> Summarise(CsvRows rows, IEnumerable<string> names, string? group,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        ColumnSummary[] columns = [.. names.Select(name => new ColumnSummary(name))];
        int[] indices = [.. columns.Select(column => rows.IndexOf(column.Name))];
        int groupColumn = group is null ? -1 : rows.IndexOf(group);
        string? groupBefore = null;
        for (long count = 0; rows.Read(); count++)
        {
            if ((count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            string? groupNow = groupColumn < 0 ? null : rows.Text(groupColumn);
            bool sameGroup = groupNow is not null && groupNow == groupBefore;
            for (int c = 0; c < columns.Length; c++) columns[c].Add(rows.Text(indices[c]), rows.Line, sameGroup);
            groupBefore = groupNow;
        }

        return columns.ToDictionary(column => column.Name);
    }
}
