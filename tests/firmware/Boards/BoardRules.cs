using Endcap.Boards;
using Endcap.Label.Display;

namespace Endcap.Tests.Firmware.Boards;

/// <summary>What must hold of every board; each rule answers sentences about what is wrong.</summary>
internal static class BoardRules
{
    /// <summary>nanoFramework's ESP32 images with Bluetooth.</summary>
    private static readonly string[] BluetoothImages =
    [
        "ESP32_BLE_REV0", "ESP32_BLE_REV3", "ESP32_PSRAM_BLE_GenericGraphic_REV3", "M5Core2", "LilygoTWatch2021", "ESP32_C3",
        "ESP32_C5_THREAD", "ESP32_C6_THREAD", "ESP32_C61", "ESP32_H2_THREAD", "ESP32_S3_QUAD", "ESP32_S3_OCTAL",
    ];

    /// <summary>nanoFramework's partition tables: program at and bytes, drive at and bytes.</summary>
    private static readonly Dictionary<(string Chip, int MiB), (int, int, int, int)> Partitions = new()
    {
        [(Chips.Esp32, 4)] = (0x1E0000, 0x1C0000, 0x3C0000, 0x40000),
        [(Chips.Esp32, 8)] = (0x1E0000, 0x2B0000, 0x490000, 0x200000),
        [(Chips.Esp32, 16)] = (0x1E0000, 0x2B0000, 0x490000, 0x300000),
        [(Chips.Esp32C3, 4)] = (0x1B0000, 0x1F0000, 0x3C0000, 0x40000),
        [(Chips.Esp32S3, 4)] = (0x1B0000, 0x1F0000, 0x3C0000, 0x40000),
        [(Chips.Esp32S3, 8)] = (0x1B0000, 0x2E0000, 0x490000, 0x200000),
        [(Chips.Esp32S3, 16)] = (0x1B0000, 0x2E0000, 0x490000, 0x300000),
        [(Chips.Esp32S3, 32)] = (0x1B0000, 0x2E0000, 0x490000, 0x800000),
        [(Chips.Esp32C6, 4)] = (0x250000, 0x170000, 0x3C0000, 0x40000),
    };

    /// <summary>Signals as a README names them.</summary>
    public static IEnumerable<(string Signal, int Gpio, bool Output)> Pins(Board board) =>
        ((string, int, bool)[])
        [
            ("SCK", board.Sck, true), ("MOSI", board.Mosi, true), ("CS", board.Cs, true), ("DC", board.Dc, true),
            ("RST", board.Rst, true), ("BUSY", board.Busy, false), ("Vext", board.Power, true),
            ("SDA", board.Sda, true), ("SCL", board.Scl, true), ("Battery", board.Battery, false),
            ("BatterySwitch", board.BatterySwitch, true), ("Button", board.Button, false), ("LED", board.Led, true),
        ];

    /// <summary>All rules of a board's data.</summary>
    public static List<string> Check(Board board) =>
        [.. Names(board), .. PinNumbers(board), .. PanelAndPicture(board), .. Flash(board), .. Heap(board), .. Current(board)];

    /// <summary>Ids are unique.</summary>
    public static IEnumerable<string> Ids(IEnumerable<Board> boards) =>
        boards.GroupBy(board => board.Id).Where(group => group.Count() > 1).Select(group => $"id {group.Key} is there twice");

    /// <summary>A README names id, image, addresses and each pin.</summary>
    public static IEnumerable<string> Readme(Board board, string readme)
    {
        string[] parts =
        [
            $"`{board.Id}`", $"| `{board.Image}` |", $"--target {board.Image} ", $"--address 0x{board.DeployAt:X}\n",
            $"| `0x{board.DeployAt:X}`, `0x{board.DeployBytes:X}` bytes |", $"| `0x{board.DriveAt:X}`, `0x{board.DriveBytes:X}` bytes |",
            FormattableString.Invariant($"PSRAM | {board.HeapBytes:N0} |"), FormattableString.Invariant($"| {BoardHeap.PictureBytes(board):N0} |"),
            $"{board.Width} × {board.Height} pixels", $"{board.LeastMilliamps} to {board.MostMilliamps} mA",
            FormattableString.Invariant($"Current in deep sleep: {board.LeastSleepMicroamps:N0} to {board.MostSleepMicroamps:N0} µA (estimate"),
            "Nothing here has been run on hardware",
            .. Pins(board).Where(pin => pin.Gpio != Board.None).Select(pin => $"| {pin.Signal} | {pin.Gpio} |"),
        ];
        return parts.Where(part => !readme.Contains(part, StringComparison.Ordinal)).Select(part => $"README lacks: {part}");
    }

