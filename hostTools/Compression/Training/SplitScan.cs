using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>The best candidate so far among the splits of one node on one feature.</summary>
internal struct SplitScan(GrowingNode node, GradientSums sums, TrainerOptions options, int monotone, bool bounded)
{
    private readonly double _gradientUnit = sums.GradientUnit, _hessianUnit = sums.HessianUnit;
    private readonly double _lambda = options.Lambda, _minChildWeight = options.MinChildWeight;
    private readonly double _lower = node.Lower, _upper = node.Upper;
    private readonly long _gradient = node.Gradient, _hessian = node.Hessian;
    private readonly int _monotone = monotone;
    private readonly bool _bounded = bounded;
    private int _threshold;
    private bool _missingLeft;
    private BinSet _categories;
    private long _leftGradient, _leftHessian;

    /// <summary>Taken off every candidate's gain.</summary>
    public double Floor { get; init; }

    /// <summary>Feature number of the schema.</summary>
    public int Feature { get; init; }

    /// <summary>What a candidate has to exceed.</summary>
    public double BestGain { get; set; }

    /// <summary>Offers a candidate by its left child's sums.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Try(long leftGradient, long leftHessian, int threshold, double penalty, bool missingLeft)
    {
        long rightGradient = _gradient - leftGradient, rightHessian = _hessian - leftHessian;
        // A side without weight has no rows (or none that matters).
        if (leftHessian <= 0 || rightHessian <= 0) return false;
        double gain = GainOf(leftGradient * _gradientUnit, leftHessian * _hessianUnit,
            rightGradient * _gradientUnit, rightHessian * _hessianUnit) - Floor - penalty;
        if (!(gain > BestGain)) return false;
        (BestGain, _threshold, _missingLeft) = (gain, threshold, missingLeft);
        (_leftGradient, _leftHessian) = (leftGradient, leftHessian);
        return true;
    }

    /// <summary>Makes the candidate just accepted a categorical one.</summary>
    public void SetCategories(BinSet left) => (_categories, _threshold) = (left, -1);

    /// <summary>The best candidate; only after one was accepted.</summary>
    public readonly Split Best(Feature feature)
    {
        BinSet left = _threshold < 0 ? _categories : BinSet.FirstBins(_threshold + 1);
        if (_missingLeft) left = left.With(feature.ValueBins);
        return new Split
        {
            Gain = BestGain, Feature = Feature, Left = left, Threshold = _threshold,
            LeftGradient = _leftGradient, LeftHessian = _leftHessian,
        };
    }

    private readonly double GainOf(double leftGradient, double leftHessian, double rightGradient, double rightHessian)
    {
        if (leftHessian < _minChildWeight || rightHessian < _minChildWeight) return double.NegativeInfinity;
        if (!_bounded)
        {
            return leftGradient * leftGradient / (leftHessian + _lambda) + rightGradient * rightGradient / (rightHessian + _lambda);
        }

        double left = LeafMath.Value(leftGradient, leftHessian, _lambda, _lower, _upper);
        double right = LeafMath.Value(rightGradient, rightHessian, _lambda, _lower, _upper);
        if (_monotone * (right - left) < 0) return double.NegativeInfinity;
        return LeafMath.GainOfValue(leftGradient, leftHessian, _lambda, left)
            + LeafMath.GainOfValue(rightGradient, rightHessian, _lambda, right);
    }
}
