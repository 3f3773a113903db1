using System.Text.Json;
using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>The commands with a board that has no panel, and a department's blob.</summary>
[TestClass]
public sealed class BeaconCommandsTests
{
    private const string Board = "esp32-s3-devkit";

    [TestMethod]
    public void The_Board_Is_Shown_Without_A_Panel()
    {
        JsonElement board = EndcapProcess.Run("boards", Board, "--json").Succeeded().Json;
        Assert.AreEqual(Panels.None, board.GetProperty("panel").GetString());
        Assert.AreEqual("LED 4", string.Join(", ", board.GetProperty("pins").EnumerateArray()
            .Select(pin => $"{pin.GetProperty("signal").GetString()} {pin.GetProperty("gpio").GetInt32()}")));
        Assert.AreEqual(0, board.GetProperty("heap").GetProperty("pictureBytes").GetInt32());
        JsonElement panel = board.GetProperty("power").GetProperty("causes").EnumerateArray().Single(cause => cause.GetProperty("cause").GetString() == "panel");
        Assert.AreEqual(0, panel.GetProperty("worst").GetDouble());
    }

    [TestMethod]
    public void A_Department_Fits_Is_Simulated_And_Is_Planned_For_Flashing()
    {
        using var folder = new TemporaryFolder();
        string blob = folder.Write("department.ecap", Department());
        JsonElement fit = EndcapProcess.Run("inspect", blob, "--board", Board, "--json").Succeeded().Json.GetProperty("board");
        Assert.IsTrue(fit.GetProperty("fits").GetBoolean());
        Assert.IsLessThan(new FileInfo(blob).Length, fit.GetProperty("shelfBytes").GetInt64(), "the names stay on the drive");

        string profile = folder.Write("p.json", """{"shopper": {"age": 40}, "affinity": {"S7": {"times_bought": 2}, "S290": {"times_bought": 1}}}""");
        JsonElement visit = EndcapProcess.Run("simulate", blob, "--board", Board, "--profile", profile, "--out", folder["visit"], "--json").Succeeded().Json;
        Assert.AreEqual("S299 S298 S297", string.Join(' ', visit.GetProperty("ranking").EnumerateArray().Select(row => row.GetProperty("sku").GetString())));
        Assert.AreEqual(0, visit.GetProperty("problems").GetArrayLength());
        Assert.AreEqual(0, visit.GetProperty("fullRefreshes").GetInt32());
        Assert.AreEqual("transcript.txt", string.Join(' ', Directory.GetFiles(folder["visit"]).Select(Path.GetFileName)));
        string transcript = File.ReadAllText(Path.Combine(folder["visit"], "transcript.txt"));
        StringAssert.Contains(transcript, "2 listed products", StringComparison.Ordinal);
        StringAssert.Contains(transcript, "the ranks after product 297", StringComparison.Ordinal);

        JsonElement plan = EndcapProcess.Run("flash", "--board", Board, "--image", folder.Write("app.bin", new byte[100]), "--blob", blob,
            "--dry-run", "--nanoff", "/nowhere/nanoff", "--json").Succeeded().Json;
        Assert.AreEqual("I:\\shelf-a.ecap I:\\shelf-b.ecap I:\\state-a I:\\state-b", string.Join(' ',
            plan.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("destination").GetString())));
    }

    [TestMethod]
    public void Content_For_A_Board_Without_A_Panel_Is_E352()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("labels.csv", "label_id,sku,name,price,currency\n1,A,Oat,2.49,EUR\n");
        EndcapProcess run = EndcapProcess.Run("content", list, "--board", Board, "-o", folder["out"], "--json");
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("E352", run.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.IsFalse(Directory.Exists(folder["out"]));
    }

    private static byte[] Department() => BlobWriter.Write(new BlobContent
    {
        SchemaId = 0x55667788, ModelVersion = 9, IsCatalogue = true, Features = [new(3, 0, 0), new(2, 2, 0)],
        Base = [.. Enumerable.Range(0, 300).Select(p => (short)p)],
        Products = [.. Enumerable.Range(0, 300).Select(p => new ProductText($"S{p}", $"A product with a name of some length, {p}"))],
        FeatureTexts = [new("age", FeatureKind.Numeric, false, 0, [30, 60], []), new("times_bought", FeatureKind.Numeric, false, 0, [1], [])],
    });
}
