namespace Endcap.Boards;

/// <summary>LilyGO T5 2.13"; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class LilygoT5
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "lilygo-t5-213";
        board.Name = "LilyGO T5 2.13\"";
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
        board.Panel = Panels.Ssd1680;
        board.Width = 250;
        board.Height = 122;
        board.Turned = true;
        board.Sck = 18;
        board.Mosi = 23;
        board.Cs = 5;
        board.Dc = 17;
        board.Rst = 16;
        board.Busy = 4;
        board.Battery = 35;
        board.Button = 39;
        board.LeastMilliamps = 30;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 20;
        board.MostSleepMicroamps = 400;
        return board;
    }
}
