namespace nanoFramework.Hardware.Esp32;

/// <summary>The enumerations of sleep.</summary>
public partial class Sleep
{
    /// <summary>What ended a sleep.</summary>
    public enum WakeupCause
    {
        /// <summary>Not woken from sleep: power-on or reset.</summary>
        Undefined = 0,

        /// <summary>One pin.</summary>
        Ext0 = 2,

        /// <summary>One of several pins.</summary>
        Ext1 = 3,

        /// <summary>The timer.</summary>
        Timer = 4,

        /// <summary>A touch pad; never here.</summary>
        TouchPad = 5,

        /// <summary>The low-power processor; never here.</summary>
        Ulp = 6,

        /// <summary>A pin in light sleep; never here.</summary>
        Gpio = 7,

        /// <summary>A serial port; never here.</summary>
        Uart = 8,

        /// <summary>Wi-Fi; never here.</summary>
        Wifi = 9,

        /// <summary>The co-processor; never here.</summary>
        CoCpu = 10,

        /// <summary>A crash of the co-processor; never here.</summary>
        CoCpuTrapTrig = 11,

        /// <summary>Bluetooth; never here.</summary>
        Bt = 12,
    }

    /// <summary>When several pins end a sleep.</summary>
    public enum WakeupMode
    {
        /// <summary>All of them are low.</summary>
        AllLow = 0,

        /// <summary>One of them is high.</summary>
        AnyHigh = 1,
    }
}
