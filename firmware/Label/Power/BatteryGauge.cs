using Endcap.Protocol;

namespace Endcap.Label.Power;

/// <summary>
/// How full a battery of one lithium-polymer cell is, from its voltage. An assumption, not a measurement: the table below
/// is the usual one for a cell near rest at room temperature (4.20 V full, 3.27 V empty, flat around 3.8 V). A cold cell,
/// an old one or one under the radio's load shows less; expect ±10 percentage points, and more in the flat middle.
/// </summary>
public static class BatteryGauge
{
    /// <summary>
    /// Millivolts below which a reading is no battery: no chip runs there, so the pin is open, the divider is off or the
    /// board is fed otherwise.
    /// </summary>
    public const int LeastMillivolts = 2000;

    // The converter: 12 bits over the supply. The real one bends near both ends; its calibration is the driver's.
    private const int FullScaleCounts = 4095;
    private const int FullScaleMillivolts = 3300;

    /// <summary>Voltage of the battery.</summary>
    /// <param name="counts">What the converter read, 0 … 4095; beyond these the nearer one counts.</param>
    /// <param name="dividerTenths">Battery voltage over pin voltage in tenths, 10 … 150: 20 for two equal resistors, 49 for 390 kΩ over 100 kΩ.</param>
    /// <returns>Millivolts, rounded.</returns>
    public static int Millivolts(int counts, int dividerTenths)
    {
        if (counts < 0) counts = 0;
        if (counts > FullScaleCounts) counts = FullScaleCounts;
        return (counts * (FullScaleMillivolts / 10) * dividerTenths + FullScaleCounts / 2) / FullScaleCounts;
    }

    /// <summary>Whether a voltage can be a battery's; negative means that the board has no pin for it.</summary>
    public static bool IsMeasured(int millivolts)
    {
        return millivolts >= LeastMillivolts;
    }

    /// <summary>Charge that is left, 0 … 100 percent, or <see cref="StatusPacket.NoBattery"/>. Never falls as the voltage rises.</summary>
    /// <param name="millivolts">Voltage of the battery.</param>
    public static int Percent(int millivolts)
    {
        if (!IsMeasured(millivolts)) return StatusPacket.NoBattery;
        if (millivolts >= 4200) return 100;
        if (millivolts >= 4110) return Between(millivolts, 4110, 90, 4200, 100);
        if (millivolts >= 3950) return Between(millivolts, 3950, 70, 4110, 90);
        if (millivolts >= 3850) return Between(millivolts, 3850, 55, 3950, 70);
        if (millivolts >= 3800) return Between(millivolts, 3800, 40, 3850, 55);
        if (millivolts >= 3750) return Between(millivolts, 3750, 25, 3800, 40);
        if (millivolts >= 3690) return Between(millivolts, 3690, 10, 3750, 25);
        if (millivolts >= 3610) return Between(millivolts, 3610, 5, 3690, 10);
        if (millivolts >= 3270) return Between(millivolts, 3270, 0, 3610, 5);
        return 0;
    }

    // On the straight line between two points of the table, rounded down.
    private static int Between(int millivolts, int fromMillivolts, int fromPercent, int toMillivolts, int toPercent)
    {
        return fromPercent + (millivolts - fromMillivolts) * (toPercent - fromPercent) / (toMillivolts - fromMillivolts);
    }
}
