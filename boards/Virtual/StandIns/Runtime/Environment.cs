using Endcap.Virtual;

namespace System;

/// <summary>The runtime's surroundings. Models: the uptime, which starts at each reset, deep sleep included.</summary>
internal static class Environment
{
    /// <summary>Simulated time since the last reset, ms. Each reading takes a microsecond.</summary>
    public static long TickCount64 => VirtualBoard.Current.ReadUptime() / 1000;
}
