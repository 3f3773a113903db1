using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>
/// Finds a node's best split from its histogram. Equal gains: the lower feature, then the lower threshold, then
/// missing to the right. Bins that no row of the node has go right, so unseen values are deterministic.
/// </summary>
internal sealed class SplitFinder(
    IReadOnlyList<Feature> features, FeatureBundles bundles, GradientSums sums, TrainerOptions options, UsedSplits used)
{
    /// <summary>Less gain than this is rounding (XGBoost's bound).</summary>
    private const double MinGain = 1e-6;

    private readonly bool _bounded = features.Any(feature => feature.Monotone != 0);
    private readonly bool[] _sampled = new bool[features.Count];

    /// <summary>Allows these features only, until the next call.</summary>
    public void SetColumns(int[] columns)
    {
        Array.Clear(_sampled);
        foreach (int column in columns) _sampled[column] = true;
    }

    /// <summary>The best split of a node on the features from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public Split Find(GrowingNode node, int first, int end)
    {
        Split best = Split.None;
        double parentGain = ParentGain(node);
        for (int f = first; f < end; f++)
        {
            if (!_sampled[f] || !bundles.Varies[f] || !MayUse(node, f)) continue;
            var scan = new SplitScan(node, sums, options, _bounded ? features[f].Monotone : 0, _bounded)
            {
                // What a candidate's sum of gains has to exceed, on top of its own threshold penalty.
                Floor = parentGain + used.FeaturePenalty(f), Feature = f, BestGain = best.Gain,
            };
            ReadOnlySpan<long> bins = node.Histogram.AsSpan(2 * bundles.Offsets[f], 2 * bundles.BinCounts[f]);
            if (features[f].Kind == FeatureKind.Categorical) CategoricalSplits.Scan(bins, ref scan, used);
            else if (_bounded || used.PenalisesThresholds) ScanThresholds(bins, features[f], ref scan);
            else ScanThresholdsAtOnce(bins, features[f], node, ref scan);
            if (scan.BestGain > best.Gain) best = scan.Best(features[f]);
        }

        return best.Gain > MinGain && best.Gain >= options.Gamma ? best : Split.None;
    }

    private double ParentGain(GrowingNode node)
    {
        double gradient = node.Gradient * sums.GradientUnit, hessian = node.Hessian * sums.HessianUnit;
        if (!_bounded) return LeafMath.Gain(gradient, hessian, options.Lambda);
        double value = LeafMath.Value(gradient, hessian, options.Lambda, node.Lower, node.Upper);
        return LeafMath.GainOfValue(gradient, hessian, options.Lambda, value);
    }

    private bool MayUse(GrowingNode node, int feature) =>
        features[feature].Scope == FeatureScope.Item
        || node.PathFeatures.Length < options.MaxNonItemFeaturesOnPath
        || node.PathFeatures.AsSpan().Contains(feature);

    private void ScanThresholdsAtOnce(ReadOnlySpan<long> bins, Feature feature, GrowingNode node, ref SplitScan scan)
    {
        int last = feature.ValueBins - 1;
        (long G, long H) missing = feature.HasMissingBin ? (bins[2 * last + 2], bins[2 * last + 3]) : (0, 0);
        bool anyMissing = (missing.G | missing.H) != 0;
        // With missing rows, "all values left, missing right" is a split as well.
        TryBest(bins[..(2 * (anyMissing ? last + 1 : last))], (0, 0), ref scan);
        if (anyMissing) TryBest(bins[..(2 * last)], missing, ref scan);

        void TryBest(ReadOnlySpan<long> valueBins, (long G, long H) alwaysLeft, ref SplitScan scan)
        {
            int threshold = ThresholdScan.FindBest(valueBins, alwaysLeft, (node.Gradient, node.Hessian),
                (sums.GradientUnit, sums.HessianUnit), options.Lambda, options.MinChildWeight, out (long G, long H) left);
            if (threshold >= 0) scan.Try(left.G, left.H, threshold, 0, missingLeft: alwaysLeft != (0, 0));
        }
    }

    /// <summary>One by one: for monotone bounds and threshold penalties.</summary>
    private void ScanThresholds(ReadOnlySpan<long> bins, Feature feature, ref SplitScan scan)
    {
        int last = feature.ValueBins - 1;
        long missingGradient = 0, missingHessian = 0;
        if (feature.HasMissingBin) (missingGradient, missingHessian) = (bins[2 * last + 2], bins[2 * last + 3]);
        bool anyMissing = (missingGradient | missingHessian) != 0;
        long gradient = 0, hessian = 0;
        // With missing rows, "all values left, missing right" is a split as well.
        for (int threshold = 0; threshold < (anyMissing ? last + 1 : last); threshold++)
        {
            long binGradient = bins[2 * threshold], binHessian = bins[2 * threshold + 1];
            gradient += binGradient;
            hessian += binHessian;
            // An empty bin repeats the split before it, unless its threshold may be cheaper.
            if ((binGradient | binHessian) == 0 && !used.PenalisesThresholds) continue;
            double penalty = used.PenalisesThresholds ? used.ThresholdPenalty(scan.Feature, threshold) : 0;
            scan.Try(gradient, hessian, threshold, penalty, missingLeft: false);
            if (anyMissing && threshold < last && (gradient | hessian) != 0)
            {
                scan.Try(gradient + missingGradient, hessian + missingHessian, threshold, penalty, missingLeft: true);
            }
        }
    }
}
