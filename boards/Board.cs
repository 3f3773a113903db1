namespace Endcap.Boards;

/// <summary>
/// One board as data: pins, panel, flash and heap. Each folder beside this file fills one; its README says where the
/// numbers come from. Fields, not properties, because the label reads them too. Pins are GPIO numbers; <see cref="None"/>
/// where the board has no such pin.
/// </summary>
public sealed class Board
{
    /// <summary>No such pin.</summary>
    public const int None = -1;

    /// <summary>
    /// Heap in bytes kept for the label's program besides pictures and shelf: fonts, services, buffers, threads, and what
    /// the panel's driver takes while it draws. An estimate; a test compares the label's own objects with it.
    /// </summary>
    public const int ProgramBytes = 18 * 1024;

    /// <summary>Managed heap in bytes taken as granted with Bluetooth and without PSRAM where nothing was reported for the chip.</summary>
    public const int HeapWithoutPsram = 49 * 1024;

    /// <summary>What a shelf may take of the heap, in bytes, on a board without PSRAM: the blob and all that loading adds.</summary>
    public const int ShelfBytesWithoutPsram = 16 * 1024;

    /// <summary>Name on the command line and of the board's folder: lower case, digits and hyphens.</summary>
    public string Id;

    /// <summary>Name that its maker gives it.</summary>
    public string Name;

    /// <summary>One of <see cref="Chips"/>.</summary>
    public string Chip;

    /// <summary>Clock of the processor, MHz: the highest that the chip has.</summary>
    public int ClockMHz;

    /// <summary>nanoFramework's firmware image with Bluetooth: nanoff's --target.</summary>
    public string Image;

    /// <summary>Flash, bytes.</summary>
    public int FlashBytes;

    /// <summary>Where the managed program goes in flash: nanoff's --address.</summary>
    public int DeployAt;

    /// <summary>Bytes for the managed program.</summary>
    public int DeployBytes;

    /// <summary>Where the internal drive (I:) lies in flash.</summary>
    public int DriveAt;

    /// <summary>Bytes of the internal drive.</summary>
    public int DriveBytes;

    /// <summary>Whether the firmware image uses PSRAM on this board.</summary>
    public bool Psram;

    /// <summary>Managed heap with Bluetooth on, bytes. An estimate but where <see cref="HeapIsReported"/>.</summary>
    public int HeapBytes;

    /// <summary>Whether <see cref="HeapBytes"/> is a figure that a device of this chip reported.</summary>
    public bool HeapIsReported;

    /// <summary>Budget in bytes of the largest shelf: the blob and all that loading adds.</summary>
    public int ShelfBytes;

    /// <summary>One of <see cref="Panels"/>.</summary>
    public string Panel;

    /// <summary>Whether the panel's controller is a guess from its size: check your revision.</summary>
    public bool PanelIsAssumed;

    /// <summary>Width of the picture as the shopper sees it, pixels; 0 without a panel.</summary>
    public int Width;

    /// <summary>Height of the picture as the shopper sees it, pixels; 0 without a panel.</summary>
    public int Height;

    /// <summary>Whether the panel takes the picture turned by 90°, which needs a second buffer.</summary>
    public bool Turned;

    /// <summary>SPI clock of the panel.</summary>
    public int Sck = None;

    /// <summary>SPI data to the panel.</summary>
    public int Mosi = None;

    /// <summary>Chip select of the panel.</summary>
    public int Cs = None;

    /// <summary>Data or command.</summary>
    public int Dc = None;

    /// <summary>Reset of the panel.</summary>
    public int Rst = None;

    /// <summary>The panel is busy (input).</summary>
    public int Busy = None;

    /// <summary>Switches the power of the panel.</summary>
    public int Power = None;

    /// <summary>Level of <see cref="Power"/> that switches on.</summary>
    public bool PowerOnHigh;

    /// <summary>I²C data to the power chip of an LCD.</summary>
    public int Sda = None;

    /// <summary>I²C clock of the power chip of an LCD.</summary>
    public int Scl = None;

    /// <summary>Battery voltage (analogue input).</summary>
    public int Battery = None;

    /// <summary>Switches the divider before <see cref="Battery"/>.</summary>
    public int BatterySwitch = None;

    /// <summary>Battery voltage over the voltage at <see cref="Battery"/>, in tenths: 20 for two equal resistors.</summary>
    public int BatteryDividerTenths = 20;

    /// <summary>A lamp (output) of a board without a panel: lit while a recommendation is fresh, blinking when the staff looks for it.</summary>
    public int Led = None;

    /// <summary>Level of <see cref="Led"/> that lights.</summary>
    public bool LedOnHigh;

    /// <summary>A button (input).</summary>
    public int Button = None;

    /// <summary>Voltage at which the chip draws its current, mV.</summary>
    public int SupplyMillivolts = 3300;

    /// <summary>Current of the chip while it computes, mA, at least. An estimate.</summary>
    public int LeastMilliamps;

    /// <summary>Current of the chip while it computes with the radio on, mA, at most. An estimate.</summary>
    public int MostMilliamps;

    /// <summary>Current of the whole board in deep sleep, µA, at least. An estimate.</summary>
    public int LeastSleepMicroamps;

    /// <summary>Current of the whole board in deep sleep with regulator, USB chip and LED where it has them, µA, at most. An estimate.</summary>
    public int MostSleepMicroamps;
}
