using Endcap.Virtual;

namespace System.Threading;

/// <summary>Calls a method after a time and then at intervals. Models: all timers share one thread, as on the device.</summary>
internal sealed class Timer : MarshalByRefObject, IDisposable
{
    private readonly VirtualBoard _board = VirtualBoard.Current;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private int _setting;

    /// <summary>Starts a timer.</summary>
    /// <param name="callback">What it calls.</param>
    /// <param name="state">Handed to it.</param>
    /// <param name="dueTime">First call after, ms; −1: never.</param>
    /// <param name="period">Then every, ms; −1 or 0: not again.</param>
    public Timer(TimerCallback callback, object? state, int dueTime, int period)
    {
        _callback = callback;
        _state = state;
        Set(dueTime, period);
    }

    /// <summary>Starts a timer.</summary>
    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, Milliseconds(dueTime), Milliseconds(period))
    {
    }

    /// <summary>Sets it anew.</summary>
    /// <returns>True.</returns>
    public bool Change(int dueTime, int period)
    {
        _ = VirtualBoard.Current;
        Set(dueTime, period);
        return true;
    }

    /// <summary>Sets it anew.</summary>
    /// <returns>True.</returns>
    public bool Change(TimeSpan dueTime, TimeSpan period) => Change(Milliseconds(dueTime), Milliseconds(period));

    /// <summary>Stops it.</summary>
    public void Dispose() => _setting++;

    private static int Milliseconds(TimeSpan time) => (int)(time.Ticks / TimeSpan.TicksPerMillisecond);

    private void Set(int dueTime, int period)
    {
        _setting++;
        if (dueTime >= 0) Schedule(_setting, _board.Boots, dueTime, period);
    }

    private void Schedule(int setting, int boot, int delay, int period)
    {
        _board.Scheduler.At(_board.Scheduler.NowMicroseconds + delay * 1000L, () =>
        {
            if (setting != _setting || boot != _board.Boots || _board.State != BoardState.Running) return;
            _board.Timers.Post(() => _callback(_state));
            if (period > 0) Schedule(setting, boot, period, period);
        });
    }
}
