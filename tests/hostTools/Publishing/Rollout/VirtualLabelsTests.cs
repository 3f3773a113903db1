using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Publishing.Rollout;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

[TestClass]
public sealed class VirtualLabelsTests
{
    private static readonly byte[] _key = KeyRecord.Encode(7, 0, new byte[32]);

    [TestMethod]
    public void A_Label_Keeps_Its_Drive()
    {
        using var folder = new TemporaryFolder();
        Use(folder["labels"], label =>
        {
            CollectionAssert.AreEqual(_key, label.Board.Drive.ReadAllBytes(Drive.KeyB));
            label.Board.Drive.WriteAllBytes(Drive.ShelfB, [1, 2, 3]);
            label.Board.Drive.Delete(Drive.KeyB);
        });
        Use(folder["labels"], label =>
        {
            CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, label.Board.Drive.ReadAllBytes(Drive.ShelfB));
            Assert.IsFalse(label.Board.Drive.Contains(Drive.KeyB));
        });
        if (OperatingSystem.IsWindows()) return;
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["labels"]));
    }

    [TestMethod]
    public void A_Process_That_Dies_While_It_Saves_Leaves_The_Old_Drive_Or_The_New_One()
    {
        using var folder = new TemporaryFolder();
        string labels = folder["labels"], path = Path.Combine(labels, "7");
        Use(labels, label => label.Board.Drive.WriteAllBytes(Drive.Drawn, [1]));
        string copy = folder["copy"];
        Copy(path, copy);
        File.WriteAllBytes(Path.Combine(copy, "drawn"), [2]);

        Copy(copy, path + ".tmp"); // not complete yet
        Use(labels, label => CollectionAssert.AreEqual(new byte[] { 1 }, label.Board.Drive.ReadAllBytes(Drive.Drawn)), save: false);
        Copy(copy, path + ".new"); // complete
        Use(labels, label => CollectionAssert.AreEqual(new byte[] { 2 }, label.Board.Drive.ReadAllBytes(Drive.Drawn)), save: false);
        Copy(copy, path + ".new");
        File.WriteAllBytes(Path.Combine(path + ".new", "drawn"), [3]);
        Directory.Move(path, path + ".old"); // the old one is out of the way
        Use(labels, label => CollectionAssert.AreEqual(new byte[] { 3 }, label.Board.Drive.ReadAllBytes(Drive.Drawn)));
        Assert.AreEqual("7", string.Join(' ', Directory.GetDirectories(labels).Select(Path.GetFileName)));
    }

    [TestMethod]
    public void Other_Folders_Are_Refused()
    {
        using var folder = new TemporaryFolder();
        Use(folder["labels"], _ => { });
        UserErrors.Expect("E376", () => _ = new VirtualLabels(folder["labels"], Endcap.Boards.BoardList.Find("heltec-e290")!), "lilygo-t5-213, not heltec-e290");
        UserErrors.Expect("E404", () => _ = new VirtualLabels(folder.Write("file", ""), VirtualStore.Board()));
        UserErrors.Expect("E407", () => _ = new VirtualLabels("", VirtualStore.Board()));
    }

    private static void Use(string folder, Action<SimulatedLabel> use, bool save = true)
    {
        var labels = new VirtualLabels(folder, VirtualStore.Board());
        using SimulatedLabel label = labels.Open(7, () => _key, 1);
        use(label);
        if (save) labels.Save(7, label.Board.Drive);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
