using System.Buffers.Binary;
using System.Text.Json;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class ShelfErrorsTests
{
    [TestMethod]
    [DataRow("E153", "shelf.csv:1: unknown column: colour", "sku,name,brand,price,colour\nA,a,0,1,red\nB,b,1,1,red\n")]
    [DataRow("E101", "shelf.csv:1: missing column: price", "sku,name,brand\nA,a,0\nB,b,1\n")]
    [DataRow("E105", "shelf.csv:3: column price: \"dear\"", "sku,name,brand,price\nA,a,0,1\nB,b,1,dear\n")]
    [DataRow("E115", "shelf.csv:3: brand: \"9\"", "sku,name,brand,price\nA,a,0,1\nB,b,9,1\n")]
    [DataRow("E150", "shelf.csv:3: the sku \"A\" is already on line 2", "sku,name,brand,price\nA,a,0,1\nA,b,1,1\n")]
    [DataRow("E152", "shelf.csv: there is one product", "sku,name,brand,price\nA,a,0,1\n")]
    [DataRow("E106", "shelf.csv: the file is empty", "")]
    public void A_Bad_Shelf_Gives_Its_Code_And_Keeps_The_Old_Blob(string code, string part, string shelf)
    {
        using var store = new BuiltStore();
        byte[] before = store.Blob;
        store.Write("shelf.csv", shelf);
        Expect(store.Build(), code, part);
        CollectionAssert.AreEqual(before, store.Blob);
        Assert.AreEqual("m.json s.json shelf.csv shelf.ecap", store.Files);
    }

    [TestMethod]
    [DataRow("E301", "does not fit 60 bytes", "--budget", "60")]
    [DataRow("E305", "--budget is 0", "--budget", "0")]
    [DataRow("E305", "--lane-heap is -1", "--lane-heap", "-1")]
    [DataRow("E305", "--model-version is 4294967296", "--model-version", "4294967296")]
    public void A_Bad_Option_Of_Build_Gives_Its_Code(string code, string part, params string[] options)
    {
        using var store = new BuiltStore();
        Expect(store.Build(options), code, part);
    }

    [TestMethod]
    public void A_Label_Cannot_Rank_Rows_Without_Groups_Or_Too_Many()
    {
        using var store = new BuiltStore();
        string rows = string.Concat(Enumerable.Range(0, 256).Select(row => $"1,{row % 2},0,1.1,30,0\n"));
        string csv = store.Write("d.csv", "g,y,brand,price,age,last\n" + rows);
        string[] evaluate = ["evaluate", store["m.json"], "--data", csv, "--on-label", "--json"];
        Expect(EndcapProcess.Run(evaluate), "E314", "d.csv: a group of column g has 256 rows");
        Expect(EndcapProcess.Run([.. evaluate, "--budget", "-5"]), "E305", "--budget is -5");
        Expect(EndcapProcess.Run(["evaluate", store["m.json"], "--data", csv, "--budget", "900", "--json"]), "E315", "--budget does nothing without --on-label");

        string text = File.ReadAllText(store["m.json"]);
        store.Write("m.json", System.Text.RegularExpressions.Regex.Replace(text, "\"group\": \"g\",", ""));
        Expect(EndcapProcess.Run(evaluate), "E313", "m.json: the schema has no group");
    }

    [TestMethod]
    public void Files_That_Are_Not_There_Are_Named()
    {
        using var store = new BuiltStore();
        string model = store["m.json"], shelf = store["shelf.csv"], blob = store["shelf.ecap"], none = store["none"];
        Expect(EndcapProcess.Run("build", none, "--shelf", shelf, "-o", store["x.ecap"], "--json"), "E401", none);
        Expect(EndcapProcess.Run("build", model, "--shelf", none, "-o", store["x.ecap"], "--json"), "E401", none);
        Expect(EndcapProcess.Run("build", none, "--shelf", none, "-o", store["none/x.ecap"], "--json"), "E402", "none/x.ecap");
        Expect(EndcapProcess.Run("build", shelf, "--shelf", shelf, "-o", store["x.ecap"], "--json"), "E420", "shelf.csv:1");
        Expect(EndcapProcess.Run("inspect", none, "--json"), "E401", none);
        Expect(EndcapProcess.Run("rank", blob, "--profile", none, "--json"), "E401", none);
        Assert.AreEqual("m.json s.json shelf.csv shelf.ecap", store.Files);
    }

    [TestMethod]
    public void A_Text_Too_Long_For_A_Blob_Is_E306()
    {
        using var store = new BuiltStore();
        store.Write("shelf.csv", $"sku,name,brand,price\nA,{new string('é', 128)},0,1\nB,b,1,1\n");
        Expect(store.Build(), "E306", "has 256 bytes in UTF-8; a blob holds at most 255");
    }

    [TestMethod]
    [DataRow("E160", "p.json:1: ", """{"shopper": {"height": 1}}""")]
    [DataRow("E161", "the sku \"Z\" is not on this shelf", """{"affinity": {"Z": {"last": 1}}}""")]
    [DataRow("E422", "unknown property \"shoper\"", """{"shoper": {}}""")]
    [DataRow("E420", "p.json:2: not valid JSON", "{\n")]
    public void A_Bad_Profile_Gives_Its_Code(string code, string part, string profile)
    {
        using var store = new BuiltStore();
        Expect(store.Rank(profile, "--json"), code, part);
    }

    [TestMethod]
    public void Bad_Options_Of_Rank_And_Inspect_Give_Their_Codes()
    {
        using var store = new BuiltStore();
        Expect(store.Rank("{}", "--top", "0", "--json"), "E305", "--top is 0");
        Expect(store.Inspect("--hex", "cells", "--json"), "E312", "there is no section \"cells\"");
        Expect(store.Inspect("--hex", "trees", "--json"), "E312", "there is no section \"trees\"");
    }

    [TestMethod]
    public void A_Blob_That_The_Label_Refuses_Says_Why()
    {
        using var store = new BuiltStore();
        byte[] blob = store.Blob;
        void Refused(byte[] bytes, int fault, string facts)
        {
            string file = store.Write("bad.ecap", bytes);
            foreach (EndcapProcess run in (EndcapProcess[])[EndcapProcess.Run("inspect", file, "--json"),
                EndcapProcess.Run("rank", file, "--profile", store.Write("p.json", "{}"), "--json")])
                Expect(run, "E310", $"bad.ecap: the label would refuse this blob with fault {fault} (", facts);
        }

        Refused(Changed(blob, bytes => bytes[BlobLayout.MajorAt] = 2), BlobFault.UnsupportedMajor, "version 2.0 at byte 4; this program reads 1.x");
        Refused(blob[..^5], BlobFault.LengthMismatch, $"the header says {blob.Length} bytes at byte 8, the file has {blob.Length - 5}");
        Refused(blob[..10], BlobFault.TooShort, "10 bytes; a header alone has 24");
        Refused([], BlobFault.TooShort, "0 bytes");
        Refused([.. "PK, a zip file, surely not a blob"u8], BlobFault.BadMagic, "bytes 0 to 3 are 504B2C20");
        byte[] damaged = [.. blob];
        damaged[^1] ^= 1;
        Refused(damaged, BlobFault.BadChecksum, " at byte 12, ");
        int second = BlobLayout.HeaderBytes + BlobLayout.SectionHeaderBytes + BlobLayout.U24(blob, BlobLayout.HeaderBytes + 1);
        Refused(Changed(blob, bytes => bytes[second] = 0x11), BlobFault.UnknownSection, $"section 0x11 at byte {second}");
        Refused(Changed(blob, bytes => bytes[second] = 1), BlobFault.SectionOrder, $"section shape at byte {second}");
        Refused(Changed(blob, bytes => bytes[second + 3] = 1), BlobFault.SectionTruncated, $"section tables at byte {second} says ");
        Refused(Changed(blob, bytes => bytes[BlobLayout.SectionCountAt]++), BlobFault.SectionMissing, "sections at byte 7, there are ");
    }

    // The change is made, then the checksum is made to fit.
    private static byte[] Changed(byte[] blob, Action<byte[]> change)
    {
        byte[] changed = [.. blob];
        change(changed);
        BlobWriter.Seal(changed);
        Assert.AreEqual(BinaryPrimitives.ReadInt32LittleEndian(changed.AsSpan(BlobLayout.ChecksumAt)), Crc32.OfBlob(changed, changed.Length));
        return changed;
    }

    private static void Expect(EndcapProcess run, string code, params string[] parts)
    {
        Assert.AreEqual(1, run.ExitCode, run.Error);
        StringAssert.StartsWith(run.Error, $"error {code}: ", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, "\nhelp: ", StringComparison.Ordinal);
        JsonElement error = run.Json.GetProperty("error");
        Assert.AreEqual(code, error.GetProperty("code").GetString());
        foreach (string part in parts) StringAssert.Contains(error.GetProperty("message").GetString(), part, StringComparison.Ordinal);
    }
}
