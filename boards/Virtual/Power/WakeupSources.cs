using Endcap.Boards;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Virtual;

/// <summary>What may end the next sleep.</summary>
internal sealed class WakeupSources
{
    /// <summary>Sleep at most this long, µs; negative: no timer.</summary>
    internal long TimerMicroseconds { get; set; } = -1;

    /// <summary>Pins that end the sleep as one (EXT0), a bit each.</summary>
    internal ulong SinglePin { get; set; }

    /// <summary>Whether <see cref="SinglePin"/> wakes at high level.</summary>
    internal bool SingleHigh { get; set; }

    /// <summary>Pins that end the sleep together (EXT1), a bit each.</summary>
    internal ulong ManyPins { get; set; }

    /// <summary>Whether one high pin of <see cref="ManyPins"/> suffices; otherwise all must be low.</summary>
    internal bool AnyHigh { get; set; }

    /// <summary>The cause if this pin goes low while all others stay high; null where that wakes nobody.</summary>
    internal Sleep.WakeupCause? CauseOfLow(int pin)
    {
        ulong mask = 1UL << pin;
        if (SinglePin == mask && !SingleHigh) return Sleep.WakeupCause.Ext0;
        return ManyPins == mask && !AnyHigh ? Sleep.WakeupCause.Ext1 : null;
    }

    /// <summary>Pins of the chip's always-on domain, which alone can end a sleep by EXT0 or EXT1 (datasheets, "RTC GPIO").</summary>
    internal static ulong RtcPins(string chip) => chip switch
    {
        Chips.Esp32 => 0xFF_0E00_F015,   // 0, 2, 4, 12…15, 25…27, 32…39
        Chips.Esp32S3 => 0x3F_FFFF,      // 0…21
        Chips.Esp32C6 => 0xFF,           // 0…7
        _ => 0,
    };

    /// <summary>Whether the chip has EXT0: one pin, either level.</summary>
    internal static bool HasExt0(string chip) => chip is Chips.Esp32 or Chips.Esp32S3;

    /// <summary>Whether the chip has EXT1: several pins.</summary>
    internal static bool HasExt1(string chip) => HasExt0(chip) || chip == Chips.Esp32C6;
}
