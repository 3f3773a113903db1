using System.Text.Json;
using Endcap.Compression.Blobs;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class DemoTests
{
    [TestMethod]
    public void Demo_Leaves_A_Blob_The_Picture_Of_A_Label_And_A_Page_That_Says_Generated()
    {
        using var folder = new TemporaryFolder();
        string store = folder["demo"];
        EndcapProcess result = EndcapProcess.Run("demo", "--out", store, "--households", "60", "--json");
        Assert.AreEqual(0, result.ExitCode, result.Error);
        JsonElement report = result.Json;

        byte[] blob = File.ReadAllBytes(Path.Combine(store, "shelf.ecap"));
        Assert.AreEqual(blob.Length, report.GetProperty("blobBytes").GetInt32());
        Assert.IsTrue(blob.Length <= 1500, $"{blob.Length} bytes");
        Assert.AreEqual(0, BlobImage.TryRead(blob, out _));
        byte[] png = File.ReadAllBytes(report.GetProperty("picture").GetString()!);
        CollectionAssert.AreEqual(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, png[..4]);
        string page = File.ReadAllText(report.GetProperty("page").GetString()!);
        Assert.Contains("Generated data.", page);
        Assert.Contains(Convert.ToBase64String(png), page);
        Assert.IsFalse(Directory.EnumerateFiles(store, "*.tmp").Any());

        // Better than chance (1 in 12) by far, and not better than the truth.
        double captured = report.GetProperty("captured").GetDouble();
        Assert.IsTrue(captured is > 0.5 and <= 1, $"captured {captured}");
        Assert.AreEqual(12, report.GetProperty("ranking").GetArrayLength());
    }

    [TestMethod]
    public void Demo_Is_The_Same_For_The_Same_Seed_And_Differs_For_Another()
    {
        using var folder = new TemporaryFolder();
        var blobs = new List<string>();
        foreach (string seed in new[] { "5", "5", "6" })
        {
            string store = folder["store" + blobs.Count];
            EndcapProcess result = EndcapProcess.Run("demo", "--out", store, "--households", "30", "--seed", seed);
            Assert.AreEqual(0, result.ExitCode, result.Error);
            blobs.Add(Convert.ToHexString(File.ReadAllBytes(Path.Combine(store, "shelf.ecap"))));
        }

        Assert.AreEqual(blobs[0], blobs[1]);
        Assert.AreNotEqual(blobs[0], blobs[2]);
    }

    [TestMethod]
    public void Demo_Names_A_Folder_That_Cannot_Be_Made()
    {
        using var folder = new TemporaryFolder();
        string file = folder["taken"];
        File.WriteAllText(file, "");
        EndcapProcess result = EndcapProcess.Run("demo", "--out", file, "--households", "30");
        Assert.AreEqual(1, result.ExitCode);
        Assert.Contains("taken", result.Error);
    }
}
