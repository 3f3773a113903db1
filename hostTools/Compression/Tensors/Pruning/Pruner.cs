namespace Endcap.Compression.Tensors.Pruning;

/// <summary>
/// Turns saliencies into masks. Of equally salient weights the later goes first; a NaN counts as least. As the order does
/// not depend on the sparsity, a sparser mask only takes more away.
/// </summary>
public static class Pruner
{
    /// <summary>Any weights of the whole matrix.</summary>
    /// <param name="saliency">[row][column].</param>
    /// <param name="sparsity">Share that goes, 0 … 1, rounded to whole weights.</param>
    public static PruneMask Unstructured(Matrix saliency, double sparsity)
    {
        bool[] kept = Keep(Array.ConvertAll(saliency.Data, one => (double)one), Kept(saliency.Data.Length, sparsity));
        return new PruneMask(saliency.Rows, saliency.Columns, kept);
    }

    /// <summary>Whole rows (outputs), by summed saliency.</summary>
    public static PruneMask Rows(Matrix saliency, double sparsity)
    {
        bool[] kept = Keep(Sums(saliency, byRow: true), Kept(saliency.Rows, sparsity));
        return Spread(saliency, (row, _) => kept[row]);
    }

    /// <summary>Whole columns (inputs), by summed saliency.</summary>
    public static PruneMask Columns(Matrix saliency, double sparsity)
    {
        bool[] kept = Keep(Sums(saliency, byRow: false), Kept(saliency.Columns, sparsity));
        return Spread(saliency, (_, column) => kept[column]);
    }

    /// <summary>The n most salient of every m neighbours in a row (Mishra et al. 2021); a shorter last group keeps at most n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ n ≤ m, m ≥ 1.</exception>
    public static PruneMask NOfM(Matrix saliency, int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, m);
        bool[] kept = new bool[saliency.Data.Length];
        for (int row = 0; row < saliency.Rows; row++)
            for (int from = 0; from < saliency.Columns; from += m)
            {
                float[] group = saliency.Row(row).Slice(from, Math.Min(m, saliency.Columns - from)).ToArray();
                Keep(Array.ConvertAll(group, one => (double)one), n).CopyTo(kept, row * saliency.Columns + from);
            }

        return new PruneMask(saliency.Rows, saliency.Columns, kept);
    }

    /// <summary>How many of <paramref name="count"/> stay at a sparsity.</summary>
    internal static int Kept(int count, double sparsity)
    {
        if (!(sparsity is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "A sparsity is 0 … 1.");
        return count - (int)Math.Round(count * sparsity);
    }

    private static bool[] Keep(double[] saliency, int count)
    {
        bool[] kept = new bool[saliency.Length];
        foreach (int i in Enumerable.Range(0, saliency.Length).OrderByDescending(i => saliency[i]).Take(count)) kept[i] = true;
        return kept;
    }

    private static double[] Sums(Matrix saliency, bool byRow)
    {
        double[] sums = new double[byRow ? saliency.Rows : saliency.Columns];
        for (int row = 0; row < saliency.Rows; row++)
            for (int column = 0; column < saliency.Columns; column++) sums[byRow ? row : column] += saliency[row, column];
        return sums;
    }

    private static PruneMask Spread(Matrix saliency, Func<int, int, bool> keeps)
    {
        bool[] kept = new bool[saliency.Data.Length];
        for (int i = 0; i < kept.Length; i++) kept[i] = keeps(i / saliency.Columns, i % saliency.Columns);
        return new PruneMask(saliency.Rows, saliency.Columns, kept);
    }
}
