namespace Endcap.Compression.Tensors.Pruning;

/// <summary>
/// Sparsity over the steps of fine-tuning: s(t) = s_f + (s_i − s_f) (1 − (t − t₀) / (t₁ − t₀))^power, fast at first, when
/// redundant weights abound, slow at the end (Zhu and Gupta 2017, with power 3).
/// </summary>
public sealed record PolynomialSchedule
{
    /// <summary>Creates a schedule.</summary>
    /// <param name="initial">Sparsity up to the first step, 0 … 1.</param>
    /// <param name="target">Sparsity from the last step on, not below initial, at most 1.</param>
    /// <param name="firstStep">Step t₀.</param>
    /// <param name="lastStep">Step t₁, after t₀.</param>
    /// <param name="interval">The mask changes every so many steps, and at the last one.</param>
    /// <param name="power">Above 0; 1 is a straight line.</param>
    public PolynomialSchedule(double initial, double target, int firstStep, int lastStep, int interval = 1, double power = 3)
    {
        if (!(initial >= 0 && initial <= target && target <= 1))
            throw new ArgumentException($"Sparsity rises within 0 … 1, not from {initial} to {target}.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lastStep, firstStep);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        (Initial, Target, FirstStep, LastStep, Interval, Power) = (initial, target, firstStep, lastStep, interval, power);
    }

    /// <summary>Sparsity up to the first step.</summary>
    public double Initial { get; }

    /// <summary>Sparsity from the last step on.</summary>
    public double Target { get; }

    /// <summary>Step t₀.</summary>
    public int FirstStep { get; }

    /// <summary>Step t₁.</summary>
    public int LastStep { get; }

    /// <summary>Steps between two changes of the mask.</summary>
    public int Interval { get; }

    /// <summary>The exponent.</summary>
    public double Power { get; }

    /// <summary>The sparsity at a step.</summary>
    public double SparsityAt(int step)
    {
        double done = Math.Clamp((step - (double)FirstStep) / (LastStep - (double)FirstStep), 0, 1);
        return Target + (Initial - Target) * Math.Pow(1 - done, Power);
    }

    /// <summary>Whether to prune at a step.</summary>
    public bool Prunes(int step) =>
        step >= FirstStep && step <= LastStep && ((step - FirstStep) % Interval == 0 || step == LastStep);
}
