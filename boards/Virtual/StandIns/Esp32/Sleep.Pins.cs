namespace nanoFramework.Hardware.Esp32;

/// <summary>The pins that can end a sleep.</summary>
public partial class Sleep
{
    /// <summary>Pins as a sum of bits.</summary>
    public enum WakeupGpioPin : ulong
    {
        /// <summary>No pin.</summary>
        None = 0,

        /// <summary>GPIO 0.</summary>
        Pin0 = 1,

        /// <summary>GPIO 1.</summary>
        Pin1 = 2,

        /// <summary>GPIO 2.</summary>
        Pin2 = 4,

        /// <summary>GPIO 3.</summary>
        Pin3 = 8,

        /// <summary>GPIO 4.</summary>
        Pin4 = 16,

        /// <summary>GPIO 5.</summary>
        Pin5 = 32,

        /// <summary>GPIO 6.</summary>
        Pin6 = 64,

        /// <summary>GPIO 7.</summary>
        Pin7 = 128,

        /// <summary>GPIO 8.</summary>
        Pin8 = 256,

        /// <summary>GPIO 9.</summary>
        Pin9 = 512,

        /// <summary>GPIO 10.</summary>
        Pin10 = 1024,

        /// <summary>GPIO 11.</summary>
        Pin11 = 2048,

        /// <summary>GPIO 12.</summary>
        Pin12 = 4096,

        /// <summary>GPIO 13.</summary>
        Pin13 = 8192,

        /// <summary>GPIO 14.</summary>
        Pin14 = 16384,

        /// <summary>GPIO 15.</summary>
        Pin15 = 32768,

        /// <summary>GPIO 16.</summary>
        Pin16 = 0x10000,

        /// <summary>GPIO 17.</summary>
        Pin17 = 0x20000,

        /// <summary>GPIO 18.</summary>
        Pin18 = 0x40000,

        /// <summary>GPIO 19.</summary>
        Pin19 = 0x80000,

        /// <summary>GPIO 20.</summary>
        Pin20 = 0x100000,

        /// <summary>GPIO 21.</summary>
        Pin21 = 0x200000,

        /// <summary>GPIO 25.</summary>
        Pin25 = 0x2000000,

        /// <summary>GPIO 26.</summary>
        Pin26 = 0x4000000,

        /// <summary>GPIO 27.</summary>
        Pin27 = 0x8000000,

        /// <summary>GPIO 32.</summary>
        Pin32 = 0x100000000,

        /// <summary>GPIO 33.</summary>
        Pin33 = 0x200000000,

        /// <summary>GPIO 34.</summary>
        Pin34 = 0x400000000,

        /// <summary>GPIO 35.</summary>
        Pin35 = 0x800000000,

        /// <summary>GPIO 36.</summary>
        Pin36 = 0x1000000000,

        /// <summary>GPIO 37.</summary>
        Pin37 = 0x2000000000,

        /// <summary>GPIO 38.</summary>
        Pin38 = 0x4000000000,

        /// <summary>GPIO 39.</summary>
        Pin39 = 0x8000000000,
    }
}
