using Endcap.Virtual;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The chip's microsecond clock. Models: reading it; no alarms.</summary>
public class HighResTimer
{
    /// <summary>Time since the last reset, µs. Each reading takes a microsecond.</summary>
    public static ulong GetCurrent() => (ulong)VirtualBoard.Current.ReadUptime();
}
