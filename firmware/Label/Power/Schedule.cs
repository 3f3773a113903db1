namespace Endcap.Label.Power;

/// <summary>
/// When the label advertises and when it sleeps. Pure: the caller measures the battery and sets the alarm.
/// The lower the battery, the shorter the window and the longer the sleep, never the other way.
/// </summary>
public static class Schedule
{
    /// <summary>Enough charge, or no battery that could be measured: as set.</summary>
    public const int Normal = 0;

    /// <summary>Half the window, four times the sleep.</summary>
    public const int Low = 1;

    /// <summary>No radio and no panel: the label only sleeps (LabelFault.BatteryEmpty).</summary>
    public const int Empty = 2;

    /// <summary>Longest sleep and longest window, seconds: a day.</summary>
    public const int MaxSeconds = 24 * 60 * 60;

    /// <summary>Least window after somebody pressed the button, seconds: time to take out a phone.</summary>
    public const int ButtonSeconds = 30;

    // Time between two looks at an empty battery, seconds.
    private const int EmptySleepSeconds = 60 * 60;

    private const int LowSleepFactor = 4;

    /// <summary>State of the battery: <see cref="Normal"/>, <see cref="Low"/> or <see cref="Empty"/>.</summary>
    /// <param name="millivolts">Voltage of the battery; below <see cref="BatteryGauge.LeastMillivolts"/> there is none to measure.</param>
    /// <param name="lowMillivolts">Below this the battery is low.</param>
    /// <param name="emptyMillivolts">Below this it is empty.</param>
    public static int BatteryState(int millivolts, int lowMillivolts, int emptyMillivolts)
    {
        if (!BatteryGauge.IsMeasured(millivolts)) return Normal;
        if (millivolts < emptyMillivolts) return Empty;
        return millivolts < lowMillivolts ? Low : Normal;
    }

    /// <summary>Seconds to advertise after this wake; 0 when the radio stays off. Without sleep the window has no end, whatever this says.</summary>
    /// <param name="windowSeconds">As set, 1 … <see cref="MaxSeconds"/>; beyond these the nearer one counts.</param>
    /// <param name="button">Whether the button woke the label: somebody stands there, so the window is not halved and not short.</param>
    /// <param name="batteryState">Of <see cref="BatteryState"/>.</param>
    public static int WindowSeconds(int windowSeconds, bool button, int batteryState)
    {
        if (batteryState == Empty) return 0;
        int window = Clamp(windowSeconds, 1);
        if (button) return window < ButtonSeconds ? ButtonSeconds : window;
        return batteryState == Low ? (window + 1) >> 1 : window;
    }

    /// <summary>Seconds to sleep after the window; 0: do not sleep but go on advertising.</summary>
    /// <param name="sleepSeconds">As set, 0 … <see cref="MaxSeconds"/>; beyond these the nearer one counts. 0 never sleeps but with an empty battery.</param>
    /// <param name="batteryState">Of <see cref="BatteryState"/>.</param>
    public static int SleepSeconds(int sleepSeconds, int batteryState)
    {
        int sleep = Clamp(sleepSeconds, 0);
        if (batteryState == Normal) return sleep;
        sleep = Clamp(sleep * LowSleepFactor, 0);
        return batteryState == Empty && sleep < EmptySleepSeconds ? EmptySleepSeconds : sleep;
    }

    private static int Clamp(int seconds, int least)
    {
        if (seconds < least) return least;
        return seconds > MaxSeconds ? MaxSeconds : seconds;
    }
}
