using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Endcap.Compression.Training;

/// <summary>
/// The gains of all thresholds of one feature at once, four a step. Elementwise arithmetic only, so the vector
/// width of the machine does not change a bit of the result. For nodes without monotone bounds.
/// </summary>
internal static class ThresholdScan
{
    private const int MaxBins = 256;

    /// <summary>The threshold with the largest sum of both children's gains; the lowest of equals; −1 if no threshold is allowed.</summary>
    /// <param name="bins">[2 × bin]: the histogram of the value bins that may be split after.</param>
    /// <param name="left">Gradient and Hessian that go left whatever the threshold.</param>
    /// <param name="node">Gradient and Hessian of the node.</param>
    /// <param name="units">What a step of either is worth.</param>
    /// <param name="lambda">L2 penalty.</param>
    /// <param name="minChildWeight">Least Hessian of a child.</param>
    /// <param name="leftSums">The sums of the left child at that threshold.</param>
    [SkipLocalsInit]
    public static int FindBest(ReadOnlySpan<long> bins, (long G, long H) left, (long G, long H) node, (double G, double H) units,
        double lambda, double minChildWeight, out (long G, long H) leftSums)
    {
        Span<double> gradient = stackalloc double[MaxBins + 3], hessian = stackalloc double[MaxBins + 3];
        Span<int> threshold = stackalloc int[MaxBins];
        int count = 0;
        leftSums = left;
        for (int bin = 0; 2 * bin < bins.Length; bin++)
        {
            long binGradient = bins[2 * bin], binHessian = bins[2 * bin + 1];
            left.G += binGradient;
            left.H += binHessian;
            (gradient[count], hessian[count], threshold[count]) = (left.G, left.H, bin);
            // An empty bin repeats the split before it: the next bin takes its place. Small nodes have few others.
            count += (binGradient | binHessian) != 0 ? 1 : 0;
        }

        Gains(gradient, hessian, count, (node.G, node.H), units, lambda, minChildWeight);
        int best = count == 0 ? -1 : TensorPrimitives.IndexOfMax<double>(gradient[..count]);
        if (best < 0 || double.IsNegativeInfinity(gradient[best])) return -1;
        best = threshold[best];
        for (int bin = 0; bin <= best; bin++) leftSums = (leftSums.G + bins[2 * bin], leftSums.H + bins[2 * bin + 1]);
        return best;
    }

    /// <summary>Replaces left gradients by the sums of both children's gains, −∞ where a child weighs too little.</summary>
    private static void Gains(Span<double> gradient, Span<double> hessian, int count, (double G, double H) node,
        (double G, double H) units, double lambda, double minChildWeight)
    {
        Vector256<double> none = Vector256.Create(double.NegativeInfinity), penalty = Vector256.Create(lambda);
        Vector256<double> least = Vector256.Create(Math.Max(minChildWeight, double.Epsilon));
        Vector256<double> nodeGradient = Vector256.Create(node.G), nodeHessian = Vector256.Create(node.H);
        for (int bin = 0; bin < count; bin += Vector256<double>.Count)
        {
            Vector256<double> leftG = Vector256.Create<double>(gradient[bin..]), leftH = Vector256.Create<double>(hessian[bin..]);
            Vector256<double> rightG = (nodeGradient - leftG) * units.G, rightH = (nodeHessian - leftH) * units.H;
            leftG *= units.G;
            leftH *= units.H;
            Vector256<double> gain = leftG * leftG / (leftH + penalty) + rightG * rightG / (rightH + penalty);
            Vector256<double> allowed = Vector256.GreaterThanOrEqual(leftH, least) & Vector256.GreaterThanOrEqual(rightH, least);
            Vector256.ConditionalSelect(allowed, gain, none).CopyTo(gradient[bin..]);
        }
    }
}
