namespace Endcap.Compression.Energy;

/// <summary>How a label spends its day.</summary>
/// <param name="WindowSeconds">Advertising after each wake-up, s, 1 or more; without meaning when always on.</param>
/// <param name="SleepSeconds">Deep sleep between windows, s; 0: always on, one start for ever.</param>
/// <param name="ShoppersPerDay">Connections, each with one ranking.</param>
public sealed record DutyCycle(int WindowSeconds, int SleepSeconds, int ShoppersPerDay)
{
    /// <summary>Full refreshes of the panel a day: new prices, and against ghosts.</summary>
    public const int FullRefreshesPerDay = 4;

    /// <summary>Partial refreshes for each shopper: the recommendation, and the price again.</summary>
    public const int PartialRefreshesPerShopper = 2;

    /// <summary>The one that reports take where only one fits.</summary>
    public static DutyCycle Usual { get; } = new(10, 50, 20);

    /// <summary>The cycles that reports compare.</summary>
    public static IReadOnlyList<DutyCycle> Compared { get; } =
    [
        new(10, 50, 0), new(10, 50, 20), new(10, 50, 100),
        new(5, 55, 0), new(5, 55, 20), new(5, 55, 100),
        new(2, 58, 0), new(2, 58, 20), new(2, 58, 100),
        new(10, 590, 0), new(10, 590, 20), new(10, 590, 100),
        new(10, 0, 0), new(10, 0, 20), new(10, 0, 100),
    ];

    /// <summary>As a table shows it: "10 s / 50 s".</summary>
    public string Words => SleepSeconds == 0 ? "always on" : FormattableString.Invariant($"{WindowSeconds} s / {SleepSeconds} s");
}
