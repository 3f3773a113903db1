using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Kernel;

namespace Endcap.Compression.Datasets;

/// <summary>What a proposed schema can be written for, but will fail with later or not mean what was thought.</summary>
internal static class InferenceWarnings
{
    /// <summary>Largest relevance that ranking takes.</summary>
    private const double MostRelevance = 31;

    /// <summary>A column of the shopper or the context that differs within a group.</summary>
    public static string VariesInGroup(string path, ColumnSummary column, FeatureScope scope) =>
        $"{path}:{column.VariesInGroupAt}: column {column.Name} differs between rows of one group, so it cannot be of scope " +
        $"{SchemaJson.Scopes[(int)scope]}: list it in --item (fixed per product), --affinity (shopper × product) or --ignore";

    /// <summary>More run-time features than a blob holds.</summary>
    public static IEnumerable<string> OfCounts(string path, IReadOnlyCollection<Feature> features)
    {
        int shared = features.Count(feature => feature.Scope is FeatureScope.Shopper or FeatureScope.Context);
        int affinity = features.Count(feature => feature.Scope is FeatureScope.Affinity);
        if (shared > BlobLayout.MaxShared)
            yield return TooMany(path, shared, "shopper and context", BlobLayout.MaxShared, "--ignore, --item or --affinity");
        if (affinity > BlobLayout.MaxAffinity) yield return TooMany(path, affinity, "affinity", BlobLayout.MaxAffinity, "--ignore or --item");
    }

    /// <summary>Context features that a label cannot fill in: it knows some names only (BLOB.md, Features).</summary>
    public static IEnumerable<string> OfContext(string path, IEnumerable<Feature> features) =>
        features.Where(feature => feature.Scope == FeatureScope.Context && !KnownToLabel(feature)).Select(feature =>
            Text($"{path}: a label does not know the context feature {feature.Name} and takes its absent bin for ever; it knows hour, weekday (0 = Monday), day and month as numbers and weekend as a flag"));

    private static bool KnownToLabel(Feature feature) => feature.Kind switch
    {
        FeatureKind.Numeric => feature.Name is "hour" or "weekday" or "day" or "month" or "weekend",
        FeatureKind.Flag => feature.Name == "weekend",
        _ => false,
    };

    /// <summary>Labels that training will refuse, or take for something else than yes and no.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="ranking">Whether the schema has a group.</param>
    public static IEnumerable<string> OfLabel(string path, ColumnSummary label, bool ranking)
    {
        if (label.Missing > 0)
            yield return Text($"{path}: the label {label.Name} is missing in {label.Missing} rows; training needs one in each");
        if (label.FirstText() is { } text)
        {
            yield return Text($"{path}:{label.FirstLine(text)}: the label {label.Name} is \"{Catalogue.Short(text)}\"; training takes numbers only: write 0 and 1");
            yield break;
        }

        double[] values = label.Numbers().Values;
        if (values.Length == 1) yield return Text($"{path}: the label {label.Name} is {values[0]} in every row: there is nothing to learn");
        if (!ranking || Array.TrueForAll(values, value => value is 0 or 1)) yield break;
        double odd = values.FirstOrDefault(value => value is < 0 or > MostRelevance, values.First(value => value is not (0 or 1)));
        yield return odd is < 0 or > MostRelevance
            ? Text($"{path}: the label {label.Name} has the value {odd}; ranking takes 0 to {MostRelevance}: give another --label, or leave out --group and train with --objective squared")
            : Text($"{path}: the label {label.Name} has values besides 0 and 1, such as {odd}: ranking takes them as relevances, of which {odd} weighs 2^{odd} − 1");
    }

    private static string TooMany(string path, int count, string scope, int most, string options) =>
        Text($"{path}: {count} {scope} features are proposed; a blob holds {most}, so no shelf can be built from them: list some in {options}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
