namespace Endcap.Boards;

/// <summary>Controllers of panels that the label can drive.</summary>
public static class Panels
{
    /// <summary>E-paper, driver Ssd1680.</summary>
    public const string Ssd1680 = "SSD1680";

    /// <summary>E-paper, driver Ssd1681.</summary>
    public const string Ssd1681 = "SSD1681";

    /// <summary>No panel: a beacon, which ranks a department's products for the phone's screen alone.</summary>
    public const string None = "none";

    /// <summary>A colour LCD, which shows the label's black-and-white picture: for demonstrations only.</summary>
    public const string Lcd = "LCD";
}
