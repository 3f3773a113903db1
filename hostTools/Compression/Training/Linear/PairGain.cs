using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training.Linear;

/// <summary>
/// Which two features to multiply next: the pair whose cells, each moved by its own Newton step, would take most off the
/// loss, less what as many cells would take off by chance (the idea of FAST, Lou et al. 2013, on binned data).
/// </summary>
internal sealed class PairGain
{
    /// <summary>Cells of the largest pair: all bins of a shopper's feature by all of an item's.</summary>
    public const int MostCells = 16 * 256;

    private readonly BinnedDataset _data;
    private readonly WorkSharing _work;
    private readonly double _l2;
    private readonly List<(int First, int Second)> _candidates = [];

    /// <summary>Lists the pairs of features that vary.</summary>
    public PairGain(BinnedDataset data, IReadOnlyList<int> features, double l2, WorkSharing work)
    {
        (_data, _l2, _work) = (data, l2, work);
        for (int i = 0; i < features.Count; i++)
            for (int j = i + 1; j < features.Count; j++)
                if (BinsOf(features[i]) * BinsOf(features[j]) <= MostCells) _candidates.Add((features[i], features[j]));
    }

    /// <summary>Takes the best pair out of the list; null where none promises more than chance.</summary>
    public (int First, int Second)? Take(double[] gradient, double[] hessian)
    {
        double chance = Chance(gradient, hessian);
        var gains = new double[_candidates.Count];
        _work.For(gains.Length, 4L * gains.Length * gradient.Length, i => gains[i] = Gain(_candidates[i], gradient, hessian, chance));
        int best = -1;
        for (int i = 0; i < gains.Length; i++)
            if (gains[i] > 0 && (best < 0 || gains[i] > gains[best])) best = i;
        if (best < 0) return null;
        (int First, int Second) pair = _candidates[best];
        _candidates.RemoveAt(best);
        return pair;
    }

    private int BinsOf(int feature) => _data.Schema.Features[feature].BinCount;

    // What one cell gains on average where the pair means nothing: the variance of a gradient over its second derivative.
    private static double Chance(double[] gradient, double[] hessian)
    {
        double squares = 0, curves = 0;
        for (int row = 0; row < gradient.Length; row++)
        {
            squares += gradient[row] * gradient[row];
            curves += hessian[row];
        }

        return curves > 0 ? squares / curves : 0;
    }

    private double Gain((int First, int Second) pair, double[] gradient, double[] hessian, double chance)
    {
        var term = new LinearTerm(_data, pair.First, pair.Second);
        double[] gradients = term.Weights, hessians = new double[gradients.Length];
        term.Sum(gradient, hessian, gradients, hessians);
        double gain = 0;
        for (int cell = 0; cell < gradients.Length; cell++)
            if (hessians[cell] > 0) gain += LeafMath.Gain(gradients[cell], hessians[cell], _l2) - chance * hessians[cell] / (hessians[cell] + _l2);
        return gain;
    }
}
