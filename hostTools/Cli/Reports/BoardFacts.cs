using Endcap.Boards;
using Endcap.Compression.Evaluation.Cost;

namespace Endcap.Cli.Reports;

/// <summary>Boards, and a blob on a board.</summary>
internal static class BoardFacts
{
    private const string NotRun = "nothing was run on hardware; boards/ID/README.md has wiring and the source of every number";

    /// <summary>The table of boards.</summary>
    public static Report OfAll(IEnumerable<Board> boards) => new Report("Boards")
        .AddTable("boards", "Boards",
            [("id", "id"), ("name", "board"), ("chip", "chip"), ("image", "firmware image"), ("panel", "panel"), ("width", "width"),
                ("height", "height"), ("heapBytes", "heap in bytes"), ("shelfBytes", "for the shelf")],
            boards.Select(board => new object?[]
            {
                board.Id, board.Name, board.Chip, board.Image, PanelOf(board), board.Width, board.Height, board.HeapBytes, board.ShelfBytes,
            }))
        .AddNote("note", NotRun);

    /// <summary>All about one board.</summary>
    /// <param name="board">The board.</param>
    /// <param name="battery">Capacity of its battery, mAh.</param>
    public static Report Of(Board board, int battery)
    {
        Report report = new Report(board.Name)
            .Add("id", "id", board.Id)
            .AddForJson("name", board.Name)
            .Add("chip", "chip", board.Chip)
            .Add("clockMHz", "clock in MHz", board.ClockMHz)
            .Add("image", "firmware image (nanoff --target)", board.Image)
            .Add("panel", "panel", PanelOf(board))
            .AddForJson("panelIsAssumed", board.PanelIsAssumed)
            .Add("width", "width in pixels", board.Width)
            .Add("height", "height in pixels", board.Height);
        report.AddTable("pins", "Pins", [("signal", "signal"), ("gpio", "GPIO")],
            Pins(board).Where(pin => pin.Gpio != Board.None).Select(pin => new object?[] { pin.Signal, pin.Gpio }));
        report.AddSection("flash", "Flash")
            .Add("bytes", "bytes", board.FlashBytes)
            .Add("deployAddress", "program at", $"0x{board.DeployAt:X}")
            .Add("deployBytes", "program, at most", board.DeployBytes)
            .Add("driveAddress", "drive I: at", $"0x{board.DriveAt:X}")
            .Add("driveBytes", "drive I:", board.DriveBytes);
        report.AddSection("heap", "Heap, shared out")
            .Add("totalBytes", board.HeapIsReported ? "bytes, as a device of this chip reported" : "bytes (estimate)", board.HeapBytes)
            .AddForJson("isReported", board.HeapIsReported)
            .Add("psram", "in PSRAM", board.Psram)
            .Add("programBytes", "for the program (estimate)", Board.ProgramBytes)
            .Add("pictureBytes", "for the picture", BoardHeap.PictureBytes(board))
            .Add("shelfBytes", "for the shelf", board.ShelfBytes)
            .Add("spareBytes", "left over", BoardHeap.SpareBytes(board));
        EnergyFacts.AddTable(report, board, battery);
        return report.AddNote("note", NotRun);
    }

    /// <summary>Adds whether the blob fits.</summary>
    public static void AddFit(Report report, BoardFit fit) => report.AddSection("board", $"On {fit.Board.Name}")
        .Add("id", "board", fit.Board.Id)
        .Add("fits", "fits", fit.Fits)
        .Add("fault", "fault of the firmware's reader under this limit (0: none)", fit.Fault)
        .AddForJson("readerLimitBytes", fit.ReaderLimitBytes)
        .Add("shelfBytes", "heap of the loaded shelf, blob included", fit.ShelfBytes)
        .Add("shelfBudgetBytes", "budget for it", fit.Board.ShelfBytes)
        .Add("pictureBytes", "heap of the picture", BoardHeap.PictureBytes(fit.Board))
        .Add("programBytes", "heap of the program (estimate)", Board.ProgramBytes)
        .Add("heapBytes", fit.Board.HeapIsReported ? "heap of the board (reported)" : "heap of the board (estimate)", fit.Board.HeapBytes)
        .Add("freeBytes", "left over", fit.FreeBytes)
        .AddNote("verdict", fit.Verdict);

    /// <summary>Adds the estimated energy of a ranking.</summary>
    public static void AddEnergy(Report report, Board board, BlobCost cost) => report.AddSection("energy", "Energy")
        .AddTable("rankings", "Energy of a ranking (estimates)",
            [("what", "what"), ("minMillijoules", "mJ, at least"), ("maxMillijoules", "mJ, at most")],
            [Energy("rank, none listed", board, cost.AtRest), Energy("rank, all listed", board, cost.Listed)])
        .AddNote("assumptions", FormattableString.Invariant($"estimate, not measured: the times above at {board.SupplyMillivolts / 1000.0} V and ")
            + FormattableString.Invariant($"{board.LeastMilliamps} to {board.MostMilliamps} mA (computing without radio; sending at 0 dBm); ")
            + "the chip alone: no regulator, battery, LED, panel refresh, waking up or Bluetooth connection, which take far more");

    /// <summary>Every signal and its pin, <see cref="Board.None"/> where there is none.</summary>
    private static IEnumerable<(string Signal, int Gpio)> Pins(Board board) =>
    [
        ("SCK", board.Sck), ("MOSI", board.Mosi), ("CS", board.Cs), ("DC", board.Dc), ("RST", board.Rst), ("BUSY", board.Busy),
        ("Vext", board.Power), ("SDA", board.Sda), ("SCL", board.Scl), ("Battery", board.Battery), ("BatterySwitch", board.BatterySwitch), ("Button", board.Button), ("LED", board.Led),
    ];

    private static string PanelOf(Board board) => board.PanelIsAssumed ? $"{board.Panel} (assumed)" : board.Panel;

    private static object?[] Energy(string what, Board board, IlCost cost)
    {
        LatencyEstimate time = DeviceSpeed.On(cost, board.Chip, board.ClockMHz);
        double volts = board.SupplyMillivolts / 1000.0;
        return
        [
            what, time.MinMilliseconds * board.LeastMilliamps * volts / 1000, time.MaxMilliseconds * board.MostMilliamps * volts / 1000,
        ];
    }
}
