namespace Endcap.Boards;

/// <summary>ESP32-C3 dev kit with Waveshare 1.54" panel; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class Esp32C3DevKit
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "esp32-c3-devkit";
        board.Name = "ESP32-C3 dev kit with Waveshare 1.54\" panel";
        board.Chip = Chips.Esp32C3;
        board.ClockMHz = 160;
        board.Image = "ESP32_C3";
        board.FlashBytes = 4 * 1024 * 1024;
        board.DeployAt = 0x1B0000;
        board.DeployBytes = 0x1F0000;
        board.DriveAt = 0x3C0000;
        board.DriveBytes = 0x40000;
        board.HeapBytes = 54472;
        board.HeapIsReported = true;
        board.ShelfBytes = Board.ShelfBytesWithoutPsram;
        board.Panel = Panels.Ssd1681;
        board.Width = 200;
        board.Height = 200;
        board.Sck = 6;
        board.Mosi = 7;
        board.Cs = 10;
        board.Dc = 3;
        board.Rst = 4;
        board.Busy = 5;
        board.LeastMilliamps = 20;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 50;
        board.MostSleepMicroamps = 10000;
        return board;
    }
}
