namespace Endcap.Compression.Evaluation;

/// <summary>How alike two rankings of the same products are.</summary>
public static class RankAgreement
{
    /// <summary>The index of the largest score; of equal scores the lowest index, as on the label.</summary>
    public static int Best(ReadOnlySpan<double> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best]) best = i;
        return best;
    }

    /// <summary>
    /// Kendall's tau-b: (concordant − discordant) / √((pairs − ties in a)(pairs − ties in b)); 1 for the same order.
    /// 1 when both rank nothing (all tied), 0 when only one does.
    /// </summary>
    public static double KendallTau(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        long difference = 0, untiedA = 0, untiedB = 0;
        for (int i = 0; i < a.Length; i++)
            for (int j = i + 1; j < a.Length; j++)
            {
                int signA = a[i].CompareTo(a[j]), signB = b[i].CompareTo(b[j]);
                difference += signA * signB;
                untiedA += Math.Abs(signA);
                untiedB += Math.Abs(signB);
            }

        if (untiedA == 0 || untiedB == 0) return untiedA == untiedB ? 1 : 0;
        return difference / Math.Sqrt((double)untiedA * untiedB);
    }
}
