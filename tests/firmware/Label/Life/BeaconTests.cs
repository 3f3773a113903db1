using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.LabelRecords;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Kernel;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>A board without a panel ranks a department of 500 products from the drive to the phone.</summary>
[TestClass]
public sealed class BeaconTests
{
    private static readonly Guid _ranking = new(GattIds.Ranking);

    // A shopper of 40 who bought every fifth product.
    private static LabelProfile Shopper() => new([1, 2, 0], [.. Enumerable.Range(0, 100).SelectMany(n => new[] { (byte)(5 * n), (byte)((5 * n) >> 8), (byte)1 })], 100);

    [TestMethod]
    [DataRow(247)]
    [DataRow(23)]
    public void The_Ranking_In_Parts_Is_The_Kernels_Ranking_Of_All_Products(int mtu)
    {
        using SimulatedLabel label = Beacon();
        ShopperPhone phone = Connect(label, mtu);
        Assert.AreEqual(Department.Products, phone.Shelf!.Content.Products!.Count);
        Assert.AreEqual("Käse Käse No. 9", phone.Shelf.Content.Products[9].Name);
        byte[] part = phone.Ask(Shopper());
        Assert.AreEqual(mtu == 23 ? 0 : 3, part[RankingPacket.CountAt]);
        Assert.IsTrue(label.Board.RunUntil(() => label.Board.IsLampLit, TimeSpan.FromSeconds(2)));
        part = phone.ReadRanking();
        var found = new List<(int, int)>();
        while (part[RankingPacket.CountAt] > 0)
        {
            found.AddRange(ShopperPhone.Ranks(part));
            part = phone.ReadNext(part);
        }

        CollectionAssert.AreEqual(Expected(Shopper()), found);
        Assert.IsLessThan(20, phone.Transcript.Count(entry => entry.What == "write Ranking"));
        Assert.IsTrue(label.Board.RunUntil(() => !label.Board.IsLampLit, TimeSpan.FromMinutes(2)));
        phone.Disconnect();
        Assert.IsFalse(label.RunUntilAsleep(TimeSpan.FromMinutes(10)), "a beacon without settings sleeps");
        Assert.IsNotNull(phone.Radio.Scan());
        AssertClean(label);
    }

    [TestMethod]
    public void Blob_Heap_And_Time_Are_Within_The_Beacons_Budgets()
    {
        byte[] blob = Department.Blob;
        Assert.IsLessThanOrEqualTo(64 * 1024, blob.Length);
        Board board = WithoutPsram();
        Assert.AreEqual(BlobFault.None, ArraySource.Load(blob, BoardHeap.ReaderLimit(board, 0), out LoadedShelf shelf));
        int heap = LoadedHeap.Of(shelf).TotalBytes;
        Assert.IsLessThanOrEqualTo(25_000, heap, "heap of the shelf, by rule");
        Assert.IsGreaterThan(16_000, blob.Length - shelf.Length, "texts and prices that stay on the drive");

        BlobCost cost = BlobCost.Measure(Image(blob), seed: 1);
        LatencyEstimate rank = DeviceSpeed.On(cost.Listed, board.Chip, board.ClockMHz), rest = DeviceSpeed.On(cost.AtRest, board.Chip, board.ClockMHz);
        Assert.IsLessThan(150, rank.MaxMilliseconds, "pessimistic end, as many products bought as a packet lists");
        Assert.IsLessThan(rank.MaxMilliseconds, rest.MaxMilliseconds);
        TestContext.WriteLine($"blob {blob.Length}, in RAM {shelf.Length}, arrays {shelf.HeapBytes}, shelf {heap} bytes; listed {cost.Listed.Weighted:F0} units, "
            + $"{rank.MinMilliseconds:F0} to {rank.MaxMilliseconds:F0} ms; at rest {cost.AtRest.Weighted:F0}, {rest.MinMilliseconds:F0} to {rest.MaxMilliseconds:F0} ms; load {cost.Load.Weighted:F0}");
        using SimulatedLabel label = Beacon();
        Connect(label, 247);
        TestContext.WriteLine($"label's own objects {label.HeapBytes} bytes");
        Assert.IsEmpty(label.Problems);
    }

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Another_Part_Is_Refused_Without_A_Ranking_And_For_Another_Phone()
    {
        using SimulatedLabel label = Beacon();
        ShopperPhone phone = Connect(label, 247);
        byte[] last = [0, 0, 0, 0, 0, 0];
        Assert.AreEqual(GattIds.AttError(PacketFault.BadCount), phone.Radio.Write(_ranking, last).Error, "no ranking yet");
        phone.Ask(Shopper());
        Assert.AreEqual(0, phone.Radio.Write(_ranking, last).Error);
        Assert.AreEqual(GattIds.AttError(PacketFault.LengthMismatch), phone.Radio.Write(_ranking, [0, 0]).Error);
        Assert.AreEqual(GattIds.AttError(PacketFault.BadProduct), phone.Radio.Write(_ranking, [0xF4, 1, 0, 0, 0, 0]).Error);
        phone.Disconnect();
        label.Board.Run(TimeSpan.FromSeconds(2));
        Assert.IsTrue(PrivacyTests.IsBlank(PrivacyTests.Follow(label, "_shelf.Scores")), "scores of a phone that has gone");
        ShopperPhone other = Connect(label, 247, find: true);
        Assert.AreEqual(GattIds.AttError(PacketFault.BadCount), other.Radio.Write(_ranking, last).Error, "the other phone's ranking");
        Assert.IsEmpty(other.Radio.Read(_ranking).Value);
        AssertClean(label);
    }

