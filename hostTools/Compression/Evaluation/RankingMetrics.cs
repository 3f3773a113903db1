namespace Endcap.Compression.Evaluation;

/// <summary>How well scores order the rows of groups; see <see cref="RankingMetrics"/>.</summary>
/// <param name="Auc">Area under the ROC curve over all rows, positives are labels above 0; NaN with one class only.</param>
/// <param name="Top1">Share of groups whose first row is positive.</param>
/// <param name="Ndcg5">Mean NDCG of the first five.</param>
/// <param name="Recall5">Mean share of a group's positives among its first five.</param>
/// <param name="Mrr">Mean of 1 / rank of the first positive.</param>
/// <param name="Groups">Groups with a positive: the means are over these (NaN if there are none).</param>
/// <param name="SkippedGroups">Groups without any positive, left out of the means.</param>
public sealed record RankingReport(
    double Auc, double Top1, double Ndcg5, double Recall5, double Mrr, int Groups, int SkippedGroups);

/// <summary>
/// Ranking metrics over groups. Rows are ranked by falling score; equal scores by row order, lower first,
/// which is the label's own rule. A row is positive if its label is above 0.
/// </summary>
public static class RankingMetrics
{
    private const int Cutoff = 5;

    /// <summary>All metrics.</summary>
    /// <param name="scores">[row].</param>
    /// <param name="labels">[row]: relevance, 0 or more.</param>
    /// <param name="groupStarts">[group + 1]: first row of each group, then the row count.</param>
    public static RankingReport Evaluate(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> groupStarts)
    {
        double top1 = 0, ndcg = 0, recall = 0, mrr = 0;
        int groups = 0, skipped = 0;
        int[] order = [];
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            ReadOnlySpan<float> relevance = labels[groupStarts[g]..groupStarts[g + 1]];
            if (CountPositives(relevance) == 0)
            {
                skipped++;
                continue;
            }

            Rank(scores[groupStarts[g]..groupStarts[g + 1]], ref order);
            ReadOnlySpan<int> ranked = order.AsSpan(0, relevance.Length);
            groups++;
            top1 += relevance[ranked[0]] > 0 ? 1 : 0;
            ndcg += GroupNdcg(relevance, ranked, Cutoff);
            recall += GroupRecall(relevance, ranked, Cutoff);
            mrr += 1.0 / FirstPositiveRank(relevance, ranked);
        }

        return new RankingReport(BinaryMetrics.Auc(scores, labels),
            top1 / groups, ndcg / groups, recall / groups, mrr / groups, groups, skipped);
    }

    /// <summary>
    /// Mean NDCG of the first <paramref name="cutoff"/> rows over the groups that have a positive: gains
    /// 2^relevance − 1, discounts 1 / log2(rank + 1), ranks from 1 (Burges et al. 2005). NaN if no group has one.
    /// </summary>
    public static double Ndcg(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> groupStarts, int cutoff)
    {
        double sum = 0;
        int groups = 0;
        int[] order = [];
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            ReadOnlySpan<float> relevance = labels[groupStarts[g]..groupStarts[g + 1]];
            if (CountPositives(relevance) == 0) continue;
            Rank(scores[groupStarts[g]..groupStarts[g + 1]], ref order);
            sum += GroupNdcg(relevance, order.AsSpan(0, relevance.Length), cutoff);
            groups++;
        }

        return sum / groups;
    }

    /// <summary>The row numbers of one group in rank order: falling score, equal scores by lower row.</summary>
    public static int[] Rank(ReadOnlySpan<double> scores)
    {
        int[] order = [];
        Rank(scores, ref order);
        return order;
    }

    internal static double Gain(float relevance) => relevance is 0 or 1 ? relevance : Math.Pow(2, relevance) - 1;

    /// <summary>The discount of a rank counted from 0.</summary>
    internal static double Discount(int rank) => 1 / Math.Log2(rank + 2);

    private static void Rank(ReadOnlySpan<double> scores, ref int[] order)
    {
        if (order.Length < scores.Length) order = new int[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            if (i >= 64)
            {
                SortLong(scores, order);
                return;
            }

            int place = i;
            for (; place > 0 && scores[i] > scores[order[place - 1]]; place--) order[place] = order[place - 1];
            order[place] = i;
        }
    }

    private static void SortLong(ReadOnlySpan<double> scores, int[] order)
    {
        double[] keys = scores.ToArray();
        Span<int> rows = order.AsSpan(0, keys.Length);
        for (int i = 0; i < rows.Length; i++) rows[i] = i;
        rows.Sort((a, b) => keys[b].CompareTo(keys[a]) is not 0 and int c ? c : a.CompareTo(b));
    }

    private static int CountPositives(ReadOnlySpan<float> relevance)
    {
        int count = 0;
        foreach (float value in relevance) count += value > 0 ? 1 : 0;
        return count;
    }

    private static double GroupNdcg(ReadOnlySpan<float> relevance, ReadOnlySpan<int> ranked, int cutoff)
    {
        Span<double> ideal = relevance.Length <= 64 ? stackalloc double[relevance.Length] : new double[relevance.Length];
        double dcg = 0, best = 0;
        for (int i = 0; i < ideal.Length; i++) ideal[i] = -Gain(relevance[i]);
        ideal.Sort(); // negated, so falling gain
        for (int rank = 0; rank < Math.Min(cutoff, ideal.Length); rank++)
        {
            double discount = Discount(rank);
            dcg += Gain(relevance[ranked[rank]]) * discount;
            best -= ideal[rank] * discount;
        }

        return dcg / best;
    }

    private static double GroupRecall(ReadOnlySpan<float> relevance, ReadOnlySpan<int> ranked, int cutoff)
    {
        int found = 0;
        for (int rank = 0; rank < Math.Min(cutoff, ranked.Length); rank++) found += relevance[ranked[rank]] > 0 ? 1 : 0;
        return (double)found / CountPositives(relevance);
    }

    private static int FirstPositiveRank(ReadOnlySpan<float> relevance, ReadOnlySpan<int> ranked)
    {
        int rank = 0;
        while (relevance[ranked[rank]] <= 0) rank++;
        return rank + 1;
    }
}
