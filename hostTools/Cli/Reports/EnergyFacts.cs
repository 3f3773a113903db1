using Endcap.Boards;
using Endcap.Compression.Energy;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Simulation;

namespace Endcap.Cli.Reports;

/// <summary>How long a battery lasts on a board.</summary>
internal static class EnergyFacts
{
    /// <summary>Capacity taken where the user gives none, mAh: a flat cell that fits behind a 2 inch label.</summary>
    public const int UsualBattery = 1000;

    // The margarine shelf (tests/Benchmarks/RESULTS.md), where there is no blob to count.
    private const double UsualLoadUnits = 372_000, UsualRankUnits = 3_134;

    private static readonly (string Name, Func<DailyCharge, double> Of)[] Causes =
    [
        ("deep sleep", day => day.Sleep), ("start and load", day => day.Start), ("advertising", day => day.Advertise),
        ("shoppers", day => day.Shoppers), ("panel", day => day.Panel), ("total", day => day.Total),
    ];

    /// <summary>Adds the days for several duty cycles, and the assumptions.</summary>
    public static void AddTable(Report report, Board board, int battery)
    {
        EnergyAssumptions assumptions = BoardEnergy.Assume(board, DeviceSpeed.On(UsualLoadUnits, board.Chip, board.ClockMHz),
            DeviceSpeed.On(UsualRankUnits, board.Chip, board.ClockMHz));
        Report section = report.AddSection("power", FormattableString.Invariant($"Battery of {battery} mAh (estimates)"))
            .AddForJson("batteryMilliampHours", battery)
            .AddTable("cycles", FormattableString.Invariant($"Days with a battery of {battery} mAh (estimates)"),
                [("cycle", "window / sleep"), ("windowSeconds", "window, s"), ("sleepSeconds", "sleep, s"), ("shoppersPerDay", "shoppers a day"), ("minDays", "days, at least"),
                    ("maxDays", "at most"), ("bestMilliampHours", "mAh a day, best"), ("worstMilliampHours", "worst")],
                DutyCycle.Compared.Select(cycle => Row(cycle, BatteryLife.Of(assumptions, cycle, battery))));
        AddBreakdown(section, DutyCycle.Usual, BatteryLife.Of(assumptions, DutyCycle.Usual, battery));
        section.AddTable("assumptions", "Assumptions", [("key", "name"), ("what", "what"), ("best", "best"), ("worst", "worst"), ("source", "source")],
                assumptions.All.Select(item => new object?[] { item.Key, item.What, item.Best, item.Worst, item.Source }))
            .AddNote("note", $"{EnergyAssumptions.Note}; load and ranking of a shelf of ten products");
    }

    /// <summary>Adds the days that a shelf's own costs give in the usual duty cycle.</summary>
    public static void AddUsual(Report report, Board board, BlobCost cost)
    {
        EnergyAssumptions assumptions = BoardEnergy.Assume(board, DeviceSpeed.On(cost.Load, board.Chip, board.ClockMHz),
            DeviceSpeed.On(cost.Listed, board.Chip, board.ClockMHz));
        DutyCycle cycle = DutyCycle.Usual;
        BatteryLife life = BatteryLife.Of(assumptions, cycle, UsualBattery);
        Report section = report.AddSection("power", "Battery (estimate)")
            .Add("batteryMilliampHours", "battery in mAh", UsualBattery)
            .Add("cycle", "window / sleep", cycle.Words)
            .Add("shoppersPerDay", "shoppers a day", cycle.ShoppersPerDay)
            .Add("minDays", "days, at least", Rounded(life.MinDays))
            .Add("maxDays", "days, at most", Rounded(life.MaxDays));
        AddBreakdown(section, cycle, life);
        section.AddNote("note", $"{EnergyAssumptions.Note}; endcap boards {board.Id} lists all assumptions and other cycles");
    }

    private static void AddBreakdown(Report section, DutyCycle cycle, BatteryLife life) => section.AddTable("causes",
        FormattableString.Invariant($"mAh a day by cause, {cycle.Words}, {cycle.ShoppersPerDay} shoppers"),
        [("cause", "cause"), ("best", "best"), ("worst", "worst")],
        Causes.Select(cause => new object?[] { cause.Name, Rounded(cause.Of(life.Best)), Rounded(cause.Of(life.Worst)) }));

    private static object?[] Row(DutyCycle cycle, BatteryLife life) =>
    [
        cycle.Words, cycle.WindowSeconds, cycle.SleepSeconds, cycle.ShoppersPerDay, Rounded(life.MinDays), Rounded(life.MaxDays),
        Rounded(life.Best.Total), Rounded(life.Worst.Total),
    ];

    // Two digits: more would claim what nobody knows.
    private static double Rounded(double value) => value == 0 ? 0
        : Math.Round(value, Math.Max(0, 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)))));
}
