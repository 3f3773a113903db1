using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>
/// Which features and thresholds the ensemble uses already. A label stores each derived bin once, so a new one
/// has to earn its bytes: the penalty is taken off the gain (the idea of ToaD: re-use penalties while training).
/// </summary>
internal sealed class UsedSplits(TrainerOptions options, FeatureBundles bundles)
{
    private readonly bool[] _features = new bool[bundles.Columns.Length];
    private readonly bool[] _thresholds = new bool[bundles.TotalBins];
    private readonly HashSet<(int Feature, BinSet Left)> _categorical = [];

    /// <summary>Whether a threshold's penalty can differ from another's.</summary>
    public bool PenalisesThresholds { get; } = options.ThresholdPenalty > 0;

    /// <summary>What a split on the feature costs.</summary>
    public double FeaturePenalty(int feature) => _features[feature] ? 0 : options.FeaturePenalty;

    /// <summary>What a split after a value bin costs.</summary>
    public double ThresholdPenalty(int feature, int threshold) =>
        _thresholds[bundles.Offsets[feature] + threshold] ? 0 : options.ThresholdPenalty;

    /// <summary>What a categorical split costs.</summary>
    public double ThresholdPenalty(int feature, BinSet left) =>
        PenalisesThresholds && !_categorical.Contains((feature, left)) ? options.ThresholdPenalty : 0;

    /// <summary>Notes a split that was made.</summary>
    public void Add(in Split split)
    {
        _features[split.Feature] = true;
        if (split.Threshold >= 0) _thresholds[bundles.Offsets[split.Feature] + split.Threshold] = true;
        else if (PenalisesThresholds) _categorical.Add((split.Feature, split.Left));
    }
}
