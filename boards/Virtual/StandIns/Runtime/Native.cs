using Endcap.Virtual;

namespace nanoFramework.Runtime.Native;

/// <summary>How to restart.</summary>
public enum RebootOption
{
    /// <summary>Restart the chip.</summary>
    NormalReboot = 0,

    /// <summary>Into the nanoBooter; here like a normal restart.</summary>
    EnterNanoBooter = 1,

    /// <summary>Only the runtime; here like a normal restart.</summary>
    ClrOnly = 2,

    /// <summary>Into the chip's own loader; here like a normal restart.</summary>
    EnterProprietaryBooter = 8,
}

/// <summary>Restarts the device. Models: RAM is lost, drive, panel and real-time clock stay.</summary>
public class Power
{
    /// <summary>Restarts. Never returns.</summary>
    public static void RebootDevice(RebootOption rebootOption) => VirtualBoard.Current.Reboot();

    /// <summary>Restarts after a time. Never returns.</summary>
    /// <param name="timeout">Time for what else runs, ms; negative: none.</param>
    /// <param name="rebootOption">How.</param>
    public static void RebootDevice(int timeout, RebootOption rebootOption)
    {
        VirtualBoard board = VirtualBoard.Current;
        if (timeout > 0) board.Scheduler.Sleep(timeout);
        board.Reboot();
    }
}

/// <summary>The garbage collector. Models: nothing but the answer; see the README on heap.</summary>
public static class GC
{
    /// <summary>Collects.</summary>
    /// <param name="compactHeap">Whether to close the gaps.</param>
    /// <returns>Free heap, bytes.</returns>
    public static uint Run(bool compactHeap)
    {
        VirtualBoard board = VirtualBoard.Current;
        return (uint)(board.FreeHeapBytes < 0 ? board.Data.HeapBytes : board.FreeHeapBytes);
    }

    /// <summary>Switches messages of the collector; nothing here.</summary>
    public static void EnableGCMessages(bool enable)
    {
    }
}

/// <summary>What the device says of itself: the board's data.</summary>
public static class SystemInfo
{
    /// <summary>The maker of the firmware image.</summary>
    public static string OEMString => "nanoCLR running @ virtual board";

    /// <summary>The processor's family.</summary>
    public static string Platform => "ESP32";

    /// <summary>The name of the firmware image.</summary>
    public static string TargetName => VirtualBoard.Current.Data.Image;

    /// <summary>The version of the firmware image; here 0.0.0.0.</summary>
    public static Version Version => new(0, 0, 0, 0);
}
