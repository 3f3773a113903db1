using Endcap.Compression.Datasets;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>Metrics of the first k rows of each group, ranked as <see cref="RankingMetrics"/> ranks.</summary>
public static class CutoffMetrics
{
    /// <summary>Mean share of a group's positives among its first <paramref name="cutoff"/>, over groups with a positive; NaN if none has.</summary>
    public static double Recall(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> groupStarts, int cutoff)
    {
        double sum = 0;
        int groups = 0;
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            ReadOnlySpan<float> relevance = labels[groupStarts[g]..groupStarts[g + 1]];
            int positives = 0, found = 0;
            foreach (float value in relevance) positives += value > 0 ? 1 : 0;
            if (positives == 0) continue;
            foreach (int row in First(scores[groupStarts[g]..groupStarts[g + 1]], cutoff)) found += relevance[row] > 0 ? 1 : 0;
            sum += (double)found / positives;
            groups++;
        }

        return sum / groups;
    }

    /// <summary>Share of the catalogue's products that are among the first <paramref name="cutoff"/> of some group.</summary>
    /// <param name="scores">[row].</param>
    /// <param name="products">[row]: number of its product; see <see cref="ProductsOf"/>.</param>
    /// <param name="groupStarts">[group + 1].</param>
    /// <param name="cutoff">1 or more.</param>
    public static double Coverage(ReadOnlySpan<double> scores, ReadOnlySpan<int> products, ReadOnlySpan<int> groupStarts, int cutoff)
    {
        var shown = new HashSet<int>();
        for (int g = 0; g + 1 < groupStarts.Length; g++)
            foreach (int row in First(scores[groupStarts[g]..groupStarts[g + 1]], cutoff)) shown.Add(products[groupStarts[g] + row]);
        return (double)shown.Count / products.ToArray().Distinct().Count();
    }

    /// <summary>
    /// [row]: which product it is. Rows are of one product when their categorical item features are equal; when there are
    /// none, when all item features are. Null without item features.
    /// </summary>
    public static int[]? ProductsOf(BinnedDataset data)
    {
        int[] items = [.. Enumerable.Range(0, data.Columns.Length).Where(f => data.Schema.Features[f].Scope == FeatureScope.Item)];
        int[] named = [.. items.Where(f => data.Schema.Features[f].Kind == FeatureKind.Categorical)];
        if (named.Length > 0) items = named;
        if (items.Length == 0) return null;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] products = new int[data.RowCount];
        for (int row = 0; row < products.Length; row++)
        {
            string key = string.Concat(items.Select(f => (char)data.Columns[f][row]));
            if (!numbers.TryGetValue(key, out products[row])) numbers[key] = products[row] = numbers.Count;
        }

        return products;
    }

    private static ReadOnlySpan<int> First(ReadOnlySpan<double> scores, int cutoff) =>
        RankingMetrics.Rank(scores).AsSpan(0, Math.Min(cutoff, scores.Length));
}
