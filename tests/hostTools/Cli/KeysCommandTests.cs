using System.Text.Json;
using Endcap.Label.Update;
using Endcap.Publishing.Keys;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class KeysCommandTests
{
    [TestMethod]
    public void A_Store_Makes_Derives_Rotates_And_Revokes()
    {
        using var folder = new TemporaryFolder();
        string keys = folder["store.keys"], record = folder["key.rec"];
        Run("create", "-o", keys);
        JsonElement derived = Run("derive", keys, "--label", "0xA017", "-o", record, "--json").Json;
        Assert.AreEqual("file labels[label generation replaces state] output warnings[]", JsonKeys.Of(derived));
        CollectionAssert.AreEqual(KeyFile.Read(keys).Record(0xA017), File.ReadAllBytes(record));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(Endcap.Compression.Files.SecretFile.OwnerOnly, File.GetUnixFileMode(record));

        Assert.AreEqual("40983 1 0 rotating", Rows(Run("rotate", keys, "--label", "40983", "--json").Json));
        Run("derive", keys, "--label", "5", "-o", folder["5.rec"]);
        Assert.AreEqual("5 1 0 rotating; 40983 2 0 rotating", Rows(Run("rotate", keys, "--all", "--json").Json));
        EndcapProcess revoked = Run("revoke", keys, "--label", "5", "--label", "99", "--json");
        Assert.AreEqual("5 1  revoked; 99 0  revoked", Rows(revoked.Json));
        StringAssert.Contains(revoked.Error, "label 99 was not in the list", StringComparison.Ordinal);
        Assert.AreEqual("40983 3 0 rotating", Rows(Run("rotate", keys, "--all", "--json").Json));
        Assert.AreEqual("5 1  revoked; 99 0  revoked; 40983 3 0 rotating", Rows(Run("show", keys, "--json").Json));
    }

    [TestMethod]
    public void A_Key_Is_Printed_Only_When_It_Is_Asked_For()
    {
        using var folder = new TemporaryFolder();
        string keys = folder["store.keys"], record = folder["key.rec"];
        string printed = string.Concat(new[]
        {
            Run("create", "-o", keys), Run("derive", keys, "--label", "5", "-o", record), Run("show", keys), Run("rotate", keys, "--all"),
            Run("revoke", keys, "--label", "6"),
        }.Select(run => run.Output + run.Error));
        string store = JsonDocument.Parse(File.ReadAllText(keys)).RootElement.GetProperty("store_key").GetString()!;
        string device = Convert.ToHexStringLower(File.ReadAllBytes(record)[KeyRecord.KeyAt..]);
        Assert.DoesNotContain(store[..16], printed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(device[..16], printed, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Convert.ToHexStringLower(KeyFile.Read(keys).Record(5)), Run("derive", keys, "--label", "5", "--print").Output);
    }

    [TestMethod]
    public void Mistakes_Are_Answered()
    {
        using var folder = new TemporaryFolder();
        string keys = folder["store.keys"];
        Run("create", "-o", keys);
        byte[] before = File.ReadAllBytes(keys);
        Expect("E365", "create", "-o", keys);
        Expect("E402", "create", "-o", folder["none/store.keys"]);
        Expect("E371", "derive", keys, "--label", "5");
        Expect("E331", "derive", keys, "--label", "five", "--print");
        Expect("E406", "derive", keys, "--label", "5", "-o", keys);
        Expect("E371", "rotate", keys);
        Expect("E371", "rotate", keys, "--all", "--label", "5");
        Expect("E370", "rotate", keys, "--label", "5");
        Expect("E401", "show", folder["other.keys"]);
        Expect("E401", "rotate", folder["other.keys"], "--all");
        Assert.AreEqual(2, EndcapProcess.Run("keys", "revoke", keys).ExitCode);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(keys));
        Run("revoke", keys, "--label", "5");
        Expect("E369", "derive", keys, "--label", "5", "--print");
        Expect("E369", "rotate", keys, "--label", "5");
        Assert.AreEqual("store.keys", folder.Files);
    }

    private static EndcapProcess Run(params string[] args) => EndcapProcess.Run(["keys", .. args]).Succeeded();

    private static void Expect(string code, params string[] args)
    {
        EndcapProcess run = EndcapProcess.Run(["keys", .. args]);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        StringAssert.Contains(run.Error, $"error {code}: ", StringComparison.Ordinal);
    }

    private static string Rows(JsonElement report) => string.Join("; ", report.GetProperty("labels").EnumerateArray()
        .Select(row => string.Join(' ', row.EnumerateObject().Select(cell => cell.Value.ToString()))));
}
