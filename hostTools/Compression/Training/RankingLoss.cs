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

    // The Hessian of one pair is w p (1 − p) [1 −1; −1 1], which twice its diagonal bounds from above:
    // with it, a Newton step on diagonal entries alone cannot overshoot.
    private const double DiagonalBound = 2;

    private readonly BinnedDataset _data;
    private readonly bool _weighByNdcg;
    private readonly int[] _order; // [row place]: rows of each group by falling label, stable
    private readonly int[] _lower; // [row place]: first place in the group with a lower label
    private readonly double[] _share; // [row]: 1 / n of the row, 0 where all labels are equal
    private readonly double[] _gain; // [row]: 2^label − 1
    private readonly double[] _idealDcg; // [group]
    private readonly int[] _chunkStarts; // [chunk + 1]: groups

    public RankingLoss(BinnedDataset data, bool weighByNdcg)
    {
        _data = data;
        _weighByNdcg = weighByNdcg;
        _order = new int[data.RowCount];
        _lower = new int[data.RowCount];
        _share = new double[data.RowCount];
        _gain = [.. data.Labels.Select(RankingMetrics.Gain)];
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

    public override void Compute(int chunk, double[] scores, double[] gradient, double[] hessian)
    {
        int firstGroup = _chunkStarts[chunk], endGroup = _chunkStarts[chunk + 1];
        int first = _data.GroupStarts[firstGroup], count = _data.GroupStarts[endGroup] - first;
        gradient.AsSpan(first, count).Clear();
        hessian.AsSpan(first, count).Clear();
        double[] odds = ArrayPool<double>.Shared.Rent(count);
        int[]? ranks = _weighByNdcg ? ArrayPool<int>.Shared.Rent(count) : null;
        ExpOfGroups(scores, firstGroup, endGroup, odds.AsSpan(0, count));
        for (int g = firstGroup; g < endGroup; g++)
        {
            if (ranks is not null) RankGroup(scores, g, ranks.AsSpan(_data.GroupStarts[g] - first));
            AddPairs(g, first, scores, odds, ranks, gradient, hessian);
        }

        ArrayPool<double>.Shared.Return(odds);
        if (ranks is not null) ArrayPool<int>.Shared.Return(ranks);
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
                _share[_order[place]] = others == 0 ? 0 : 1.0 / others;
            }
        }

        for (int place = first; place < end; place++) _idealDcg[g] += _gain[_order[place]] * RankingMetrics.Discount(place - first);
    }

    /// <summary>e^(score − best score of the group), so that a pair's probability is one division.</summary>
    private void ExpOfGroups(double[] scores, int firstGroup, int endGroup, Span<double> odds)
    {
        int first = _data.GroupStarts[firstGroup];
        for (int g = firstGroup; g < endGroup; g++)
        {
            double best = double.NegativeInfinity;
            int start = _data.GroupStarts[g], end = _data.GroupStarts[g + 1];
            for (int row = start; row < end; row++) best = Math.Max(best, scores[row]);
            for (int row = start; row < end; row++) odds[row - first] = scores[row] - best;
        }

        TensorPrimitives.Exp<double>(odds, odds);
    }

    private void RankGroup(double[] scores, int g, Span<int> ranks)
    {
        int start = _data.GroupStarts[g], end = _data.GroupStarts[g + 1];
        int[] ranked = RankingMetrics.Rank(scores.AsSpan(start, end - start));
        for (int rank = 0; rank < end - start; rank++) ranks[ranked[rank]] = rank;
    }

    private void AddPairs(int g, int first, double[] scores, double[] odds, int[]? ranks, double[] gradient, double[] hessian)
    {
        int end = _data.GroupStarts[g + 1];
        for (int place = _data.GroupStarts[g]; place < end; place++)
        {
            int i = _order[place];
            double gradientSum = 0, hessianSum = 0;
            for (int lower = _lower[place]; lower < end; lower++)
            {
                int j = _order[lower];
                double sum = odds[i - first] + odds[j - first];
                // P(j before i). Both odds vanish only when both scores are hundreds below the group's best.
                double wrong = sum > 1e-290 ? odds[j - first] / sum : 1 / (1 + Math.Exp(scores[i] - scores[j]));
                double weight = _share[i] + _share[j];
                if (ranks is not null) weight *= NdcgChange(g, i, j, ranks[i - first], ranks[j - first]);
                double slope = weight * wrong, curve = DiagonalBound * weight * Math.Max(wrong * (1 - wrong), MinHessian);
                gradientSum += slope;
                hessianSum += curve;
                gradient[j] += slope;
                hessian[j] += curve;
            }

            gradient[i] -= gradientSum;
            hessian[i] += hessianSum;
        }
    }

    private double NdcgChange(int g, int i, int j, int rankI, int rankJ) =>
        Math.Abs((_gain[i] - _gain[j]) * (RankingMetrics.Discount(rankI) - RankingMetrics.Discount(rankJ))) / _idealDcg[g];
}
