using Endcap.Boards;
using Endcap.Compression.Evaluation;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Torture;
using Endcap.Virtual;

namespace Endcap.Tests.Faults;

/// <summary>A day in a shop: shoppers, staff, updates, sleep, power cuts, lost connections. Nothing grows, nothing breaks.</summary>
[TestClass]
public sealed class SoakTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Seconds of sleep between windows: 0 never sleeps, so that one program lives the whole day.</summary>
    [TestMethod]
    [DataRow(50)]
    [DataRow(0)]
    public void A_Day_Leaves_Heap_And_Storage_As_They_Were(int sleepSeconds)
    {
        using SimulatedLabel label = Provisioned(sleepSeconds);
        var random = new Random(3);
        var staff = new StaffPhone(label.Board, LabelFiles.Key);
        label.Boot();
        var heaps = new List<int>();
        var drives = new List<int>();
        int rankings = 0, updates = 0, cuts = 0;
        for (int hour = 0; hour < 24; hour++)
        {
            for (int visit = 0; visit < 6; visit++)
            {
                if (Shopper(label, random)) rankings++;
                label.Board.Run(TimeSpan.FromMinutes(random.Next(4, 9)));
            }

            if (hour % 3 == 1 && Update(label, staff, (uint)hour + 1, Manifest.Content, random)) updates++;
            if (hour % 6 == 2 && Update(label, staff, (uint)hour + 1, Manifest.Shelf, random)) updates++;
            if (hour % 5 == 4) AbandonedUpload(staff, (uint)hour + 100);
            if (hour % 7 == 6)
            {
                label.Board.CutPower();
                label.Boot();
                cuts++;
            }

            Assert.IsTrue(staff.Find(Patience), $"hour {hour}: no advert");
            heaps.Add(label.HeapBytes);
            drives.Add(label.Board.Drive.UsedBytes);
        }

        TestContext.WriteLine($"{label.Board.Boots} starts, {rankings} rankings, {updates} updates, {cuts} power cuts, {label.Board.Drive.Writes} writes");
        TestContext.WriteLine($"heap {string.Join(' ', heaps)}");
        TestContext.WriteLine($"drive {string.Join(' ', drives)}");
        Assert.AreEqual("", string.Join('\n', label.Problems));
        Assert.IsGreaterThanOrEqualTo(130, rankings);
        Assert.AreEqual(12, updates);
        // Both slots of both kinds are in use after a third of the day: what comes later is the same again.
        Assert.AreEqual(heaps.Skip(8).Take(8).Max(), heaps.Skip(16).Max(), 64, "heap grows");
        Assert.AreEqual(drives.Skip(8).Take(8).Max(), drives.Skip(16).Max(), "storage grows");
    }

    private static SimulatedLabel Provisioned(int sleepSeconds)
    {
        byte[] key = KeyRecord.Encode(LabelFiles.LabelId, 0, LabelFiles.Key);
        var settings = new Settings { LabelId = LabelFiles.LabelId, SleepSeconds = sleepSeconds };
        return new SimulatedLabel(BoardList.Find("lilygo-t5-213"),
        [
            (Drive.ShelfA, LabelFiles.Of(Manifest.Shelf, false)), (Drive.Content, LabelFiles.Of(Manifest.Content, false)),
            (Drive.Settings, SettingsWriter.Write(settings)), (Drive.KeyA, key), (Drive.KeyB, key),
        ]);
    }

    // One in five goes away in the middle.
    private static bool Shopper(SimulatedLabel label, Random random)
    {
        var phone = new ShopperPhone(label.Board);
        Assert.IsTrue(phone.Find(Patience));
        Assert.IsTrue(phone.Connect(random.Next(2) == 0 ? 23 : 247));
        phone.ReadSchema();
        bool stays = random.Next(5) != 0;
        byte[] shared = [.. Enumerable.Range(0, phone.Shelf!.Shelf.SharedCount).Select(f => (byte)random.Next(phone.Shelf.Shelf.Radix[f]))];
        if (stays) Assert.AreEqual(0, phone.Ask(new LabelProfile(shared, [], 0))[RankingPacket.FaultAt]);
        phone.Disconnect();
        return true;
    }

    private static bool Update(SimulatedLabel label, StaffPhone staff, uint version, int kind, Random random)
    {
        staff.Radio.SetLoss(0.1, random.Next(1, 1000));
        var file = new StaffFile(kind, version, LabelFiles.Of(kind, version % 2 == 0), Trial: kind == Manifest.Shelf);
        Assert.IsTrue(staff.Open(Patience).Ok);
        StaffReply sent = staff.Update(file);
        Assert.IsTrue(sent.Ok, $"version {version} of kind {kind}: {sent}");
        Assert.IsTrue(staff.AwaitRestart(Patience));
        Assert.IsTrue(staff.Open(Patience).Ok);
        if (file.Trial) Assert.IsTrue(staff.Confirm(kind).Ok);
        Assert.AreEqual(version, staff.ReadProgress()!.Of(kind).Version);
        staff.Disconnect();
        staff.Radio.SetLoss(0, 1);
        label.Board.Run(TimeSpan.FromSeconds(30));
        return true;
    }

    // Half a file, and never again: the next update takes its place.
    private static void AbandonedUpload(StaffPhone staff, uint version)
    {
        StaffFile file = Scenario.File(Manifest.Shelf, trial: false, version);
        Assert.IsTrue(staff.Open(Patience).Ok);
        Assert.IsTrue(staff.Start(file).Ok);
        staff.SendMissing(file, 180, withResponse: true, most: 5);
        staff.Disconnect();
    }
}
