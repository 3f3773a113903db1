namespace Endcap.Boards;

/// <summary>All boards, for programs on a PC; a label compiles its own board only.</summary>
public static class BoardList
{
    /// <summary>New data of all boards, in the order of boards/README.md.</summary>
    public static Board[] Create()
    {
        return new Board[]
        {
            LilygoT5.Create(),
            WaveshareDriver.Create(),
            HeltecE213.Create(),
            HeltecE290.Create(),
            HeltecWirelessPaper.Create(),
            Esp32C3DevKit.Create(),
            Esp32C6DevKit.Create(),
            M5Core2.Create(),
            Esp32S3DevKit.Create(),
        };
    }

    /// <summary>The board of that id, or null.</summary>
    public static Board Find(string id)
    {
        Board[] boards = Create();
        for (int i = 0; i < boards.Length; i++)
            if (boards[i].Id == id) return boards[i];
        return null;
    }
}
