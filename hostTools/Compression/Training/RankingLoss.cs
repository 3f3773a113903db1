using System.Buffers;
using System.Numerics.Tensors;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;

namespace Endcap.Compression.Training;

/// <summary>
/// Σ w ln(1 + e^−(s_i − s_j)) over all pairs of a group with label_i &gt; label_j (RankNet, Burges et al. 2005).
/// The weight is 1 / n_i + 1 / n_j, n being how many rows of the group have another label than the row: what
/// XGBoost 1.7 gives a pair on average, which samples one opponent per row. LambdaRank multiplies it by the
/// change in NDCG that swapping the two rows would make (Burges 2010).
/// </summary>
internal sealed class RankingLoss : Loss
{
    private const int ChunkRows = 4096;

    /// <summary>Odds below this lose digits, so pairs of such rows are compared directly.</summary>
    private const double LeastOdds = 1e-290;

    private readonly BinnedDataset _data;
    private readonly bool _weighByNdcg;
    private readonly int[] _order; // [row place]: rows of each group by falling label, stable
    private readonly int[] _lower; // [row place]: first place in the group with a lower label
    private readonly double[] _share; // [row place]: 1 / n of the row, 0 where all labels are equal
    private readonly double[] _gain; // [row place]: 2^label − 1
    private readonly double[] _idealDcg; // [group]
    private readonly int[] _chunkStarts; // [chunk + 1]: groups

    public RankingLoss(BinnedDataset data, bool weighByNdcg)
    {
        _data = data;
        _weighByNdcg = weighByNdcg;
        _order = new int[data.RowCount];
        _lower = new int[data.RowCount];
        _share = new double[data.RowCount];
        _gain = new double[data.RowCount];
        _idealDcg = new double[data.GroupCount];
        var chunks = new List<int> { 0 };
        for (int g = 0; g < data.GroupCount; g++)
        {
            PrepareGroup(g);
            if (data.GroupStarts[g + 1] - data.GroupStarts[chunks[^1]] >= ChunkRows) chunks.Add(g + 1);
        }

        if (chunks[^1] != data.GroupCount) chunks.Add(data.GroupCount);
        _chunkStarts = [.. chunks];
    }

    public override double BaseScore => 0;

    public override int ChunkCount => _chunkStarts.Length - 1;

    public override (int First, int End) Units(int chunk) => (_chunkStarts[chunk], _chunkStarts[chunk + 1]);

