using Endcap.Compression.Models.Factors;
using Endcap.Compression.Quantisation.Factors;

namespace Endcap.Compression.Training.Factors;

/// <summary>
/// Vectors that are trained as the blob will have them: scores come from the rounded ones, steps move the exact ones, and where a
/// value is clipped no gradient passes (the straight-through estimator; Bengio et al. 2013, Jacob et al. 2018). Without a coding
/// the two are one array.
/// </summary>
/// <param name="exact">[row · rank + element]; changed in place.</param>
/// <param name="rank">Elements of a row.</param>
/// <param name="coding">How rows are rounded, or null: not at all.</param>
internal sealed class RoundedVectors(double[] exact, int rank, VectorCoding? coding = null)
{
    private QuantisedRows? _grid;

    /// <summary>What steps move.</summary>
    public double[] Exact => exact;

    /// <summary>What scores are computed from.</summary>
    public double[] Used { get; } = coding is null ? exact : [.. exact];

    /// <summary>Chooses levels and multipliers anew and rounds every row.</summary>
    public void Calibrate()
    {
        if (coding is null) return;
        _grid = QuantisedRows.Run(exact, rank, coding, byte.MaxValue, null);
        for (int row = 0; row < exact.Length / rank; row++) Round(row);
    }

    /// <summary>Moves an element up its gradient; the penalty pulls it to zero.</summary>
    public void Move(int row, int element, double gradient, double rate, double penalty)
    {
        int at = row * rank + element;
        if (_grid is not null && !_grid.Covers(row, exact[at])) gradient = 0;
        exact[at] += rate * (gradient - penalty * exact[at]);
    }

    /// <summary>Rounds a row after it moved.</summary>
    public void Round(int row)
    {
        if (_grid is null) return;
        for (int at = row * rank; at < (row + 1) * rank; at++) Used[at] = _grid.Nearest(row, exact[at]);
    }
}
