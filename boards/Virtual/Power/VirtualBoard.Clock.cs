namespace Endcap.Virtual;

/// <summary>Clocks, and the times an energy model wants.</summary>
public sealed partial class VirtualBoard
{
    private const long EpochTicks = 621355968000000000; // 1970-01-01, where the chip's clock starts
    private readonly long[] _stateMicroseconds = new long[3];
    private long _stateSince;
    private long _rtcTicks = EpochTicks;
    private long _rtcSetAt;

    /// <summary>Simulated time awake so far, µs.</summary>
    public long AwakeMicroseconds => TimeIn(BoardState.Running);

    /// <summary>Simulated time asleep so far, µs.</summary>
    public long AsleepMicroseconds => TimeIn(BoardState.Asleep);

    /// <summary>Simulated time with the radio on so far, µs.</summary>
    public long RadioOnMicroseconds => Radio.OnMicroseconds;

    /// <summary>The real-time clock, ticks of 100 ns since the year 1. Goes on through sleep and reboot; starts in 1970.</summary>
    public long RtcTicks
    {
        get => _rtcTicks + (Scheduler.NowMicroseconds - _rtcSetAt) * TimeSpan.TicksPerMicrosecond;
        set
        {
            _rtcTicks = value;
            _rtcSetAt = Scheduler.NowMicroseconds;
        }
    }

    /// <summary>Simulated time since the last reset, µs. Reading a clock costs a microsecond, so that polling ends.</summary>
    internal long ReadUptime()
    {
        Scheduler.Spend(1);
        return Scheduler.NowMicroseconds - BootedAt;
    }

    private void ResetClock() => RtcTicks = EpochTicks;

    private long TimeIn(BoardState state) =>
        _stateMicroseconds[(int)state] + (State == state ? Scheduler.NowMicroseconds - _stateSince : 0);

    private void SetState(BoardState state)
    {
        _stateMicroseconds[(int)State] += Scheduler.NowMicroseconds - _stateSince;
        _stateSince = Scheduler.NowMicroseconds;
        State = state;
    }
}
