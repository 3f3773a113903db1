namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>How far an approximation is from a matrix.</summary>
/// <param name="MeanSquared">Mean squared error.</param>
/// <param name="Largest">Largest absolute error.</param>
/// <param name="SignalToNoise">10 log₁₀(Σ w² / Σ (w − ŵ)²) in dB: about 6 per bit. Infinite where nothing is lost.</param>
public readonly record struct QuantisationError(double MeanSquared, double Largest, double SignalToNoise)
{
    /// <summary>Compares two matrices.</summary>
    public static QuantisationError Of(Matrix weights, Matrix approximation)
    {
        double squared = weights.SquaredDistance(approximation), largest = 0;
        for (int i = 0; i < weights.Data.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)weights.Data[i] - approximation.Data[i]));
        double ratio = squared == 0 ? double.PositiveInfinity : 10 * Math.Log10(weights.SquaredNorm() / squared);
        return new QuantisationError(squared / Math.Max(weights.Data.Length, 1), largest, ratio);
    }
}
