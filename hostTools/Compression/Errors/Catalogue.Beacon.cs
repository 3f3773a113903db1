namespace Endcap.Compression.Errors;

/// <summary>E352, E353: boards without a panel.</summary>
public static partial class Catalogue
{
    /// <summary>E352: content for a board that shows nothing.</summary>
    public static UserErrorException NoPanelToShowOn(string board) => new("E352",
        $"{board} has no panel, so it shows no price and takes no label content.",
        "Name a board with a panel (endcap boards), or leave --board out; a beacon is flashed with its shelf and its settings alone.");

    /// <summary>E353: no content for a board that shows a price.</summary>
    public static UserErrorException FlashNeedsContent(string board) => new("E353",
        $"{board} has a panel, and there is no --content for it to show.",
        "Give --content LABEL.content.rec (endcap content makes it from a list of labels). Only a board without a panel does without.");
}
