namespace Endcap.Label.Faults;

/// <summary>
/// What went wrong on the label itself. The numbers are stable and continue those of blobs (1…63) and packets (64…93):
/// one byte in Status, one number on the panel, one table in the host tools (endcap fault N).
/// </summary>
public static class LabelFault
{
    /// <summary>Nothing went wrong.</summary>
    public const int None = 0;

    /// <summary>The internal drive cannot be read: not formatted, or broken.</summary>
    public const int NoDrive = 94;

    /// <summary>The drive refused a write: full, or broken.</summary>
    public const int DriveWrite = 95;

    /// <summary>No shelf on the drive: nothing can be ranked.</summary>
    public const int NoShelf = 96;

    /// <summary>A shelf file is longer than the board's budget for it.</summary>
    public const int ShelfTooLarge = 97;

    /// <summary>No label content on the drive: no price to show.</summary>
    public const int NoContent = 98;

    /// <summary>The label content is damaged: its checksum, version or lengths are wrong.</summary>
    public const int BadContent = 99;

    /// <summary>The settings are damaged; the label goes on with the usual ones.</summary>
    public const int BadSettings = 100;

    /// <summary>The panel did not answer: its driver threw, or it stayed busy.</summary>
    public const int Panel = 101;

    /// <summary>The radio could not be started.</summary>
    public const int Radio = 102;

    /// <summary>A phone could not be notified.</summary>
    public const int Notify = 103;

    /// <summary>The worker met an exception and went on.</summary>
    public const int Exception = 104;

    /// <summary>The watchdog restarted the label because the worker stood still.</summary>
    public const int Watchdog = 105;

    /// <summary>The battery is too low for radio and panel; the label only sleeps.</summary>
    public const int BatteryEmpty = 106;

    /// <summary>The shelf wants a context feature (hour, weekday) and the label's clock was never set.</summary>
    public const int NoClock = 107;

    /// <summary>The shelf wants a context feature that this firmware does not know.</summary>
    public const int UnknownContext = 108;

    /// <summary>The names of a catalogue's products can no longer be read as they were when the shelf was loaded.</summary>
    public const int ShelfChanged = 109;

    /// <summary>Asked to blink, a board has neither a panel nor a lamp.</summary>
    public const int NoLamp = 110;

    /// <summary>A new version did not load, did not settle or was not confirmed: the previous one is active again.</summary>
    public const int Reverted = 112;

    /// <summary>Both records of what is active are damaged: the first slots are taken.</summary>
    public const int BadState = 113;

    /// <summary>The label's key is damaged: the staff cannot reach it.</summary>
    public const int BadKey = 114;
}
