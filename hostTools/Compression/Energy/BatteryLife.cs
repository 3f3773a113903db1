namespace Endcap.Compression.Energy;

/// <summary>What one day takes from the battery, by cause, mAh.</summary>
/// <param name="Sleep">Deep sleep.</param>
/// <param name="Start">Waking up, starting the program, loading the shelf.</param>
/// <param name="Advertise">Windows.</param>
/// <param name="Shoppers">Connections and rankings.</param>
/// <param name="Panel">Refreshes, or the light of an LCD.</param>
public sealed record DailyCharge(double Sleep, double Start, double Advertise, double Shoppers, double Panel)
{
    /// <summary>All of it.</summary>
    public double Total => Sleep + Start + Advertise + Shoppers + Panel;
}

/// <summary>How long a battery lasts: a range of days, and the daily charge at both ends. An estimate.</summary>
public sealed record BatteryLife(double MinDays, double MaxDays, DailyCharge Best, DailyCharge Worst)
{
    private const double SecondsPerDay = 86400, SecondsPerHour = 3600;

    /// <summary>Computes it from <see cref="EnergyAssumptions"/>.</summary>
    /// <param name="assumptions">Of the board and the shelf.</param>
    /// <param name="cycle">How the label spends its day.</param>
    /// <param name="batteryMilliampHours">Capacity printed on the battery, mAh.</param>
    public static BatteryLife Of(EnergyAssumptions assumptions, DutyCycle cycle, double batteryMilliampHours)
    {
        DailyCharge best = Day(assumptions, cycle, best: true), worst = Day(assumptions, cycle, best: false);
        return new BatteryLife(batteryMilliampHours * assumptions.Usable.Worst / worst.Total,
            batteryMilliampHours * assumptions.Usable.Best / best.Total, best, worst);
    }

    // The shoppers' connections come first, at most the whole day; cycles of start, window and sleep fill the rest.
    private static DailyCharge Day(EnergyAssumptions assumptions, DutyCycle cycle, bool best)
    {
        double Value(Assumption assumption) => assumption.In(best);
        bool alwaysOn = cycle.SleepSeconds == 0;
        double sessions = Math.Min(SecondsPerDay, cycle.ShoppersPerDay * (Value(assumptions.Session) + Value(assumptions.Rank)));
        double start = alwaysOn ? 0 : Value(assumptions.Boot) + Value(assumptions.Load);
        double cycles = (SecondsPerDay - sessions) / (start + cycle.WindowSeconds + cycle.SleepSeconds);
        double asleep = cycles * cycle.SleepSeconds, awake = Value(assumptions.Awake);
        double refreshing = DutyCycle.FullRefreshesPerDay * Value(assumptions.FullRefresh)
            + DutyCycle.PartialRefreshesPerShopper * cycle.ShoppersPerDay * Value(assumptions.PartialRefresh);
        double panel = Value(assumptions.Panel) * refreshing + Value(assumptions.Light) * (SecondsPerDay - asleep);
        return new DailyCharge(
            asleep * Value(assumptions.Sleep) / 1000 / SecondsPerHour,
            cycles * start * awake / SecondsPerHour,
            cycles * cycle.WindowSeconds * awake / SecondsPerHour,
            sessions * awake / SecondsPerHour,
            panel / SecondsPerHour);
    }
}
