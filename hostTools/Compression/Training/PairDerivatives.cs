using System.Runtime.Intrinsics;

namespace Endcap.Compression.Training;

/// <summary>Derivatives of the weighted logistic loss of one row against its opponents, four a step.</summary>
internal static class PairDerivatives
{
    // The Hessian of one pair is w p (1 − p) [1 −1; −1 1], which twice its diagonal bounds from above:
    // with it, a Newton step on diagonal entries alone cannot overshoot.
    private const double DiagonalBound = 2;

    /// <summary>Adds to the opponents' derivatives; gives what the row's own gradient loses and its Hessian gains.</summary>
    /// <param name="own">e^score of the row; above 0.</param>
    /// <param name="odds">[opponent]: e^score, by the same factor.</param>
    /// <param name="weights">[opponent]: weight of the pair.</param>
    /// <param name="slopes">[opponent]: gradients to add to.</param>
    /// <param name="curves">[opponent]: Hessians to add to.</param>
    public static (double Slope, double Curve) Add(
        double own, ReadOnlySpan<double> odds, ReadOnlySpan<double> weights, Span<double> slopes, Span<double> curves)
    {
        Vector256<double> slopeSum = Vector256<double>.Zero, curveSum = Vector256<double>.Zero;
        int j = 0;
        for (; j + Vector256<double>.Count <= odds.Length; j += Vector256<double>.Count)
        {
            Vector256<double> other = Vector256.Create(odds[j..]), weight = Vector256.Create(weights[j..]);
            Vector256<double> wrong = other / (other + Vector256.Create(own));
            Vector256<double> slope = weight * wrong;
            Vector256<double> curve = DiagonalBound * Vector256.Max(slope * (Vector256<double>.One - wrong), Vector256.Create(Loss.MinHessian) * weight);
            (Vector256.Create<double>(slopes[j..]) + slope).CopyTo(slopes[j..]);
            (Vector256.Create<double>(curves[j..]) + curve).CopyTo(curves[j..]);
            slopeSum += slope;
            curveSum += curve;
        }

        double slopeTotal = Vector256.Sum(slopeSum), curveTotal = Vector256.Sum(curveSum);
        for (; j < odds.Length; j++)
        {
            double wrong = odds[j] / (odds[j] + own), slope = weights[j] * wrong;
            double curve = DiagonalBound * Math.Max(slope * (1 - wrong), Loss.MinHessian * weights[j]);
            slopes[j] += slope;
            curves[j] += curve;
            slopeTotal += slope;
            curveTotal += curve;
        }

        return (slopeTotal, curveTotal);
    }
}
