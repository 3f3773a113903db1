using System.Text;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Proposes kind and bins of one column; see <see cref="SchemaInference"/>.</summary>
internal static class FeatureProposal
{
    /// <summary>The feature; with a single bin when the column never varies. Errors: E114, E132, E136.</summary>
    public static Feature Make(ColumnSummary column, FeatureScope scope, bool categorical, string file)
    {
        bool own = column.Missing > 0;
        if (column.Texts.Count == 0) return new Feature(column.Name, scope, FeatureKind.Numeric, [], [], false);
        if (categorical) return Categorical(column, scope, own, file);
        if (IsFlag(column)) return Flag(column, scope, own);
        if (column.FirstText() is not { } text) return Numeric(column, scope, own);
        // Mostly numbers: a slip of the pen rather than names.
        if (column.DistinctNumbers() * 2 > column.Texts.Count)
            throw Catalogue.TextAmongNumbers(file, column.FirstLine(text), column.Name, text);
        return Categorical(column, scope, own, file);
    }

    private static bool IsFlag(ColumnSummary column)
    {
        if (column.Texts.Count > 8) return false; // spellings of two values
        var seen = new HashSet<bool>();
        foreach (string text in column.Texts)
        {
            if (!Cell.TryFlag(Encoding.UTF8.GetBytes(text), out bool value)) return false;
            seen.Add(value);
        }

        return seen.Count == 2;
    }

    private static Feature Flag(ColumnSummary column, FeatureScope scope, bool own)
    {
        long balance = 0;
        foreach (string text in column.Texts)
            balance += Cell.TryFlag(Encoding.UTF8.GetBytes(text), out bool value) && value ? column.Count(text) : -column.Count(text);
        return new Feature(column.Name, scope, FeatureKind.Flag, [0.5], [], own, balance > 0 ? 1 : 0);
    }

    private static Feature Numeric(ColumnSummary column, FeatureScope scope, bool own)
    {
        (double[] values, long[] counts) = column.Numbers();
        double[] edges = BinEdges.Choose(values, counts, SchemaJson.MostBins(scope) - (own ? 1 : 0));
        byte median = new Feature(column.Name, scope, FeatureKind.Numeric, edges, [], false).Bin(BinEdges.Median(values, counts));
        return new Feature(column.Name, scope, FeatureKind.Numeric, edges, [], own, median);
    }

    private static Feature Categorical(ColumnSummary column, FeatureScope scope, bool own, string file)
    {
        int most = SchemaJson.MostBins(scope) - (own ? 1 : 0);
        string? text = column.FirstText();
        if (column.Texts.Count > most)
        {
            string sample = text ?? column.Texts.First();
            throw Catalogue.TooManyCategories(file, column.FirstLine(sample), column.Name, sample,
                SchemaJson.Scopes[(int)scope], column.Texts.Count, most);
        }

        string[] categories = [.. column.Texts];
        foreach (string category in categories)
            if (category.Any(char.IsControl))
                throw Catalogue.BadName($"{file}:{column.FirstLine(category)}: column {column.Name}", category);
        Array.Sort(categories, text is null ? CompareNumbers : StringComparer.Ordinal.Compare);
        string mostFrequent = categories.MaxBy(column.Count)!;
        return new Feature(column.Name, scope, FeatureKind.Categorical, [], categories, own, Array.IndexOf(categories, mostFrequent));
    }

    // Names that are numbers in the order people expect: 2 before 10; "1" and "1.0" stay two names.
    private static int CompareNumbers(string a, string b)
    {
        Cell.TryNumber(Encoding.UTF8.GetBytes(a), out double x);
        Cell.TryNumber(Encoding.UTF8.GetBytes(b), out double y);
        return x != y ? x.CompareTo(y) : StringComparer.Ordinal.Compare(a, b);
    }
}
