using Endcap.Virtual;

namespace nanoFramework.Runtime.Native;

/// <summary>The real-time clock. Models: goes on through sleep and reboot, starts in 1970 at power-on. Internal for its DateTime.</summary>
internal static class Rtc
{
    /// <summary>Sets the clock.</summary>
    /// <param name="time">UTC.</param>
    /// <returns>True.</returns>
    public static bool SetSystemTime(DateTime time)
    {
        VirtualBoard.Current.RtcTicks = time.Ticks;
        return true;
    }
}
