namespace Endcap.Compression.Datasets;

/// <summary>Chooses the bin edges of a numeric column from its distinct values and their counts.</summary>
public static class BinEdges
{
    /// <summary>
    /// Edges for at most <paramref name="mostBins"/> bins, none of them empty on these values: one bin per distinct value
    /// where there are few, else bins of about equal weight (quantiles). Every edge is a short decimal.
    /// </summary>
    /// <param name="values">Distinct, finite, ascending; at least one.</param>
    /// <param name="weights">[value]: how often it occurs, above 0.</param>
    /// <param name="mostBins">At least 1.</param>
    public static double[] Choose(ReadOnlySpan<double> values, ReadOnlySpan<long> weights, int mostBins)
    {
        var edges = new List<double>();
        long total = 0;
        foreach (long weight in weights) total += weight;

        // Edge k belongs where k/mostBins of the weight lie below. A heavy value swallows several edges: the bins that it
        // saves are cells and bytes saved on every label.
        long below = 0;
        for (int i = 0; i + 1 < values.Length; i++)
        {
            long before = below;
            below += weights[i];
            bool few = values.Length <= mostBins;
            if (few || below * mostBins / total > before * mostBins / total) edges.Add(ShortDecimal.Between(values[i], values[i + 1]));
        }

        return [.. edges];
    }

    /// <summary>The weighted median: the least value with at least half of the weight at or below it.</summary>
    public static double Median(ReadOnlySpan<double> values, ReadOnlySpan<long> weights)
    {
        long total = 0, sum = 0;
        foreach (long weight in weights) total += weight;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum * 2 >= total) return values[i];
        }

        return values[^1];
    }
}
