namespace Endcap.Boards;

/// <summary>Heltec Vision Master E290; the README beside this file has the wiring and the sources of the numbers.</summary>
public static class HeltecE290
{
    /// <summary>The board's data.</summary>
    public static Board Create()
    {
        Board board = new Board();
        board.Id = "heltec-e290";
        board.Name = "Heltec Vision Master E290";
        board.Chip = Chips.Esp32S3;
        board.ClockMHz = 240;
        board.Image = "ESP32_S3_QUAD";
        board.FlashBytes = 8 * 1024 * 1024;
        board.DeployAt = 0x1B0000;
        board.DeployBytes = 0x2E0000;
        board.DriveAt = 0x490000;
        board.DriveBytes = 0x200000;
        board.HeapBytes = Board.HeapWithoutPsram;
        board.ShelfBytes = Board.ShelfBytesWithoutPsram;
        board.Panel = Panels.Ssd1680;
        board.PanelIsAssumed = true;
        board.Width = 296;
        board.Height = 128;
        board.Turned = true;
        board.Sck = 2;
        board.Mosi = 1;
        board.Cs = 3;
        board.Dc = 4;
        board.Rst = 5;
        board.Busy = 6;
        board.Power = 18;
        board.PowerOnHigh = true;
        board.Battery = 7;
        board.BatterySwitch = 46;
        board.BatteryDividerTenths = 49; // 390 kΩ over 100 kΩ, assumed from the maker's examples
        board.LeastMilliamps = 30;
        board.MostMilliamps = 120;
        board.LeastSleepMicroamps = 10;
        board.MostSleepMicroamps = 100;
        return board;
    }
}
