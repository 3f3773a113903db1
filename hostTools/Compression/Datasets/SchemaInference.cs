using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Proposes a schema from the values in a CSV; the user edits it from there.</summary>
public static class SchemaInference
{
    /// <summary>
    /// Proposes a schema: quantile edges as short decimals, a bin for missing values where there are any, flags where a column
    /// has only 0/1, true/false or yes/no, categories for text. Columns that never vary go to the ignore list with a warning.
    /// Errors: E103–E109, E113, E114, E121, E122, E127, E132–E136.
    /// </summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="options">What the user says about the columns.</param>
    /// <param name="progress">Told the fraction read, 0…1, now and then; or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static SchemaProposal Propose(string path, InferenceOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using CsvRows rows = CsvRows.Open(path);
        var roles = new ColumnRoles(options, path, rows.Header);
        ColumnSummary[] columns = [.. rows.Header.Where(roles.IsFeature).Select(name => new ColumnSummary(name))];
        var label = new ColumnSummary(options.Label);
        long count = Summarise(rows, [.. columns, label], options, progress, cancellation);

        List<string> warnings = [.. InferenceWarnings.OfLabel(path, label, options.Group is not null)];
        var features = new List<Feature>();
        var ignore = new List<string>(options.Ignore);
        foreach (ColumnSummary column in columns)
        {
            FeatureScope scope = roles.Scope(column.Name);
            Feature feature = FeatureProposal.Make(column, scope, options.Categorical.Contains(column.Name), path);
            if (feature.BinCount < 2)
            {
                string always = column.Texts.FirstOrDefault() ?? "always missing";
                warnings.Add($"{path}: column {column.Name} never varies ({always}); it is on the schema's ignore list");
                ignore.Add(column.Name);
                continue;
            }

            if (column.VariesInGroupAt > 0 && scope is FeatureScope.Shopper or FeatureScope.Context)
                warnings.Add(InferenceWarnings.VariesInGroup(path, column, scope));
            features.Add(feature);
        }

        if (features.Count == 0) throw Catalogue.NoFeatures(path);
        warnings.AddRange(InferenceWarnings.OfCounts(path, features));
        warnings.AddRange(InferenceWarnings.OfContext(path, features));
        return new SchemaProposal(new Schema(options.Label, options.Group, ignore, features), warnings, count);
    }

    private static long Summarise(CsvRows rows, ColumnSummary[] columns, InferenceOptions options,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        int[] indices = [.. columns.Select(column => rows.IndexOf(column.Name))];
        int group = options.Group is null ? -1 : rows.IndexOf(options.Group);
        string? groupBefore = null;
        long count = 0;
        while (rows.Read())
        {
            if ((count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.Fraction);
            }

            string? groupNow = group < 0 ? null : rows.Text(group);
            bool sameGroup = groupNow is not null && groupNow == groupBefore;
            for (int i = 0; i < columns.Length; i++) columns[i].Add(rows.Text(indices[i]), rows.Line, sameGroup);
            groupBefore = groupNow;
            count++;
        }

        return count;
    }
}
