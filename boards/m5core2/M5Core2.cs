namespace Endcap.Boards;

/// <summary>M5Stack Core2 (LCD demo); the README beside this file has the wiring and the sources of the numbers.</summary>
public static class M5Core2
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "m5core2";
        board.Name = "M5Stack Core2 (LCD demo)";
        board.Chip = Chips.Esp32;
        board.ClockMHz = 240;
        board.Image = "M5Core2";
        board.FlashBytes = 16 * 1024 * 1024;
        board.DeployAt = 0x1E0000;
        board.DeployBytes = 0x2B0000;
        board.DriveAt = 0x490000;
        board.DriveBytes = 0x300000;
        board.Psram = true;
        board.HeapBytes = 4 * 1024 * 1024 - 256 * 1024;
        board.ShelfBytes = 256 * 1024;
        board.Panel = Panels.Lcd;
        board.Width = 320;
        board.Height = 240;
        board.Sck = 18;
        board.Mosi = 23;
        board.Cs = 5;
        board.Dc = 15;
        board.Sda = 21;
        board.Scl = 22;
        board.LeastMilliamps = 30;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 1000;
        board.MostSleepMicroamps = 20000;
        return board;
    }
}
