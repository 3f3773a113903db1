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
        long left = 0;
        foreach (long weight in weights) left += weight;

        long inBin = 0;
        for (int i = 0; i + 1 < values.Length; i++)
        {
            inBin += weights[i];
            int binsLeft = mostBins - edges.Count;
            if (binsLeft < 2) break;
            // As many values as bins left: one each. Else cut where the bin comes closest to its share of what is left,
            // so a value with much weight gets a bin of its own and the others share the rest evenly.
            bool few = values.Length <= mostBins;
            bool full = inBin + weights[i + 1] / 2.0 > (double)left / binsLeft;
            if (!few && !full) continue;
            edges.Add(ShortDecimal.Between(values[i], values[i + 1]));
            left -= inBin;
            inBin = 0;
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
