namespace Endcap.Compression.Tensors.Distillation;

/// <summary>How much a student learns from labels and how much from a teacher.</summary>
public sealed record DistillationOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="temperature">T above 0: how far the teacher's and the student's probabilities are softened.</param>
    /// <param name="alpha">0 … 1: share of the labels' loss; 0 follows the teacher only.</param>
    public DistillationOptions(double temperature = 2, double alpha = 0.5)
    {
        if (!(temperature > 0 && double.IsFinite(temperature)))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is above 0.");
        if (!(alpha is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A share is 0 … 1.");
        (Temperature, Alpha) = (temperature, alpha);
    }

    /// <summary>T.</summary>
    public double Temperature { get; }

    /// <summary>α, the share of the labels' loss.</summary>
    public double Alpha { get; }
}
