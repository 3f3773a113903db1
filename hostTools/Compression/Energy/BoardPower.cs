namespace Endcap.Compression.Energy;

/// <summary>What the energy model must know of a board and of the shelf on it.</summary>
/// <param name="SleepMicroamps">Current in deep sleep, µA: least and most.</param>
/// <param name="AwakeMilliamps">Current while awake, mA: computing without the radio, and sending without a pause.</param>
/// <param name="HasLcd">An LCD that is lit while the label is awake, instead of e-paper.</param>
/// <param name="LoadSeconds">Loading the shelf's blob, estimated: least and most.</param>
/// <param name="RankSeconds">Ranking it once.</param>
public sealed record BoardPower((double Least, double Most) SleepMicroamps, (double Least, double Most) AwakeMilliamps, bool HasLcd,
    (double Least, double Most) LoadSeconds, (double Least, double Most) RankSeconds)
{
    /// <summary>Whether there is a panel at all; a beacon has none.</summary>
    public bool HasPanel { get; init; } = true;
}
