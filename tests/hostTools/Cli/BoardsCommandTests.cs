using System.Text.Json;
using Endcap.Boards;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class BoardsCommandTests
{
    [TestMethod]
    public void Lists_All_Boards()
    {
        JsonElement[] rows = [.. EndcapProcess.Run("boards", "--json").Succeeded().Json.GetProperty("boards").EnumerateArray()];
        CollectionAssert.AreEqual(BoardList.Create().Select(board => board.Id).ToArray(), rows.Select(row => row.GetProperty("id").GetString()).ToArray());
        StringAssert.Contains(EndcapProcess.Run("boards").Succeeded().Output, "nothing was run on hardware", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Shows_One_Board()
    {
        JsonElement board = EndcapProcess.Run("boards", "heltec-e213", "--json").Succeeded().Json;
        Assert.AreEqual("id name chip clockMHz image panel panelIsAssumed width height pins[signal gpio] "
            + "flash{bytes deployAddress deployBytes driveAddress driveBytes} "
            + "heap{totalBytes isReported psram programBytes pictureBytes shelfBytes spareBytes} power{batteryMilliampHours "
            + "cycles[cycle windowSeconds sleepSeconds shoppersPerDay minDays maxDays bestMilliampHours worstMilliampHours] "
            + "causes[cause best worst] assumptions[key what best worst source] note} note warnings[]", JsonKeys.Of(board));
        Assert.AreEqual("SCK 4, MOSI 6, CS 5, DC 2, RST 3, BUSY 1, Vext 18, Battery 7, BatterySwitch 46", string.Join(", ",
            board.GetProperty("pins").EnumerateArray().Select(pin => $"{pin.GetProperty("signal").GetString()} {pin.GetProperty("gpio").GetInt32()}")));
        Assert.AreEqual("0x1B0000", board.GetProperty("flash").GetProperty("deployAddress").GetString());
        StringAssert.Contains(EndcapProcess.Run("boards", "heltec-e213").Succeeded().Output, "SSD1680 (assumed)", StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_Unknown_Board_Is_E320_And_Lists_The_Known()
    {
        using var store = new BuiltStore();
        foreach (EndcapProcess run in (EndcapProcess[])[EndcapProcess.Run("boards", "kindle", "--json"), store.Inspect("--board", "kindle", "--json")])
        {
            Assert.AreEqual(1, run.ExitCode);
            JsonElement error = run.Json.GetProperty("error");
            Assert.AreEqual("E320", error.GetProperty("code").GetString());
            StringAssert.Contains(error.GetProperty("message").GetString(), "\"kindle\"", StringComparison.Ordinal);
            foreach (Board board in BoardList.Create())
                StringAssert.Contains(error.GetProperty("help").GetString(), board.Id, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Inspect_Predicts_For_The_Board()
    {
        using var store = new BuiltStore();
        JsonElement plain = store.Inspect("--json").Succeeded().Json;
        JsonElement esp32 = store.Inspect("--board", "lilygo-t5-213", "--json").Succeeded().Json;
        JsonElement c3 = store.Inspect("--board", "esp32-c3-devkit", "--json").Succeeded().Json;
        Assert.IsFalse(plain.TryGetProperty("board", out _) || plain.TryGetProperty("energy", out _));
        JsonElement fit = esp32.GetProperty("board");
        Assert.IsTrue(fit.GetProperty("fits").GetBoolean());
        Assert.AreEqual(0, esp32.GetProperty("warnings").GetArrayLength());
        Assert.AreEqual(esp32.GetProperty("heap").GetProperty("totalBytes").GetInt32(), fit.GetProperty("shelfBytes").GetInt32());
        Assert.AreEqual(fit.GetProperty("heapBytes").GetInt32(), fit.GetProperty("freeBytes").GetInt32()
            + fit.GetProperty("shelfBytes").GetInt32() + fit.GetProperty("pictureBytes").GetInt32() + fit.GetProperty("programBytes").GetInt32());

        Assert.AreEqual(Times(plain), Times(esp32));
        // 160 of 240 MHz, another core: 1.5 times as long at the same speed, and a range wider by 1.5 on both sides.
        (double least, double most) = Times(esp32);
        (double leastC3, double mostC3) = Times(c3);
        Assert.AreEqual(least, leastC3, 1e-9);
        Assert.AreEqual(most * 2.25, mostC3, 1e-9);
        StringAssert.Contains(c3.GetProperty("cost").GetProperty("timeAssumptions").GetString(), "in proportion for 160 MHz", StringComparison.Ordinal);

        JsonElement energy = esp32.GetProperty("energy");
        JsonElement row = energy.GetProperty("rankings")[0];
        Assert.AreEqual(least * 30 * 3.3 / 1000, row.GetProperty("minMillijoules").GetDouble(), 1e-12);
        Assert.AreEqual(most * 120 * 3.3 / 1000, row.GetProperty("maxMillijoules").GetDouble(), 1e-12);
        JsonElement power = esp32.GetProperty("power");
        Assert.IsGreaterThan(power.GetProperty("minDays").GetDouble(), power.GetProperty("maxDays").GetDouble());
        Assert.AreEqual("deep sleep", power.GetProperty("causes")[0].GetProperty("cause").GetString());
        StringAssert.Contains(energy.GetProperty("assumptions").GetString(), "3.3 V and 30 to 120 mA", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Blob_Too_Large_For_A_Board_Gets_The_Fault_That_The_Label_Would_Show()
    {
        using var store = new BuiltStore();
        // Many unknown optional bytes: sound, but larger than the heap that a board without PSRAM has for a shelf.
        byte[] blob = [.. store.Blob, 0xFF, 0, 0x60, 0, .. new byte[0x6000]];
        blob[BlobLayout.SectionCountAt]++;
        BitConverter.TryWriteBytes(blob.AsSpan(BlobLayout.LengthAt), blob.Length);
        Endcap.Compression.Blobs.BlobWriter.Seal(blob);
        string file = store.Write("large.ecap", blob);
        EndcapProcess run = EndcapProcess.Run("inspect", file, "--board", "lilygo-t5-213", "--json").Succeeded();
        JsonElement fit = run.Json.GetProperty("board");
        Assert.IsFalse(fit.GetProperty("fits").GetBoolean());
        Assert.AreEqual(BlobFault.TooMuchMemory, fit.GetProperty("fault").GetInt32());
        StringAssert.Contains(run.Error, "warning: does not fit lilygo-t5-213: the label would refuse this blob with fault 17", StringComparison.Ordinal);
        Assert.AreEqual(1, run.Json.GetProperty("warnings").GetArrayLength());
        Assert.IsTrue(EndcapProcess.Run("inspect", file, "--board", "m5core2", "--json").Succeeded()
            .Json.GetProperty("board").GetProperty("fits").GetBoolean());
    }

    [TestMethod]
    public void A_Battery_S_Days_Are_In_Proportion_To_Its_Capacity()
    {
        JsonElement[] Days(string battery) => [.. EndcapProcess.Run("boards", "lilygo-t5-213", "--battery", battery, "--json").Succeeded()
            .Json.GetProperty("power").GetProperty("cycles").EnumerateArray()];
        JsonElement[] small = Days("500"), large = Days("50000");
        Assert.HasCount(15, small);
        for (int row = 0; row < small.Length; row++)
            Assert.AreEqual(1, large[row].GetProperty("maxDays").GetDouble() / small[row].GetProperty("maxDays").GetDouble() / 100, 0.11);
        string text = EndcapProcess.Run("boards", "lilygo-t5-213").Succeeded().Output;
        StringAssert.Contains(text, "always on", StringComparison.Ordinal);
        StringAssert.Contains(text, "1000 mAh (estimates)", StringComparison.Ordinal);
        StringAssert.Contains(text, "nothing was measured", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("E305", "--battery is 0", "boards", "m5core2", "--battery", "0")]
    [DataRow("E315", "--battery does nothing without a board's id", "boards", "--battery", "500")]
    public void A_Battery_Out_Of_Place_Gives_Its_Code(string code, string part, params string[] command)
    {
        JsonElement error = EndcapProcess.Run([.. command, "--json"]).Json.GetProperty("error");
        Assert.AreEqual(code, error.GetProperty("code").GetString());
        StringAssert.Contains(error.GetProperty("message").GetString(), part, StringComparison.Ordinal);
    }

    private static (double Least, double Most) Times(JsonElement report)
    {
        JsonElement row = report.GetProperty("cost").GetProperty("work")[1];
        return (row.GetProperty("minMilliseconds").GetDouble(), row.GetProperty("maxMilliseconds").GetDouble());
    }
}
