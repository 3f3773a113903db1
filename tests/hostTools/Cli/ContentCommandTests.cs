using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class ContentCommandTests
{
    private const string Labels = "label_id,sku,name,price,currency,note,ean,qr\n17,G7,Oat Granola,3.49,EUR,Art. 7,2000000021041,\n"
        + "18,M3,Muesli,2.50,GBP,,,https://shop.example/p/18\n";

    [TestMethod]
    public void Writes_A_Pair_Of_Records_Per_Label_And_Pictures()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("labels.csv", Labels), output = folder["out"];
        string settings = folder.Write("settings.json", """{"sleep_seconds": 120, "label_id": 5}""");
        JsonElement report = EndcapProcess.Run("content", list, "-o", output, "--settings", settings, "--preview", "--board", "heltec-e290", "--json")
            .Succeeded().Json;
        Assert.AreEqual("folder labels[label sku name price contentBytes qrModules qrPixels] warnings[]", JsonKeys.Of(report));
        Assert.AreEqual("3.49 €", report.GetProperty("labels")[0].GetProperty("price").GetString());
        Assert.AreEqual("£2.50", report.GetProperty("labels")[1].GetProperty("price").GetString());
        Assert.AreEqual(2, report.GetProperty("labels")[1].GetProperty("qrPixels").GetInt32());
        Assert.AreEqual("17.content.rec 17.png 17.settings.rec 18.content.rec 18.png 18.settings.rec",
            string.Join(' ', Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal)));

        JsonElement content = EndcapProcess.Run("content", "show", Path.Combine(output, "17.content.rec"), "--json").Succeeded().Json;
        Assert.AreEqual("kind bytes name price minorUnits decimals unitPrice note ean qrModules sku shelfOrder[] warnings[]", JsonKeys.Of(content));
        Assert.AreEqual("G7 M3", string.Join(' ', content.GetProperty("shelfOrder").EnumerateArray().Select(sku => sku.GetString())));
        JsonElement shown = EndcapProcess.Run("content", "show", Path.Combine(output, "18.settings.rec"), "--json").Succeeded().Json;
        Assert.AreEqual(("18", 120), (shown.GetProperty("label").GetString(), shown.GetProperty("sleepSeconds").GetInt32()));
    }

    [TestMethod]
    public void Writes_One_Label_Only()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("labels.csv", Labels);
        EndcapProcess.Run("content", list, "-o", folder.Folder, "--label", "0x11").Succeeded();
        Assert.AreEqual("17.content.rec 17.settings.rec labels.csv", folder.Files);
        StringAssert.Contains(EndcapProcess.Run("content", list, "-o", folder.Folder, "--label", "19").Error, "error E364: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Mistake_In_Any_Row_Writes_Nothing()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("labels.csv", Labels + "19,X,x,1.234,EUR,,,\n");
        EndcapProcess run = EndcapProcess.Run("content", list, "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, "error E333: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, "labels.csv:4: column price", StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(folder["out"]));
    }

    [TestMethod]
    public void A_QR_Code_Too_Large_For_The_Panel_Is_A_Warning()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("labels.csv", $"label_id,sku,name,price,currency,qr\n1,A,a,1,€,{new string('a', 63)}\n");
        StringAssert.Contains(EndcapProcess.Run("content", list, "-o", folder.Folder, "--board", "lilygo-t5-213").Succeeded().Error,
            "warning: label 1: its QR code of 37 modules a side is too large for lilygo-t5-213", StringComparison.Ordinal);
        Assert.AreEqual("", EndcapProcess.Run("content", list, "-o", folder.Folder, "--board", "heltec-e290").Succeeded().Error);
    }

    [TestMethod]
    public void A_Preview_Needs_A_Board() => Assert.AreEqual(2, EndcapProcess.Run("content", "labels.csv", "-o", "out", "--preview").ExitCode);

    [TestMethod]
    public void A_File_That_Is_No_Record_Is_E339()
    {
        using var folder = new TemporaryFolder();
        EndcapProcess run = EndcapProcess.Run("content", "show", folder.Write("x.rec", "ECLS and no more"));
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, "not a sound settings record: the label would answer fault 100", StringComparison.Ordinal);
    }
}