    [TestMethod]
    public void The_Profile_Is_Overwritten_And_Only_Scores_Stay_While_The_Phone_Is_There()
    {
        using SimulatedLabel label = Beacon();
        ShopperPhone phone = Connect(label, 247);
        phone.Ask(Shopper());
        label.Board.Run(TimeSpan.FromSeconds(1));
        phone.ReadNext(phone.ReadRanking());
        foreach (string path in (string[])["_inbox.Bytes", "_worker._shared", "_worker._listed", "_shelf.Keys", "_shelf.Factors.User"])
            Assert.IsTrue(PrivacyTests.IsBlank(PrivacyTests.Follow(label, path)), $"{path} still tells of the profile");
        Assert.IsFalse(PrivacyTests.IsBlank(PrivacyTests.Follow(label, "_shelf.Scores")));
    }

    [TestMethod]
    public void A_File_That_Was_Replaced_Is_Not_Served_As_The_One_That_Was_Checked()
    {
        using SimulatedLabel label = Beacon();
        ShopperPhone phone = Connect(label, 247);
        label.Board.Drive.WriteAllBytes(Drive.ShelfA, BlobWriter.Write(Department.Content(Department.Products - 1)));
        Assert.AreEqual(GattIds.NotReadyError, phone.Radio.Read(new Guid(GattIds.Schema)).Error);
        Assert.AreEqual(LabelFault.ShelfChanged, phone.ReadStatus()[StatusPacket.LastFaultAt]);
        AssertClean(label);
    }

    [TestMethod]
    public void A_Damaged_Catalogue_And_A_Drive_That_Fails_Are_Told_Apart()
    {
        using SimulatedLabel label = Beacon();
        label.Board.Drive.FlipBit(Drive.ShelfA, 8 * (Department.Blob.Length - 100));
        label.Boot();
        var phone = new ShopperPhone(label.Board);
        Assert.IsTrue(phone.Find(TimeSpan.FromSeconds(30)));
        Assert.IsTrue(phone.Connect(247));
        Assert.AreEqual(BlobFault.BadChecksum, phone.ReadStatus()[StatusPacket.LastFaultAt]);
        AssertClean(label);
    }

    [TestMethod]
    public void A_Beacon_Needs_No_Content_And_Sleeps_Where_Its_Settings_Say_So()
    {
        using SimulatedLabel label = Beacon(new Settings { SleepSeconds = 50 });
        ShopperPhone phone = Connect(label, 247);
        Assert.AreEqual(0, phone.ReadStatus()[StatusPacket.LastFaultAt]);
        phone.Disconnect();
        Assert.IsTrue(label.RunUntilAsleep(TimeSpan.FromMinutes(2)));
        AssertClean(label);
    }

    // What a kit without PSRAM has: the texts stay on the drive, so a department fits there too.
    private static Board WithoutPsram()
    {
        Board board = Esp32S3DevKit.Create();
        (board.Psram, board.HeapBytes, board.ShelfBytes) = (false, Board.HeapWithoutPsram, 27 * 1024);
        return board;
    }

    private static SimulatedLabel Beacon(Settings? settings = null) => new(WithoutPsram(),
        [(Drive.ShelfA, Department.Blob), .. settings is null ? Array.Empty<(string, byte[])>() : [(Drive.Settings, SettingsWriter.Write(settings))]]);

    private static ShopperPhone Connect(SimulatedLabel label, int mtu, bool find = false)
    {
        if (!find) label.Boot();
        var phone = new ShopperPhone(label.Board);
        Assert.IsTrue(phone.Find(TimeSpan.FromSeconds(30)));
        Assert.IsTrue(phone.Connect(mtu));
        phone.ReadSchema();
        return phone;
    }

    private static List<(int, int)> Expected(LabelProfile profile)
    {
        int[] scores = new Profile(profile.Shared, profile.Listed, profile.ListedCount).ScoresOn(Image(Department.Blob).Shelf);
        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(p => scores[p]).Select(p => (p, scores[p]))];
    }

    private static BlobImage Image(byte[] blob)
    {
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(blob, out BlobImage? image));
        return image!;
    }

    private static void AssertClean(SimulatedLabel label)
    {
        Assert.AreEqual("", string.Join('\n', label.Board.Errors));
        Assert.AreEqual("", string.Join('\n', label.Board.Violations));
    }
}
