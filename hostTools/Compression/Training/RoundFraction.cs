namespace Endcap.Compression.Training;

/// <summary>Tells training progress as the fraction of rounds done, 0…1.</summary>
/// <param name="fraction">Told after each round.</param>
public sealed class RoundFraction(IProgress<double> fraction) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) => fraction.Report((double)value.Round / value.Rounds);
}
