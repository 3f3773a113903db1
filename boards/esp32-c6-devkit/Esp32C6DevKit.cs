namespace Endcap.Boards;

/// <summary>ESP32-C6 dev kit with Waveshare 1.54" panel; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class Esp32C6DevKit
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "esp32-c6-devkit";
        board.Name = "ESP32-C6 dev kit with Waveshare 1.54\" panel";
        board.Chip = Chips.Esp32C6;
        board.ClockMHz = 160;
        board.Image = "ESP32_C6_THREAD";
        board.FlashBytes = 4 * 1024 * 1024;
        board.DeployAt = 0x250000;
        board.DeployBytes = 0x170000;
        board.DriveAt = 0x3C0000;
        board.DriveBytes = 0x40000;
        board.HeapBytes = Board.HeapWithoutPsram;
        board.ShelfBytes = Board.ShelfBytesWithoutPsram;
        board.Panel = Panels.Ssd1681;
        board.Width = 200;
        board.Height = 200;
        board.Sck = 6;
        board.Mosi = 7;
        board.Cs = 18;
        board.Dc = 19;
        board.Rst = 20;
        board.Busy = 21;
        board.LeastMilliamps = 20;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 50;
        board.MostSleepMicroamps = 10000;
        return board;
    }
}
