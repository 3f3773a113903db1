namespace Endcap.Label.Storage;

/// <summary>Names of the files on the internal drive. `endcap flash` and the update service write the same ones.</summary>
public static class Drive
{
    /// <summary>The drive's root.</summary>
    public const string Root = "I:\\";

    /// <summary>The first shelf slot.</summary>
    public const string ShelfA = "I:\\shelf-a.ecap";

    /// <summary>The second shelf slot.</summary>
    public const string ShelfB = "I:\\shelf-b.ecap";

    /// <summary>What the label shows: a content record (CONTENT.md), first slot.</summary>
    public const string Content = "I:\\content.rec";

    /// <summary>The second slot of the content.</summary>
    public const string ContentB = "I:\\content-b.rec";

    /// <summary>Who the label is and how it behaves: a settings record (CONTENT.md), first slot.</summary>
    public const string Settings = "I:\\settings.rec";

    /// <summary>The second slot of the settings.</summary>
    public const string SettingsB = "I:\\settings-b.rec";

    /// <summary>What an update has sent so far.</summary>
    public const string Staging = "I:\\update.tmp";

    /// <summary>Which slots are active, first copy. Without one, A is.</summary>
    public const string StateA = "I:\\state-a";

    /// <summary>Which slots are active, second copy.</summary>
    public const string StateB = "I:\\state-b";

    /// <summary>The label's key, first copy.</summary>
    public const string KeyA = "I:\\key-a";

    /// <summary>The label's key, second copy.</summary>
    public const string KeyB = "I:\\key-b";

    /// <summary>What the panel shows now, so that a timer wake need not draw it again.</summary>
    public const string Drawn = "I:\\drawn";

    /// <summary>Why the last start ended, where it did not end by sleeping: one byte, a fault.</summary>
    public const string Reset = "I:\\reset";
}
