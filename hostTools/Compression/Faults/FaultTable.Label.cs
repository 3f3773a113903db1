using Endcap.Label.Faults;

namespace Endcap.Compression.Faults;

public static partial class FaultTable
{
    private static DeviceFault[] LabelFaults() =>
    [
        new(LabelFault.NoDrive, nameof(LabelFault.NoDrive), "the internal drive cannot be read",
            "The drive I: was never formatted, or its flash is broken.",
            "Flash the label again with erasing (nanoff --masserase) and copy its files anew; if it stays, replace the board."),
        new(LabelFault.DriveWrite, nameof(LabelFault.DriveWrite), "the drive refused a write",
            "The drive is full or broken.", "Delete files that are not Endcap's from I:, or flash the label again with erasing."),
        new(LabelFault.NoShelf, nameof(LabelFault.NoShelf), "no shelf on the drive: nothing can be ranked",
            "The label was flashed without a blob; it shows its price all the same.", "Copy a blob from 'endcap build' to the label."),
        new(LabelFault.ShelfTooLarge, nameof(LabelFault.ShelfTooLarge), "the shelf's file is larger than the board's budget",
            "The blob was built for a board with more heap.",
            "Build it with a smaller --budget, or with fewer products; 'endcap inspect shelf.ecap --board ID' says whether it fits."),
        new(LabelFault.NoContent, nameof(LabelFault.NoContent), "no label content on the drive: no price to show",
            "The label was flashed without the name and price of its product.", "Copy the content of its product to the label."),
        new(LabelFault.BadContent, nameof(LabelFault.BadContent), "the label content is damaged",
            "Bytes changed on the way or on the drive, or it is of another version.", "Make the content again and copy it in binary mode."),
        new(LabelFault.BadSettings, nameof(LabelFault.BadSettings), "the settings are damaged; the usual ones are in force",
            "Bytes of the settings changed on the drive, or they are of another version.", "Write the settings again."),
        new(LabelFault.Panel, nameof(LabelFault.Panel), "the panel did not answer",
            "Its ribbon or a wire is loose, its power is off, or the board's data name another controller or other pins.",
            "Check ribbon and wiring with 'endcap boards ID', and the controller printed on the panel's ribbon."),
        new(LabelFault.Radio, nameof(LabelFault.Radio), "the radio could not be started",
            "The firmware image has no Bluetooth, or too little memory was left for it.",
            "Flash the image that 'endcap boards ID' names (nanoff never selects one with Bluetooth by itself); try a smaller shelf."),
        new(LabelFault.Notify, nameof(LabelFault.Notify), "a phone could not be notified",
            "It left, or went out of reach, before the ranking was sent.", "Nothing to do if it is rare; otherwise come closer, or read Ranking instead of waiting for it."),
        new(LabelFault.Exception, nameof(LabelFault.Exception), "the worker met an exception and went on",
            "A bug, or a library of the board that threw.", "Status counts them: report how many, the firmware version and what was done."),
        new(LabelFault.Watchdog, nameof(LabelFault.Watchdog), "the watchdog restarted the label",
            "The worker stood still: a bug, or a panel or drive that never answered.", "Check the panel's BUSY wire; if it happens again, report it with the firmware version."),
        new(LabelFault.BatteryEmpty, nameof(LabelFault.BatteryEmpty), "the battery is too low for radio and panel",
            "The battery is empty, or too weak for the radio's peaks; the label only sleeps.", "Charge or replace the battery."),
        new(LabelFault.NoClock, nameof(LabelFault.NoClock), "the label's clock was never set",
            "The shelf wants the hour or the weekday, and the label starts without a clock.", "Set the label's clock, or train without those context features."),
        new(LabelFault.UnknownContext, nameof(LabelFault.UnknownContext), "a context feature that this firmware does not know",
            "The shelf was trained with a context feature that only another firmware can fill in.",
            "Update the firmware, or put the feature on the schema's \"ignore\" list and train again."),
        new(LabelFault.Reverted, nameof(LabelFault.Reverted), "a new version was taken back: the previous one is active again",
            "The version did not load on this board, lost its power at the first start, or was on trial and nobody confirmed it.",
            "Read Progress for what is active; check the file with 'endcap inspect --board ID', then send it again."),
        new(LabelFault.BadState, nameof(LabelFault.BadState), "the records of what is active are damaged",
            "Both copies changed on the drive; the label takes the first slot of everything.", "Send shelf, content and settings again, or flash the label."),
        new(LabelFault.BadKey, nameof(LabelFault.BadKey), "the label's key is damaged",
            "Both copies changed on the drive, so nobody can prove to have the key.", "Give the label its key again over USB."),
    ];
}
