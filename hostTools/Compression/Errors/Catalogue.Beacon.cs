namespace Endcap.Compression.Errors;

/// <summary>E352: boards without a panel.</summary>
public static partial class Catalogue
{
    /// <summary>E352: content for a board that shows nothing.</summary>
    public static UserErrorException NoPanelToShowOn(string board) => new("E352",
        $"{board} has no panel, so it shows no price and takes no label content.",
        "Name a board with a panel (endcap boards), or leave --board out; a beacon is flashed with its shelf and its settings alone.");
}