    private static IEnumerable<string> Names(Board board)
    {
        if (string.IsNullOrEmpty(board.Id) || board.Id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            yield return "id is not lower case, digits and hyphens";
        if (string.IsNullOrEmpty(board.Name)) yield return "no name";
        if (!BluetoothImages.Contains(board.Image)) yield return $"image {board.Image} has no Bluetooth";
    }

    private static IEnumerable<string> PinNumbers(Board board)
    {
        if (ChipPins.Of(board.Chip) is not { } chip)
        {
            yield return $"unknown chip {board.Chip}";
            yield break;
        }

        var used = Pins(board).Where(pin => pin.Gpio != Board.None).ToList();
        foreach (var group in used.GroupBy(pin => pin.Gpio).Where(group => group.Count() > 1)) yield return $"GPIO {group.Key} is used twice";
        foreach ((string signal, int gpio, bool output) in used)
        {
            if (!chip.Exist.Contains(gpio)) yield return $"{signal}: GPIO {gpio} does not exist";
            if (chip.Flash.Contains(gpio)) yield return $"{signal}: GPIO {gpio} belongs to the flash";
            if (output && chip.InputOnly.Contains(gpio)) yield return $"{signal}: GPIO {gpio} is input only";
        }
    }

    private static IEnumerable<string> PanelAndPicture(Board board)
    {
        if (board.Panel == Panels.None)
        {
            if ((board.Width, board.Height) != (0, 0)) yield return "a picture without a panel";
            if (Pins(board).Take(9).Any(pin => pin.Gpio != Board.None)) yield return "a pin of a panel that is not there";
            yield break;
        }

        if (board.Panel is not (Panels.Ssd1680 or Panels.Ssd1681 or Panels.Lcd)) yield return $"unknown panel {board.Panel}";
        if (board.Width is < 1 or > FrameBuffer.MaxSide || board.Height is < 1 or > FrameBuffer.MaxSide) yield return "impossible panel size";
        int[] needed = board.Panel == Panels.Lcd
            ? [board.Sck, board.Mosi, board.Cs, board.Dc, board.Sda, board.Scl] : [board.Sck, board.Mosi, board.Cs, board.Dc, board.Rst, board.Busy];
        if (needed.Contains(Board.None)) yield return "the panel lacks a pin";
    }

    private static IEnumerable<string> Flash(Board board)
    {
        if (board.DeployAt <= 0 || board.DeployBytes <= 0 || board.DriveBytes <= 0 || board.DeployAt + board.DeployBytes > board.DriveAt)
            yield return "program and drive overlap or are empty";
        if (board.DriveAt + board.DriveBytes > board.FlashBytes) yield return "the drive ends beyond the flash";
        if (!Partitions.TryGetValue((board.Chip, board.FlashBytes >> 20), out var table)
            || table != (board.DeployAt, board.DeployBytes, board.DriveAt, board.DriveBytes))
            yield return "not a partition table of nanoFramework";
    }

    private static IEnumerable<string> Heap(Board board)
    {
        if (board.ShelfBytes <= 0) yield return "no heap for a shelf";
        if (BoardHeap.SpareBytes(board) < 0) yield return "program, picture and shelf exceed the heap";
        if (!board.Psram && board.HeapBytes > 56 * 1024) yield return "more heap than a board without PSRAM has";
    }

    private static IEnumerable<string> Current(Board board)
    {
        if (board.LeastMilliamps <= 0 || board.MostMilliamps < board.LeastMilliamps) yield return "impossible current";
        // Not less than a bare chip, not more than a chip that computes.
        if (board.LeastSleepMicroamps < 5 || board.MostSleepMicroamps < board.LeastSleepMicroamps || board.MostSleepMicroamps > 1000 * board.LeastMilliamps)
            yield return "impossible current in deep sleep";
        if (board.ClockMHz is < 80 or > 240) yield return "impossible clock";
        if (board.SupplyMillivolts is < 2700 or > 3600) yield return "impossible supply";
    }
}
