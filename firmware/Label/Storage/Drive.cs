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

    /// <summary>One byte: 0x41 or 0x42 ("A", "B"), the active slot. Without it, A is.</summary>
    public const string ActiveSlot = "I:\\active";

    /// <summary>What the label shows: a content record (CONTENT.md).</summary>
    public const string Content = "I:\\content.rec";

    /// <summary>Who the label is and how it behaves: a settings record (CONTENT.md).</summary>
    public const string Settings = "I:\\settings.rec";

    /// <summary>What the panel shows now, so that a timer wake need not draw it again.</summary>
    public const string Drawn = "I:\\drawn";

    /// <summary>Why the last start ended, where it did not end by sleeping: one byte, a fault.</summary>
    public const string Reset = "I:\\reset";
}
