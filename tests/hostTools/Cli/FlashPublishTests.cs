using System.Text.Json;
using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Label.Storage;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Rollout;
using Endcap.Simulation;
using Endcap.Tests.HostTools.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>A label that was flashed over USB, and the store's first roll-outs over the air.</summary>
[TestClass]
public sealed class FlashPublishTests
{
    private const string BoardId = "heltec-e290";
    private const string List = "label_id,sku,name,price,currency\n17,A,Oat,3.49,EUR\n";

    [TestMethod]
    public void What_Came_Over_Usb_Is_Not_Sent_Again_And_What_Changed_Is()
    {
        using var folder = new TemporaryFolder();
        string[] publish = Flashed(folder, _ => { });
        JsonElement first = EndcapProcess.Run(publish).Succeeded().Json;
        Assert.AreEqual((0, 1, 0, 0L), Counts(first));
        using (var journal = PublishJournal.Open(folder["publish.db"]))
            Assert.AreEqual("Active 0, Active 0", string.Join(", ", journal.Entries.Select(entry => $"{entry.State} {entry.Version}")));
        Assert.AreEqual((0, 1, 0, 0L), Counts(EndcapProcess.Run([.. publish, "--verify"]).Succeeded().Json));

        byte[] shelf = VirtualStore.Padded(1200, fill: 1);
        folder.Write("shelf.ecap", shelf);
        JsonElement second = EndcapProcess.Run(publish).Succeeded().Json;
        Assert.AreEqual((1, 0, 0), (second.GetProperty("updated").GetInt32(), second.GetProperty("upToDate").GetInt32(), second.GetProperty("failed").GetInt32()));
        Assert.AreEqual(shelf.Length, second.GetProperty("fileBytes").GetInt64(), "the shelf only");
        CollectionAssert.AreEqual(shelf, File.ReadAllBytes(Path.Combine(folder["labels"], "17", "shelf-b.ecap")));
        using (var journal = PublishJournal.Open(folder["publish.db"]))
            Assert.AreEqual(1u, journal.Entries.Single(entry => entry.Bytes == shelf.Length).Version);
        Assert.AreEqual((0, 1, 0, 0L), Counts(EndcapProcess.Run([.. publish, "--verify"]).Succeeded().Json));
    }

    // As an older endcap flashed it, and as nobody wrote a state.
    [TestMethod]
    public void A_Label_Without_Checksums_Gets_Its_Files_Once()
    {
        using var folder = new TemporaryFolder();
        string[] publish = Flashed(folder, label =>
        {
            foreach (string path in new[] { Drive.StateA, Drive.StateB, Drive.ShelfB, Drive.ContentB, Drive.SettingsB }) label.Board.Drive.Delete(path);
        });
        JsonElement first = EndcapProcess.Run(publish).Succeeded().Json;
        Assert.AreEqual((1, 0), (first.GetProperty("updated").GetInt32(), first.GetProperty("upToDate").GetInt32()));
        Assert.IsGreaterThan(1000, first.GetProperty("fileBytes").GetInt64());
        Assert.AreEqual((0, 1, 0, 0L), Counts(EndcapProcess.Run([.. publish, "--verify"]).Succeeded().Json));
    }

    // A virtual label as flash leaves a real one. Answers the command that publishes the same files.
    private static string[] Flashed(TemporaryFolder folder, Action<SimulatedLabel> change)
    {
        KeyFile.Create(folder["store.keys"]);
        string shelf = folder.Write("shelf.ecap", VirtualStore.Padded(1000)), list = folder.Write("labels.csv", List);
        EndcapProcess.Run("content", list, "--board", BoardId, "-o", folder["records"]).Succeeded();
        Board board = BoardList.Find(BoardId)!;
        FlashFiles files = FlashFiles.Read(board, shelf, Path.Combine(folder["records"], "17.content.rec"), Path.Combine(folder["records"], "17.settings.rec"));
        files = FlashKeys.AddTo(files, folder["store.keys"], board, note: true);
        using var label = new SimulatedLabel(board, files.Files);
        change(label);
        new VirtualLabels(folder["labels"], board).Save(17, label.Board.Drive);
        return
        [
            "publish", shelf, "--to", list, "--keys", folder["store.keys"], "--content", "--board", BoardId,
            "--journal", folder["publish.db"], "--labels", folder["labels"], "--json",
        ];
    }

    private static (int Updated, int UpToDate, int Chunks, long FileBytes) Counts(JsonElement report) => (report.GetProperty("updated").GetInt32(),
        report.GetProperty("upToDate").GetInt32(), report.GetProperty("chunks").GetInt32(), report.GetProperty("fileBytes").GetInt64());
}
