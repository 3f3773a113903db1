namespace Endcap.Compression.Evaluation.Cost;

/// <summary>A predicted duration. Never measured: show it only together with its assumptions.</summary>
/// <param name="MinMilliseconds">If the fast assumptions hold.</param>
/// <param name="MaxMilliseconds">If the slow assumptions hold.</param>
/// <param name="Assumptions">What the range rests on, as a sentence for reports.</param>
public sealed record LatencyEstimate(double MinMilliseconds, double MaxMilliseconds, string Assumptions);

/// <summary>
/// From cost units to milliseconds on a board. The units are those of opcode-costs.csv, where one add.i4 opcode is 1.00;
/// the whole statement <c>x = x + y</c> (two ldloc, add, stloc: four operations) is 2 × 1.20 + 1.00 + 0.85 = 4.25 units.
/// That statement is the unit of other tables of construct costs: do not mix the two.
/// </summary>
public static class DeviceSpeed
{
    // An ESP32 at 240 MHz interprets roughly this many IL operations per second; from one public report, ± a factor of two.
    private const double SlowOperationsPerSecond = 2e6;
    private const double FastOperationsPerSecond = 4e6;

    // The statement the rate is quoted for turns operations into units: 4.25 units are 4 operations.
    private const double UnitsPerOperation = 4.25 / 4;

    // Other cores at the same clock may be faster or slower by this factor: a guess, as nothing was reported for them.
    private const double OtherCoreFactor = 1.5;

    private const string ReferenceChip = "ESP32";
    private const int ReferenceMHz = 240;

    /// <summary>An estimate for an ESP32 at 240 MHz.</summary>
    public static LatencyEstimate Esp32(IlCost cost) => On(cost, ReferenceChip, ReferenceMHz);

    /// <summary>An estimate for a chip: in proportion to its clock, and a wider range where it is not an ESP32.</summary>
    /// <param name="cost">What is executed.</param>
    /// <param name="chip">"ESP32", "ESP32-C3" …</param>
    /// <param name="clockMHz">Clock, MHz.</param>
    public static LatencyEstimate On(IlCost cost, string chip, int clockMHz) => On(cost.Weighted, chip, clockMHz);

    /// <summary>The same for a cost that is known as a number.</summary>
    /// <param name="units">Weighted cost.</param>
    /// <param name="chip">"ESP32", "ESP32-C3" …</param>
    /// <param name="clockMHz">Clock, MHz.</param>
    public static LatencyEstimate On(double units, string chip, int clockMHz)
    {
        double clock = (double)clockMHz / ReferenceMHz, spread = chip == ReferenceChip ? 1 : OtherCoreFactor;
        return new LatencyEstimate(
            Milliseconds(units, FastOperationsPerSecond * clock * spread),
            Milliseconds(units, SlowOperationsPerSecond * clock / spread),
            Assumptions(chip, clockMHz));
    }

    private static string Assumptions(string chip, int clockMHz)
    {
        string text = $"estimate, not measured: {ReferenceChip} at {ReferenceMHz} MHz taken to interpret 2 to 4 million simple IL operations per second; ";
        if (clockMHz != ReferenceMHz) text += $"in proportion for {clockMHz} MHz; ";
        if (chip != ReferenceChip)
            text += FormattableString.Invariant($"the {chip}'s core taken to be up to {OtherCoreFactor} times as fast or as slow per clock; ");
        return text + "opcode weights measured on a PC, so a chip without a cache for code or with a soft double differs more";
    }

    private static double Milliseconds(double units, double operationsPerSecond) =>
        1000 * units / (operationsPerSecond * UnitsPerOperation);
}
