using Endcap.Compression.Datasets;
using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Compression.Training.Dense;

/// <summary>Derivatives of the objective by the scores of one unit: a group of a ranking objective, a row of the others.</summary>
internal sealed class DenseLoss
{
    private readonly BinnedDataset _data;
    private readonly Objective _objective;
    private readonly SoftTargets? _soft;
    private readonly Loss _loss;
    private readonly double[] _hessian; // not used by a first-order method

    public DenseLoss(BinnedDataset data, Objective objective, SoftTargets? soft)
    {
        (_data, _objective, _soft) = (data, objective, soft);
        if (soft is not null && soft.Scores.Length != data.RowCount) throw new ArgumentException("A soft target for each row.", nameof(soft));
        _loss = Loss.Create(data, objective);
        _hessian = new double[data.RowCount];
    }

    /// <summary>The score that training starts from.</summary>
    public double BaseScore => _loss.BaseScore;

    /// <summary>Number of units.</summary>
    public int Units => _objective.IsRanking() ? _data.GroupCount : _data.RowCount;

    /// <summary>The rows of a unit.</summary>
    public (int First, int End) Rows(int unit) =>
        _objective.IsRanking() ? (_data.GroupStarts[unit], _data.GroupStarts[unit + 1]) : (unit, unit + 1);

    /// <summary>Writes [row] derivatives for the rows of a unit. Units may be computed at the same time.</summary>
    public void Compute(int unit, double[] scores, double[] gradient)
    {
        if (_soft is null)
        {
            _loss.Compute(unit, unit + 1, scores, gradient, _hessian);
            return;
        }

        (int first, int end) = Rows(unit);
        if (_objective.IsRanking())
        {
            double[] labels = [.. _data.Labels[first..end].Select(label => (double)label)];
            DistillationLoss.Group(_soft.Options, scores.AsSpan(first..end), _soft.Scores.AsSpan(first..end), labels, gradient.AsSpan(first..end));
        }
        else if (_objective == Objective.Logistic)
        {
            DistillationLoss.Binary(_soft.Options, scores[first], _soft.Scores[first], _data.Labels[first], out gradient[first]);
        }
        else
        {
            DistillationLoss.Regression(_soft.Options, scores[first], _soft.Scores[first], _data.Labels[first], out gradient[first]);
        }
    }
}
