using Endcap.Virtual;

namespace nanoFramework.Hardware.Esp32;

/// <summary>
/// Sleep of the simulated chip. Models: timer, EXT0 and EXT1 wake-up with the pins the chip has for it, the cause after
/// the wake-up, and that light sleep is refused while the radio is on. Wake-up sources are forgotten at each boot.
/// </summary>
public partial class Sleep
{
    /// <summary>Wakes after a time.</summary>
    /// <param name="time">From the start of the sleep; not negative.</param>
    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        if (time < TimeSpan.Zero) return EspNativeError.INVALID_ARG;
        VirtualBoard.Current.Wakeup.TimerMicroseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        return EspNativeError.OK;
    }

    /// <summary>Wakes by one pin (EXT0).</summary>
    /// <param name="pin">One pin of the always-on domain.</param>
    /// <param name="level">0 or 1.</param>
    public static EspNativeError EnableWakeupByPin(WakeupGpioPin pin, int level)
    {
        VirtualBoard board = VirtualBoard.Current;
        if (!WakeupSources.HasExt0(board.Data.Chip)) return EspNativeError.NOT_SUPPORTED;
        if (!ulong.IsPow2((ulong)pin) || !AreRtcPins(board, pin) || level is < 0 or > 1) return EspNativeError.INVALID_ARG;
        board.Wakeup.SinglePin = (ulong)pin;
        board.Wakeup.SingleHigh = level == 1;
        return EspNativeError.OK;
    }

    /// <summary>Wakes by several pins (EXT1).</summary>
    /// <param name="pins">Pins of the always-on domain.</param>
    /// <param name="mode">All low, or any high.</param>
    public static EspNativeError EnableWakeupByMultiPins(WakeupGpioPin pins, WakeupMode mode)
    {
        VirtualBoard board = VirtualBoard.Current;
        if (!WakeupSources.HasExt1(board.Data.Chip)) return EspNativeError.NOT_SUPPORTED;
        if (pins == WakeupGpioPin.None || !AreRtcPins(board, pins)) return EspNativeError.INVALID_ARG;
        board.Wakeup.ManyPins = (ulong)pins;
        board.Wakeup.AnyHigh = mode == WakeupMode.AnyHigh;
        return EspNativeError.OK;
    }

    /// <summary>Ends the program; it starts again when a wake-up source fires. Never returns.</summary>
    public static void StartDeepSleep() => VirtualBoard.Current.DeepSleep();

    /// <summary>Stands still with RAM kept until a wake-up source fires.</summary>
    /// <returns>INVALID_STATE while the radio is on.</returns>
    public static EspNativeError StartLightSleep()
    {
        VirtualBoard board = VirtualBoard.Current;
        if (board.Radio.IsOn) return EspNativeError.INVALID_STATE;
        board.LightSleep();
        return EspNativeError.OK;
    }

    /// <summary>What ended the last sleep; Undefined after power-on and reboot.</summary>
    public static WakeupCause GetWakeupCause() => VirtualBoard.Current.WakeupCause;

    /// <summary>The pin that ended the last sleep, or None.</summary>
    public static WakeupGpioPin GetWakeupGpioPin() => VirtualBoard.Current.WakeupPin;

    private static bool AreRtcPins(VirtualBoard board, WakeupGpioPin pins) =>
        ((ulong)pins & ~WakeupSources.RtcPins(board.Data.Chip)) == 0;
}
