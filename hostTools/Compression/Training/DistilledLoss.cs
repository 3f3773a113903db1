using Endcap.Compression.Datasets;
using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Compression.Training;

/// <summary>
/// <see cref="DistillationLoss"/> as an objective of any family: labels and a teacher's scores, mixed. Second derivatives are
/// those of a row alone; of a softmax over a group twice that, which bounds the whole Hessian from above (its row sums are 0).
/// </summary>
internal sealed class DistilledLoss : Loss
{
    private readonly Loss _labels;
    private readonly BinnedDataset _data;
    private readonly Objective _objective;
    private readonly double[] _relevance;
    private readonly SoftTargets _soft;

    /// <param name="labels">The objective's own loss: its chunks are kept.</param>
    /// <param name="data">Rows and groups.</param>
    /// <param name="objective">What is learned.</param>
    /// <param name="soft">The teacher's word on each row.</param>
    public DistilledLoss(Loss labels, BinnedDataset data, Objective objective, SoftTargets soft)
    {
        if (soft.Scores.Length != data.RowCount) throw new ArgumentException("A soft target for each row.", nameof(soft));
        (_labels, _data, _objective, _soft) = (labels, data, objective, soft);
        _relevance = [.. data.Labels.Select(label => (double)label)];
    }

    /// <inheritdoc/>
    public override double BaseScore => _objective switch
    {
        Objective.Squared => Mix(_relevance.Average(), _soft.Scores.Average()),
        Objective.Logistic => Mix(_relevance.Average(), _soft.Scores.Average(score => 1 / (1 + Math.Exp(-score)))) is var share
            ? Math.Log(share / (1 - share)) : 0,
        _ => 0,
    };

    /// <inheritdoc/>
    public override int ChunkCount => _labels.ChunkCount;

    /// <inheritdoc/>
    public override (int First, int End) Units(int chunk) => _labels.Units(chunk);

    /// <inheritdoc/>
    public override void Compute(int first, int end, double[] scores, double[] gradient, double[] hessian)
    {
        for (int unit = first; unit < end; unit++)
        {
            if (_objective.IsRanking()) Group(_data.GroupStarts[unit].._data.GroupStarts[unit + 1], scores, gradient, hessian);
            else Row(unit, scores, out gradient[unit], out hessian[unit]);
        }
    }

    private void Row(int row, double[] scores, out double gradient, out double hessian)
    {
        if (_objective == Objective.Logistic)
        {
            DistillationLoss.Binary(_soft.Options, scores[row], _soft.Scores[row], _relevance[row], out gradient, out double curve);
            hessian = Math.Max(curve, MinHessian);
            return;
        }

        DistillationLoss.Regression(_soft.Options, scores[row], _soft.Scores[row], _relevance[row], out gradient);
        hessian = 1;
    }

    private void Group(Range rows, double[] scores, double[] gradient, double[] hessian)
    {
        Span<double> curves = hessian.AsSpan(rows);
        DistillationLoss.Group(_soft.Options, scores.AsSpan(rows), _soft.Scores.AsSpan(rows), _relevance.AsSpan(rows), gradient.AsSpan(rows), curves);
        for (int i = 0; i < curves.Length; i++) curves[i] = Math.Max(2 * curves[i], MinHessian);
    }

    private double Mix(double labels, double teacher) => _soft.Options.Alpha * labels + (1 - _soft.Options.Alpha) * teacher;
}
