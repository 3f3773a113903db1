using System.Runtime.CompilerServices;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>
/// Splits of the bins of a categorical feature into two sets. For a convex loss the best two sets are a prefix and
/// the rest, once categories are sorted by gradient / Hessian (Fisher 1958); with few categories one against the
/// rest is tried too, which regularisation can favour. The missing bin is a category like the others.
/// </summary>
internal static class CategoricalSplits
{
    /// <summary>XGBoost's default bound for one against the rest.</summary>
    private const int FewCategories = 4;

    private const int MaxBins = 256;

    [SkipLocalsInit]
    public static void Scan(ReadOnlySpan<long> bins, ref SplitScan scan, UsedSplits used)
    {
        Span<int> order = stackalloc int[MaxBins];
        Span<double> ratios = stackalloc double[MaxBins];
        int present = 0;
        for (int bin = 0; 2 * bin < bins.Length; bin++)
        {
            if (bins[2 * bin + 1] <= 0) continue; // no row: goes right with the rest
            order[present] = bin;
            ratios[present++] = bins[2 * bin] / (double)bins[2 * bin + 1];
        }

        if (present < 2) return;
        ratios[..present].Sort(order[..present]);
        TryPrefixes(bins, order[..present], ref scan, used);
        if (present is > 2 and <= FewCategories) TryEachAlone(bins, order[..present], ref scan, used);
    }

    private static void TryPrefixes(ReadOnlySpan<long> bins, ReadOnlySpan<int> order, ref SplitScan scan, UsedSplits used)
    {
        long gradient = 0, hessian = 0;
        BinSet left = BinSet.Empty;
        foreach (int bin in order[..^1])
        {
            gradient += bins[2 * bin];
            hessian += bins[2 * bin + 1];
            left = left.With(bin);
            if (scan.Try(gradient, hessian, -1, used.ThresholdPenalty(scan.Feature, left), missingLeft: false)) scan.SetCategories(left);
        }
    }

    private static void TryEachAlone(ReadOnlySpan<long> bins, ReadOnlySpan<int> order, ref SplitScan scan, UsedSplits used)
    {
        foreach (int bin in order)
        {
            BinSet left = BinSet.Empty.With(bin);
            double penalty = used.ThresholdPenalty(scan.Feature, left);
            if (scan.Try(bins[2 * bin], bins[2 * bin + 1], -1, penalty, missingLeft: false)) scan.SetCategories(left);
        }
    }
}