    public override void Compute(int firstGroup, int endGroup, double[] scores, double[] gradient, double[] hessian)
    {
        int first = _data.GroupStarts[firstGroup], count = _data.GroupStarts[endGroup] - first;
        double[] buffer = ArrayPool<double>.Shared.Rent(4 * count);
        buffer.AsSpan(0, 4 * count).Clear();
        Span<double> odds = buffer.AsSpan(0, count), change = buffer.AsSpan(3 * count, count);
        Span<double> slopes = buffer.AsSpan(count, count), curves = buffer.AsSpan(2 * count, count);
        ExpOfGroups(scores, firstGroup, endGroup, odds);
        for (int g = firstGroup; g < endGroup; g++) AddPairs(g, first, scores, odds, change, slopes, curves);
        for (int i = 0; i < count; i++)
        {
            gradient[_order[first + i]] = slopes[i];
            hessian[_order[first + i]] = curves[i];
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private void PrepareGroup(int g)
    {
        int first = _data.GroupStarts[g], end = _data.GroupStarts[g + 1];
        float[] labels = _data.Labels;
        for (int row = first; row < end; row++) _order[row] = row;
        _order.AsSpan(first, end - first).Sort((a, b) => labels[b].CompareTo(labels[a]) is not 0 and int c ? c : a.CompareTo(b));
        for (int place = first; place < end;)
        {
            int next = place + 1;
            while (next < end && labels[_order[next]] == labels[_order[place]]) next++;
            int others = end - first - (next - place);
            for (; place < next; place++)
            {
                _lower[place] = next;
                _share[place] = others == 0 ? 0 : 1.0 / others;
            }
        }

        for (int place = first; place < end; place++)
        {
            _gain[place] = RankingMetrics.Gain(labels[_order[place]]);
            _idealDcg[g] += _gain[place] * RankingMetrics.Discount(place - first);
        }
    }

    /// <summary>[place]: e^(score − best score of the group), so that a pair's probability is one division.</summary>
    private void ExpOfGroups(double[] scores, int firstGroup, int endGroup, Span<double> odds)
    {
        int first = _data.GroupStarts[firstGroup];
        for (int g = firstGroup; g < endGroup; g++)
        {
            double best = double.NegativeInfinity;
            int start = _data.GroupStarts[g], end = _data.GroupStarts[g + 1];
            for (int row = start; row < end; row++) best = scores[row] > best ? scores[row] : best;
            for (int place = start; place < end; place++) odds[place - first] = scores[_order[place]] - best;
        }

        TensorPrimitives.Exp<double>(odds, odds);
    }

    /// <summary>Adds the derivatives of one group's pairs, by place: opponents of a row are neighbours there.</summary>
    private void AddPairs(int g, int first, double[] scores, Span<double> odds, Span<double> change, Span<double> slopes, Span<double> curves)
    {
        int end = _data.GroupStarts[g + 1];
        double[]? discounts = _weighByNdcg ? Discounts(scores, g) : null;
        bool farApart = TensorPrimitives.Min<double>(odds[(_data.GroupStarts[g] - first)..(end - first)]) < LeastOdds;
        for (int place = _data.GroupStarts[g]; place < end && _lower[place] < end; place++)
        {
            int lower = _lower[place];
            Range opponents = (lower - first)..(end - first);
            Span<double> weights = change[opponents];
            TensorPrimitives.Add(_share.AsSpan(lower, end - lower), _share[place], weights);
            if (discounts is not null) WeighByNdcg(g, place, discounts, weights);
            (double slope, double curve) = farApart
                ? PairDerivatives.Add(1, OddsAgainst(scores, place, end), weights, slopes[opponents], curves[opponents])
                : PairDerivatives.Add(odds[place - first], odds[opponents], weights, slopes[opponents], curves[opponents]);
            slopes[place - first] -= slope;
            curves[place - first] += curve;
        }
    }

    /// <summary>[opponent of a place]: e^(its score − the place's own); for groups whose scores span hundreds. Rare, so it may allocate.</summary>
    private double[] OddsAgainst(double[] scores, int place, int end)
    {
        const double Most = 700; // e^700 is still finite
        double own = scores[_order[place]];
        return [.. Enumerable.Range(_lower[place], end - _lower[place]).Select(j => Math.Exp(Math.Min(scores[_order[j]] - own, Most)))];
    }

    /// <summary>[place in group]: the discount of the rank that the row has by its score.</summary>
    private double[] Discounts(double[] scores, int g)
    {
        int start = _data.GroupStarts[g], end = _data.GroupStarts[g + 1];
        int[] ranked = RankingMetrics.Rank(scores.AsSpan(start, end - start));
        var byRow = new double[end - start];
        for (int rank = 0; rank < byRow.Length; rank++) byRow[ranked[rank]] = RankingMetrics.Discount(rank);
        var byPlace = new double[end - start];
        for (int place = start; place < end; place++) byPlace[place - start] = byRow[_order[place] - start];
        return byPlace;
    }

    private void WeighByNdcg(int g, int place, double[] discounts, Span<double> weights)
    {
        int start = _data.GroupStarts[g], lower = _lower[place];
        for (int j = 0; j < weights.Length; j++)
        {
            double gain = _gain[place] - _gain[lower + j];
            weights[j] *= Math.Abs(gain * (discounts[place - start] - discounts[lower + j - start])) / _idealDcg[g];
        }
    }
}
