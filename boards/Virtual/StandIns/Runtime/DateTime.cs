extern alias Net;
using Endcap.Virtual;
using NetTime = Net::System.DateTime;

namespace System;

/// <summary>
/// A date and time of day, UTC. Models: <see cref="UtcNow"/> is the board's real-time clock; the rest is .NET's own
/// arithmetic. Members that a label has no use for (texts, kinds, parsing) are left out.
/// </summary>
internal readonly struct DateTime
{
    /// <summary>The chip's epoch, 1970-01-01.</summary>
    public static readonly DateTime UnixEpoch = new(NetTime.UnixEpoch.Ticks);

    private readonly long _ticks;

    /// <summary>From ticks of 100 ns since the year 1.</summary>
    public DateTime(long ticks) => _ticks = ticks;

    /// <summary>A day's beginning.</summary>
    public DateTime(int year, int month, int day) => _ticks = new NetTime(year, month, day).Ticks;

    /// <summary>A second's beginning.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second) =>
        _ticks = new NetTime(year, month, day, hour, minute, second).Ticks;

    /// <summary>The real-time clock. Each reading takes a microsecond.</summary>
    public static DateTime UtcNow
    {
        get
        {
            VirtualBoard board = VirtualBoard.Current;
            board.Scheduler.Spend(1);
            return new DateTime(board.RtcTicks);
        }
    }

    /// <summary>Today's beginning.</summary>
    public static DateTime Today => UtcNow.Date;

    /// <summary>The day's beginning.</summary>
    public DateTime Date => new(Value.Date.Ticks);

    /// <summary>1…31.</summary>
    public int Day => Value.Day;

    /// <summary>Sunday is 0.</summary>
    public DayOfWeek DayOfWeek => Value.DayOfWeek;

    /// <summary>1…366.</summary>
    public int DayOfYear => Value.DayOfYear;

    /// <summary>0…23.</summary>
    public int Hour => Value.Hour;

    /// <summary>0…999.</summary>
    public int Millisecond => Value.Millisecond;

    /// <summary>0…59.</summary>
    public int Minute => Value.Minute;

    /// <summary>1…12.</summary>
    public int Month => Value.Month;

    /// <summary>0…59.</summary>
    public int Second => Value.Second;

    /// <summary>Ticks of 100 ns since the year 1.</summary>
    public long Ticks => _ticks;

    /// <summary>Time since the day's beginning.</summary>
    public TimeSpan TimeOfDay => Value.TimeOfDay;

    /// <summary>Since 1601 upward.</summary>
    public int Year => Value.Year;

    private NetTime Value => new(_ticks);

    /// <summary>From seconds since 1970.</summary>
    public static DateTime FromUnixTimeSeconds(long seconds) => UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);

    /// <summary>28…31.</summary>
    public static int DaysInMonth(int year, int month) => NetTime.DaysInMonth(year, month);

    /// <summary>Later by a time.</summary>
    public static DateTime operator +(DateTime d, TimeSpan t) => d.Add(t);

    /// <summary>Earlier by a time.</summary>
    public static DateTime operator -(DateTime d, TimeSpan t) => d.Subtract(t);

    /// <summary>The time between two.</summary>
    public static TimeSpan operator -(DateTime d1, DateTime d2) => new(d1._ticks - d2._ticks);

    /// <summary>Whether they are the same.</summary>
    public static bool operator ==(DateTime d1, DateTime d2) => d1._ticks == d2._ticks;

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(DateTime d1, DateTime d2) => d1._ticks != d2._ticks;

    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(DateTime t1, DateTime t2) => t1._ticks < t2._ticks;

    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(DateTime t1, DateTime t2) => t1._ticks <= t2._ticks;

    /// <summary>Whether the first is later.</summary>
    public static bool operator >(DateTime t1, DateTime t2) => t1._ticks > t2._ticks;

    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(DateTime t1, DateTime t2) => t1._ticks >= t2._ticks;

    /// <summary>Later by a time.</summary>
    public DateTime Add(TimeSpan val) => new(_ticks + val.Ticks);

    /// <summary>Later by days.</summary>
    public DateTime AddDays(double val) => new(Value.AddDays(val).Ticks);

    /// <summary>Later by hours.</summary>
    public DateTime AddHours(double val) => new(Value.AddHours(val).Ticks);

    /// <summary>Later by ms.</summary>
    public DateTime AddMilliseconds(double val) => new(Value.AddMilliseconds(val).Ticks);

    /// <summary>Later by minutes.</summary>
    public DateTime AddMinutes(double val) => new(Value.AddMinutes(val).Ticks);

    /// <summary>Later by seconds.</summary>
    public DateTime AddSeconds(double val) => new(Value.AddSeconds(val).Ticks);

    /// <summary>Later by ticks.</summary>
    public DateTime AddTicks(long val) => new(_ticks + val);

    /// <summary>The time since another.</summary>
    public TimeSpan Subtract(DateTime val) => this - val;

    /// <summary>Earlier by a time.</summary>
    public DateTime Subtract(TimeSpan val) => new(_ticks - val.Ticks);

    /// <summary>Seconds since 1970.</summary>
    public long ToUnixTimeSeconds() => (_ticks - UnixEpoch._ticks) / TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DateTime other && other._ticks == _ticks;

    /// <inheritdoc/>
    public override int GetHashCode() => _ticks.GetHashCode();
}
