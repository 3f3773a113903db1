using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>Released blobs, with results worked out by hand, must be read the same for ever.</summary>
[TestClass]
public sealed class GoldenTests
{
    public static IEnumerable<object[]> Names => GoldenFiles.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_Kernel_Gives_The_Results_Worked_Out_By_Hand(string name)
    {
        LoadedShelf shelf = Blobs.Load(GoldenFiles.Read(name));
        int profiles = 0;
        foreach (GoldenResult expected in GoldenFiles.Results(name))
        {
            Assert.IsTrue(expected.Profile.IsAcceptedBy(shelf));
            CollectionAssert.AreEqual(expected.Scores, expected.Profile.ScoresOn(shelf));
            CollectionAssert.AreEqual(expected.Order, expected.Profile.OrderOn(shelf, shelf.ProductCount));
            profiles++;
        }

        Assert.IsGreaterThanOrEqualTo(2, profiles);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_Writer_Still_Writes_The_Golden_Bytes(string name)
    {
        byte[] written = BlobWriter.Write(GoldenContents.All[name]);
        if (name == "newer-minor") Blobs.Change(written, (BlobLayout.MinorAt, 9), (BlobLayout.FlagsAt, 0x80));
        Assert.AreEqual(Convert.ToHexString(GoldenFiles.Read(name)), Convert.ToHexString(written));
    }

    [TestMethod]
    public void Every_Content_Has_Its_File() =>
        CollectionAssert.AreEquivalent(GoldenContents.All.Keys.ToArray(), GoldenFiles.Names);

    [TestMethod]
    [DataRow("lanes-12", 12, 2)]
    [DataRow("lanes-16", 16, 2)]
    [DataRow("lanes-21", 21, 2)]
    [DataRow("smallest", 12, 1)]
    public void Lanes_Are_As_Narrow_As_The_Scores_Allow(string name, int bits, int words)
    {
        LoadedShelf shelf = Blobs.Load(GoldenFiles.Read(name));
        Assert.AreEqual(bits, shelf.LaneBits);
        Assert.AreEqual(words, shelf.Words);
    }

    [TestMethod]
    public void The_Hex_Dump_In_The_Spec_Is_The_Smallest_Golden_Blob()
    {
        string spec = File.ReadAllText(Path.Combine(GoldenFiles.Folder, "BLOB.md"));
        string dump = spec.Split("```hex\n")[1].Split("```")[0];
        Assert.AreEqual(Convert.ToHexString(GoldenFiles.Read("smallest")), Convert.ToHexString(GoldenFiles.Parse(dump)));
    }

    [TestMethod]
    public void The_Spec_Lists_Every_Fault_By_Number_And_Name()
    {
        string spec = File.ReadAllText(Path.Combine(GoldenFiles.Folder, "BLOB.md"));
        foreach ((string name, int number) in Blobs.Faults)
            StringAssert.Contains(spec, $"| {number} | {name} |", StringComparison.Ordinal);
    }
}
