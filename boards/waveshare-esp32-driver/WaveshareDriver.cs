namespace Endcap.Boards;

/// <summary>Waveshare ESP32 e-Paper driver board; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class WaveshareDriver
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "waveshare-esp32-driver";
        board.Name = "Waveshare ESP32 e-Paper driver board";
        board.Chip = Chips.Esp32;
        board.ClockMHz = 240;
        board.Image = "ESP32_BLE_REV3";
        board.FlashBytes = 4 * 1024 * 1024;
        board.DeployAt = 0x1E0000;
        board.DeployBytes = 0x1C0000;
        board.DriveAt = 0x3C0000;
        board.DriveBytes = 0x40000;
        board.HeapBytes = Board.HeapWithoutPsram;
        board.ShelfBytes = Board.ShelfBytesWithoutPsram;
        board.Panel = Panels.Ssd1681;
        board.Width = 200;
        board.Height = 200;
        board.Sck = 13;
        board.Mosi = 14;
        board.Cs = 15;
        board.Dc = 27;
        board.Rst = 26;
        board.Busy = 25;
        board.LeastMilliamps = 30;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 50;
        board.MostSleepMicroamps = 10000;
        return board;
    }
}
