using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training.Dense;

/// <summary>Derivatives of the objective by the scores of one unit: a group of a ranking objective, a row of the others.</summary>
internal sealed class DenseLoss
{
    private readonly BinnedDataset _data;
    private readonly Objective _objective;
    private readonly Loss _loss;
    private readonly double[] _hessian; // not used by a first-order method

    public DenseLoss(BinnedDataset data, Objective objective, SoftTargets? soft)
    {
        (_data, _objective) = (data, objective);
        _loss = Loss.Create(data, objective, soft);
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
    public void Compute(int unit, double[] scores, double[] gradient) => _loss.Compute(unit, unit + 1, scores, gradient, _hessian);
}
