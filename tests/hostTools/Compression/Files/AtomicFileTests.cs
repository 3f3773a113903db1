using Endcap.Compression.Files;

namespace Endcap.Tests.HostTools.Compression.Files;

[TestClass]
public class AtomicFileTests
{
    [TestMethod]
    public void Writes_And_Replaces()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["a"], new byte[] { 1, 2 });
        AtomicFile.Write(folder["a"], new byte[] { 3 });
        CollectionAssert.AreEqual(new byte[] { 3 }, File.ReadAllBytes(folder["a"]));
        Assert.AreEqual("a", folder.Files);
    }

    [TestMethod]
    public void An_Exception_Leaves_The_Old_File_And_Nothing_Else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", "old");
        Assert.ThrowsExactly<OperationCanceledException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.WriteByte(1);
            stream.Flush();
            throw new OperationCanceledException();
        }));
        Assert.AreEqual("old", File.ReadAllText(folder["a"]));
        Assert.AreEqual("a", folder.Files);
    }

    [TestMethod]
    public void A_Link_Stays_A_Link()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", "old");
        File.CreateSymbolicLink(folder["link"], folder["a"]);
        AtomicFile.Write(folder["link"], "new"u8.ToArray());
        Assert.AreEqual("new", File.ReadAllText(folder["a"]));
        Assert.IsNotNull(File.ResolveLinkTarget(folder["link"], false));
    }

    [TestMethod]
    public void Says_What_Is_Wrong_With_The_Target()
    {
        using var folder = new TemporaryFolder();
        UserErrors.Expect("E402", () => AtomicFile.Write(folder["none/a"], new byte[1]), "none");
        UserErrors.Expect("E405", () => AtomicFile.Write(folder.Folder, new byte[1]), folder.Folder);
        // A name longer than file systems take.
        UserErrors.Expect("E404", () => AtomicFile.Write(folder[new string('a', 300)], new byte[1]), "cannot be written");
        UserErrors.Expect("E404", () => AtomicFile.CheckTarget("/dev/null"), "device");
        UserErrors.Expect("E407", () => AtomicFile.CheckTarget(""), "empty");
        UserErrors.Expect("E407", () => InputFile.Open(""), "empty");
        Assert.AreEqual("", folder.Files);
    }

    [TestMethod]
    public void A_Target_That_Is_An_Input_Is_Refused_Also_Through_A_Link()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", "old");
        File.CreateSymbolicLink(folder["link"], folder["a"]);
        UserErrors.Expect("E406", () => AtomicFile.CheckTarget(folder["../" + Path.GetFileName(folder.Folder) + "/a"], "none", folder["a"]), "a");
        UserErrors.Expect("E406", () => AtomicFile.CheckTarget(folder["link"], folder["a"]), "link");
        UserErrors.Expect("E406", () => AtomicFile.CheckTarget(folder["a"], folder["link"]), "link");
        AtomicFile.CheckTarget(folder["b"], folder["a"], "");
    }
}
