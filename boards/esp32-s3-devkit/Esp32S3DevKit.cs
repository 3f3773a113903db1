namespace Endcap.Boards;

/// <summary>ESP32-S3-DevKitC-1-N8R2 without a panel, a beacon; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class Esp32S3DevKit
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "esp32-s3-devkit";
        board.Name = "ESP32-S3-DevKitC-1-N8R2 without a panel (beacon)";
        board.Chip = Chips.Esp32S3;
        board.ClockMHz = 240;
        board.Image = "ESP32_S3_QUAD";
        board.FlashBytes = 8 * 1024 * 1024;
        board.DeployAt = 0x1B0000;
        board.DeployBytes = 0x2E0000;
        board.DriveAt = 0x490000;
        board.DriveBytes = 0x200000;
        board.Psram = true;
        board.HeapBytes = 2 * 1024 * 1024 - 256 * 1024;
        board.ShelfBytes = 128 * 1024;
        board.Panel = Panels.None;
        board.Led = 4;
        board.LedOnHigh = true;
        board.LeastMilliamps = 30;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 50;
        board.MostSleepMicroamps = 10000;
        return board;
    }
}
