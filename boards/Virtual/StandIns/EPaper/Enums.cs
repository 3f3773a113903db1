#pragma warning disable IDE0130
namespace Iot.Device.EPaper.Enums
{
    /// <summary>State of a panel's supply, as its driver takes it to be.</summary>
    public enum PowerState
    {
        /// <summary>Nothing was done yet.</summary>
        Unknown = 0,

        /// <summary>After PowerOn.</summary>
        PoweredOn = 1,

        /// <summary>After PowerDown.</summary>
        PoweredOff = 2,

        /// <summary>Never set by the drivers.</summary>
        DeepSleep = 3,
    }
}

namespace Iot.Device.EPaper.Drivers.Ssd168x
{
    /// <summary>The controller's commands; those that a label may need.</summary>
    public enum Command : byte
    {
        /// <summary>Number of gates and scan order: 3 bytes.</summary>
        DriverOutputControl = 0x01,

        /// <summary>Booster: 4 bytes.</summary>
        BoosterSoftStartControl = 0x0C,

        /// <summary>Deep sleep: 1 byte.</summary>
        DeepSleepMode = 0x10,

        /// <summary>Direction of the address counters: 1 byte.</summary>
        DataEntryModeSetting = 0x11,

        /// <summary>Registers to their defaults; RAM stays.</summary>
        SoftwareReset = 0x12,

        /// <summary>Which sensor: 1 byte.</summary>
        TempSensorControlSelection = 0x18,

        /// <summary>Runs the sequence of <see cref="DisplayUpdateControl2"/>.</summary>
        MasterActivation = 0x20,

        /// <summary>How RAM is read: 2 bytes.</summary>
        DisplayUpdateControl1 = 0x21,

        /// <summary>Update sequence: 1 byte.</summary>
        DisplayUpdateControl2 = 0x22,

        /// <summary>Black and white RAM: any number of bytes. (The name is the library's.)</summary>
        WriteBackWhiteRAM = 0x24,

        /// <summary>Red RAM, which a black and white panel takes as the picture before: any number of bytes.</summary>
        WriteRedRAM = 0x26,

        /// <summary>Common voltage: 1 byte.</summary>
        WriteVCOMRegister = 0x2C,

        /// <summary>Waveform table.</summary>
        WriteLUTRegister = 0x32,

        /// <summary>Border: 1 byte.</summary>
        BorderWaveformControl = 0x3C,

        /// <summary>Window in bytes of a row: 2 bytes.</summary>
        SetRAMAddressXStartEndPosition = 0x44,

        /// <summary>Window in rows: 4 bytes.</summary>
        SetRAMAddressYStartEndPosition = 0x45,

        /// <summary>Byte of a row: 1 byte.</summary>
        SetRAMAddressCounterX = 0x4E,

        /// <summary>Row: 2 bytes.</summary>
        SetRAMAddressCounterY = 0x4F,

        /// <summary>Nothing; ends a RAM write.</summary>
        NOP = 0x7F,
    }

    /// <summary>The controller's RAMs.</summary>
    public enum Ram : byte
    {
        /// <summary>Black and white.</summary>
        BlackWhite = 0,

        /// <summary>Red, or the picture before.</summary>
        Color = 1,
    }

    /// <summary>Update sequences.</summary>
    public enum RefreshMode : byte
    {
        /// <summary>Every pixel, with flashes.</summary>
        FullRefresh = 0xF7,

        /// <summary>Only pixels that differ between the RAMs.</summary>
        PartialRefresh = 0xFF,
    }

    /// <summary>Arguments of <see cref="Command.DeepSleepMode"/>.</summary>
    public enum SleepMode : byte
    {
        /// <summary>No sleep at all.</summary>
        Normal = 0x00,

        /// <summary>Sleep that keeps the RAM.</summary>
        DeepSleepModeOne = 0x01,

        /// <summary>Sleep that loses the RAM.</summary>
        DeepSleepModeTwo = 0x11,
    }
}
