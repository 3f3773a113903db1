using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Publishing.Keys;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class FlashKeysTests
{
    private const string Label = """{"label_id": 17, "sku": "A", "name": "Oat", "price": "3.49", "currency": "EUR"}""";

    [TestMethod]
    public void A_Flashed_Label_Lets_The_Store_S_Staff_In_And_No_Other()
    {
        using var store = new BuiltStore();
        KeyFile.Create(store["store.keys"]);
        Board board = BoardList.Find("heltec-e290")!;
        FlashFiles files = FlashFiles.Read(board, store["shelf.ecap"], store.Write("label.json", Label), null);
        FlashFiles all = FlashKeys.AddTo(files, store["store.keys"], board, note: true);
        CollectionAssert.AreEqual(files.Files.Select(file => file.Destination).Concat([Drive.KeyA, Drive.KeyB]).ToArray(),
            all.Files.Select(file => file.Destination).ToArray());
        StoreKeys keys = KeyFile.Read(store["store.keys"]);
        Assert.AreEqual("17", string.Join(' ', keys.Labels.Select(label => label.Label)));

        using var label = new SimulatedLabel(board, all.Files);
        label.Boot();
        var staff = new StaffPhone(label.Board, keys.Device(17, 0));
        Assert.IsTrue(staff.Open(TimeSpan.FromMinutes(2)).Ok);
        staff.Disconnect();
        var other = new StaffPhone(label.Board, keys.Device(18, 0));
        Assert.IsFalse(other.Open(TimeSpan.FromMinutes(2)).Ok);
        Assert.IsEmpty(label.Problems);
    }

    [TestMethod]
    public void A_Dry_Run_Shows_Where_The_Key_Goes_And_Not_The_Key()
    {
        using var store = new BuiltStore();
        KeyFile.Create(store["store.keys"]);
        byte[] before = File.ReadAllBytes(store["store.keys"]);
        EndcapProcess run = Flash(store, "--keys", store["store.keys"], "--json");
        Assert.AreEqual("I:\\key-a 54 I:\\key-b 54", string.Join(' ', run.Succeeded().Json.GetProperty("files").EnumerateArray()
            .Where(file => file.GetProperty("destination").GetString()!.Contains("key", StringComparison.Ordinal))
            .Select(file => $"{file.GetProperty("destination").GetString()} {file.GetProperty("bytes").GetInt32()}")));
        string key = Convert.ToHexStringLower(KeyFile.Read(store["store.keys"]).Record(17)[KeyRecord.KeyAt..]);
        Assert.DoesNotContain(key[..16], run.Output + run.Error, StringComparison.OrdinalIgnoreCase);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(store["store.keys"]));
        Assert.DoesNotContain("--keys", run.Error);
        StringAssert.Contains(Flash(store).Succeeded().Error, "warning: no --keys: nobody can update the label over the air", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_Key_Needs_A_Label_That_Is_Not_Revoked()
    {
        using var store = new BuiltStore();
        KeyFile.Create(store["store.keys"]);
        KeyFile.Change(store["store.keys"], keys => keys.Revoke(17));
        StringAssert.Contains(Flash(store, "--keys", store["store.keys"]).Error, "error E369: ", StringComparison.Ordinal);
        StringAssert.Contains(Flash(store, "--keys", store.Write("settings.json", "{}")).Error, "error E366: ", StringComparison.Ordinal);
        string content = store.Write("17.content.rec", FlashFiles.Read(BoardList.Find("heltec-e290")!, store["shelf.ecap"], store["label.json"], null)
            .Files.Single(file => file.Destination == Drive.Content).Bytes);
        StringAssert.Contains(Flash(store, "--keys", store["store.keys"], "--content", content).Error, "error E370: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_Key_S_Blocks_Count_On_The_Drive()
    {
        using var store = new BuiltStore();
        KeyFile.Create(store["store.keys"]);
        Board board = BoardList.Find("heltec-e290")!;
        FlashFiles files = FlashFiles.Read(board, store["shelf.ecap"], store.Write("label.json", Label), null);
        board.DriveBytes = (int)files.NeededBytes + 2 * 4096;
        Assert.HasCount(files.Files.Count + 2, FlashKeys.AddTo(files, store["store.keys"], board, note: false).Files);
        board.DriveBytes--;
        UserErrors.Expect("E326", () => FlashKeys.AddTo(files, store["store.keys"], board, note: false));
    }

    private static EndcapProcess Flash(BuiltStore store, params string[] more)
    {
        string[] content = more.Contains("--content") ? [] : ["--content", store.Write("label.json", Label)];
        return EndcapProcess.Run(["flash", "--dry-run", "--board", "heltec-e290", "--image", store.Write("app.bin", new byte[100]),
            "--blob", store["shelf.ecap"], .. content, .. more]);
    }
}
