using Endcap.Compression.Files;
using Endcap.Publishing.Keys;

namespace Endcap.Tests.HostTools.Publishing.Keys;

[TestClass]
public sealed class KeyFileTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    [TestMethod]
    public void What_Was_Written_Is_Read_Again()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        StoreKeys created = KeyFile.Create(path);
        KeyFile.Change(path, keys =>
        {
            keys.Note(uint.MaxValue);
            keys.Note(7);
            keys.Rotate(7);
            keys.Revoke(9);
        });
        StoreKeys read = KeyFile.Read(path);
        Assert.AreEqual("7/1/0/rotating 9/0//revoked 4294967295/0//in use",
            string.Join(' ', read.Labels.Select(label => $"{label.Label}/{label.Generation}/{label.Replaces}/{label.State}")));
        CollectionAssert.AreEqual(created.Device(7, 1), read.Device(7, 1));
        CollectionAssert.AreNotEqual(KeyFile.Create(folder["other.keys"]).Device(7, 1), read.Device(7, 1));
        Assert.AreEqual("other.keys store.keys", folder.Files); // no lock, no temporary file
    }

    [TestMethod]
    public void Only_The_Owner_Can_Read_It_From_Its_First_Moment()
    {
        if (OperatingSystem.IsWindows()) return; // Unix has the rights that this is about
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        var seen = new List<UnixFileMode>();
        AtomicFile.Write(path, _ => seen.AddRange(Modes(folder)), secret: true, replace: false);
        CollectionAssert.AreEqual(new[] { SecretFile.OwnerOnly }, seen); // the temporary file, while it is empty
        Assert.AreEqual(SecretFile.OwnerOnly, File.GetUnixFileMode(path));
        File.Delete(path);
        seen.Clear();
        AtomicFile.Write(path, _ => seen.AddRange(Modes(folder))); // a file that is no secret
        CollectionAssert.AreNotEqual(new[] { SecretFile.OwnerOnly }, seen);
        File.Delete(path);

        KeyFile.Create(path);
        KeyFile.Change(path, keys => keys.Note(1));
        Assert.AreEqual(SecretFile.OwnerOnly, File.GetUnixFileMode(path));
        foreach (UnixFileMode wider in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(path, SecretFile.OwnerOnly | wider);
            UserErrors.Expect("E366", () => KeyFile.Read(path), "other users");
            UserErrors.Expect("E366", () => KeyFile.Change(path, keys => keys.Note(2)));
        }

        File.SetUnixFileMode(path, SecretFile.OwnerOnly);
        Assert.HasCount(1, KeyFile.Read(path).Labels);
    }

    private static IEnumerable<UnixFileMode> Modes(TemporaryFolder folder) =>
        Directory.GetFiles(folder.Folder).Select(file => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));

    [TestMethod]
    public void A_Key_File_Is_Never_Replaced()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        KeyFile.Create(path);
        byte[] before = File.ReadAllBytes(path);
        UserErrors.Expect("E365", () => KeyFile.Create(path), "there is a file already");
        CollectionAssert.AreEqual(before, File.ReadAllBytes(path));
        Assert.AreEqual("store.keys", folder.Files);
    }

    [TestMethod]
    public void A_Change_That_Fails_Or_Changes_Nothing_Writes_Nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        KeyFile.Create(path);
        DateTime stamp = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, stamp);
        KeyFile.Change(path, _ => { });
        UserErrors.Expect("E370", () => KeyFile.Change(path, keys =>
        {
            keys.Note(1);
            keys.Rotate(2);
        }));
        Assert.AreEqual(stamp, File.GetLastWriteTimeUtc(path));
        KeyFile.Change(path, keys => keys.Note(1));
        Assert.AreNotEqual(stamp, File.GetLastWriteTimeUtc(path));
    }

    [TestMethod]
    public void Changes_At_The_Same_Time_All_Count()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        KeyFile.Create(path);
        Parallel.For(0, 12, label => KeyFile.Change(path, keys => keys.Note((uint)label)));
        Assert.HasCount(12, KeyFile.Read(path).Labels);
    }

    [TestMethod]
    public void A_Held_Lock_Is_E372()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        KeyFile.Create(path);
        using var held = new FileStream(path + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        UserErrors.Expect("E372", () => KeyFile.Change(path, keys => keys.Note(1)), "another endcap");
        Assert.IsEmpty(KeyFile.Read(path).Labels);
    }

    [TestMethod]
    [DataRow("{", "E420")]
    [DataRow("[]", "E421")]
    [DataRow("""{"format": "endcap-keys/2", "store_key": "ZEROS", "labels": []}""", "E424")]
    [DataRow("""{"format": "endcap-keys/1", "labels": []}""", "E423")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZERO", "labels": []}""", "E367")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": 5, "labels": []}""", "E367")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [], "extra": 1}""", "E422")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [{"label": 4294967296, "generation": 0}]}""", "E427")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [{"label": 1, "generation": 65536}]}""", "E427")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [{"label": 1, "generation": 2, "replaces": 2}]}""", "E367")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [{"label": 1, "generation": 2, "revoked": "yes"}]}""", "E421")]
    [DataRow("""{"format": "endcap-keys/1", "store_key": "ZEROS", "labels": [{"label": 1, "generation": 0}, {"label": 1, "generation": 1}]}""", "E367")]
    public void A_Damaged_File_Is_Refused(string text, string code)
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        SecretFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text.Replace("ZEROS", Zeros, StringComparison.Ordinal)), replace: false);
        UserErrors.Expect(code, () => KeyFile.Read(path));
    }

    [TestMethod]
    public void A_Message_Never_Repeats_The_Key()
    {
        using var folder = new TemporaryFolder();
        string path = folder["store.keys"];
        string almost = string.Concat(Enumerable.Repeat("c0ffee12", 8))[1..];
        SecretFile.Write(path, System.Text.Encoding.UTF8.GetBytes($$"""{"format": "endcap-keys/1", "store_key": "{{almost}}", "labels": []}"""), replace: false);
        Endcap.Compression.Errors.UserErrorException error =
            Assert.ThrowsExactly<Endcap.Compression.Errors.UserErrorException>(() => KeyFile.Read(path));
        Assert.DoesNotContain("ffee", error.Message);
    }
}
