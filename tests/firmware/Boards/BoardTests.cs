using System.Reflection;
using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Panel;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Boards;

/// <summary>The boards' data keep the rules, their READMEs say the same, and each rule can fail.</summary>
[TestClass]
public sealed class BoardTests
{
    private static readonly string Readmes = Path.Combine(AppContext.BaseDirectory, "BoardReadmes");

    public static IEnumerable<object[]> Ids => BoardList.Create().Select(board => new object[] { board.Id });

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void Every_Board_Keeps_The_Rules(string id) => Assert.AreEqual("", string.Join("; ", BoardRules.Check(BoardList.Find(id))));

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void Every_Board_Has_A_Readme_That_Says_The_Same(string id) =>
        Assert.AreEqual("", string.Join("; ", BoardRules.Readme(BoardList.Find(id), ReadmeOf(id))));

    [TestMethod]
    public void Ids_Are_Unique_And_All_Boards_Are_Listed()
    {
        Board[] boards = BoardList.Create();
        Assert.IsEmpty(BoardRules.Ids(boards));
        string[] folders = [.. Directory.GetDirectories(Readmes).Select(folder => Path.GetFileName(folder)!).Where(name => name != "Virtual")];
        CollectionAssert.AreEquivalent(boards.Select(board => board.Id).ToArray(), folders);
        int classes = typeof(Board).Assembly.GetTypes().Count(type => type.GetMethod("Create")?.ReturnType == typeof(Board));
        Assert.AreEqual(classes, boards.Length);
        string table = File.ReadAllText(Path.Combine(Readmes, "README.md"));
        foreach (Board board in boards)
        {
            string pins = string.Join('/', BoardRules.Pins(board).Take(6).Select(pin => pin.Gpio == Board.None ? "–" : $"{pin.Gpio}"));
            string row = table.Split('\n').Single(line => line.StartsWith($"| [`{board.Id}`]({board.Id}/README.md) |", StringComparison.Ordinal));
            StringAssert.Contains(row, $"| {board.Chip} | {board.Image} | {board.Panel}", StringComparison.Ordinal);
            StringAssert.EndsWith(row, $"{board.Width} × {board.Height} | {pins} |", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Two_Boards_Of_One_Id_Are_Noticed() =>
        Assert.AreEqual("id m5core2 is there twice", BoardRules.Ids([M5Core2.Create(), LilygoT5.Create(), M5Core2.Create()]).Single());

    [TestMethod]
    [DataRow("Id", "LilyGO T5", "id is not lower case")]
    [DataRow("Name", "", "no name")]
    [DataRow("Image", "ESP32_REV3", "image ESP32_REV3 has no Bluetooth")]
    [DataRow("Chip", "ESP32-P4", "unknown chip ESP32-P4")]
    [DataRow("Cs", 18, "GPIO 18 is used twice")]
    [DataRow("Busy", 24, "BUSY: GPIO 24 does not exist")]
    [DataRow("Busy", 40, "BUSY: GPIO 40 does not exist")]
    [DataRow("Sck", -2, "SCK: GPIO -2 does not exist")]
    [DataRow("Button", 6, "Button: GPIO 6 belongs to the flash")]
    [DataRow("Rst", 34, "RST: GPIO 34 is input only")]
    [DataRow("Dc", -1, "the panel lacks a pin")]
    [DataRow("Panel", "UC8179", "unknown panel UC8179")]
    [DataRow("Width", 0, "impossible panel size")]
    [DataRow("Height", 1025, "impossible panel size")]
    [DataRow("DeployBytes", 0x1F0000, "program and drive overlap")]
    [DataRow("FlashBytes", 0x3F0000, "the drive ends beyond the flash")]
    [DataRow("DriveBytes", 0x30000, "not a partition table")]
    [DataRow("HeapBytes", 40000, "program, picture and shelf exceed the heap")]
    [DataRow("ShelfBytes", 30000, "program, picture and shelf exceed the heap")]
    [DataRow("ShelfBytes", 0, "no heap for a shelf")]
    [DataRow("HeapBytes", 60000, "more heap than a board without PSRAM has")]
    [DataRow("MostMilliamps", 20, "impossible current")]
    [DataRow("LeastSleepMicroamps", 4, "impossible current in deep sleep")]
    [DataRow("MostSleepMicroamps", 19, "impossible current in deep sleep")]
    [DataRow("MostSleepMicroamps", 30001, "impossible current in deep sleep")]
    [DataRow("ClockMHz", 480, "impossible clock")]
    [DataRow("SupplyMillivolts", 5000, "impossible supply")]
    public void A_Broken_Board_Breaks_Its_Rule(string field, object value, string expected)
    {
        Board board = LilygoT5.Create();
        typeof(Board).GetField(field)!.SetValue(board, value);
        string found = string.Join("; ", BoardRules.Check(board));
        StringAssert.Contains(found, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("Width", 200, "a picture without a panel")]
    [DataRow("Busy", 5, "a pin of a panel that is not there")]
    [DataRow("Led", 30, "LED: GPIO 30 belongs to the flash")]
    public void A_Broken_Beacon_Breaks_Its_Rule(string field, object value, string expected)
    {
        Board board = Esp32S3DevKit.Create();
        typeof(Board).GetField(field)!.SetValue(board, value);
        Assert.AreEqual(expected, BoardRules.Check(board).Single());
    }

    [TestMethod]
    [DataRow("esp32-c3-devkit", 22, "does not exist")]
    [DataRow("esp32-c3-devkit", 12, "belongs to the flash")]
    [DataRow("esp32-c6-devkit", 31, "does not exist")]
    [DataRow("esp32-c6-devkit", 24, "belongs to the flash")]
    [DataRow("heltec-e213", 22, "does not exist")]
    [DataRow("heltec-e213", 49, "does not exist")]
    [DataRow("heltec-e213", 30, "belongs to the flash")]
    public void Each_Chip_Has_Its_Own_Pins(string id, int gpio, string expected)
    {
        Board board = BoardList.Find(id);
        board.Sck = gpio;
        Assert.AreEqual($"SCK: GPIO {gpio} {expected}", BoardRules.Check(board).Single());
    }

    [TestMethod]
    public void A_Readme_That_Says_Something_Else_Is_Noticed()
    {
        Board board = LilygoT5.Create();
        string readme = ReadmeOf(board.Id);
        foreach (string word in (string[])["ESP32_BLE_REV3", "| SCK | 18 |", "| Button | 39 |", "0x1E0000", "0x40000", "250 × 122", "50,176", "400 µA"])
            Assert.AreNotEqual(0, BoardRules.Readme(board, readme.Replace(word, "", StringComparison.Ordinal)).Count(), word);
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void The_Pictures_Are_Counted_Like_The_Labels_Buffers(string id)
    {
        Board board = BoardList.Find(id);
        if (board.Panel == Panels.None)
        {
            Assert.AreEqual(0, BoardHeap.PictureBytes(board));
            return;
        }

        var frame = new FrameBuffer(board.Width, board.Height);
        IPanel panel = board.Panel == Panels.Lcd ? new Lcd(board) : new EPaper(board);
        int copies = Simulation.ManagedHeap.Of(panel) - Simulation.ManagedHeap.Of(board);
        int overhead = BoardHeap.PictureBytes(board) - frame.Pixels.Length - copies;
        Assert.IsTrue(overhead is > -400 and < 200, $"{overhead} bytes"); // the object's own fields, and words that need not be 256
    }

    [TestMethod]
    public void A_Shelf_That_The_Reader_Accepts_Stays_Within_The_Boards_Budget()
    {
        // What ReaderLimit leaves for the shelf object and the blocks around arrays is enough for any shelf.
        Board board = LilygoT5.Create();
        FieldInfo[] fields = typeof(LoadedShelf).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        int overhead = 12 * (fields.Length + 1) + 23 * fields.Count(field => field.FieldType.IsArray);
        Assert.IsGreaterThanOrEqualTo(overhead, board.ShelfBytes - BoardHeap.ReaderLimit(board, 0));
        Blobs.ForSeeds(100, random =>
        {
            byte[] blob = BlobWriter.Write(RandomContent.Of(random));
            LoadedShelf shelf = Blobs.Load(blob);
            int total = LoadedHeap.Of(shelf).TotalBytes;
            board.ShelfBytes = total - 1;
            Assert.AreEqual(BlobFault.TooMuchMemory, Blobs.FaultOf(blob, BoardHeap.ReaderLimit(board, blob.Length)));
            board.ShelfBytes = blob.Length + shelf.HeapBytes + 1536;
            Assert.AreEqual(BlobFault.None, Blobs.FaultOf(blob, BoardHeap.ReaderLimit(board, blob.Length)));
            Assert.IsLessThanOrEqualTo(board.ShelfBytes, total);
        });
    }

    [TestMethod]
    public void Unknown_Ids_Find_Nothing() => Assert.IsNull(BoardList.Find("kindle"));

    private static string ReadmeOf(string id) => File.ReadAllText(Path.Combine(Readmes, id, "README.md"));
}
