using Endcap.Benchmarks.Training;
using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.LabelRecords;
using Endcap.Compression.Models;
using Endcap.Compression.Training;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Simulation;

/// <summary>The shelf of a real panel over the simulated link, with a third of the packets lost, the phone gone once and the power cut once.</summary>
[TestClass]
public sealed class StaffUpdateTests
{
    private const uint LabelId = 17;
    private static readonly byte[] _key = StaffKeys.Device(new byte[32], LabelId, 0);
    private static readonly Lazy<byte[][]> _shelves = new(Shelves);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(20, 23, false)]
    [DataRow(180, 183, false)]
    [DataRow(509, 256, true)]
    public void The_Margarine_Shelf_Arrives_Whatever_The_Air_And_The_Power_Do(int frame, int mtu, bool withResponse)
    {
        byte[][] shelves = _shelves.Value;
        using SimulatedLabel label = Label(shelves[0]);
        var staff = new StaffPhone(label.Board, _key);
        var file = new StaffFile(Manifest.Shelf, 2, shelves[1]);
        label.Boot();
        Assert.AreEqual(StaffReply.Done, staff.Open(TimeSpan.FromMinutes(1), mtu));
        staff.Radio.SetLoss(0.3, 5);
        Assert.AreEqual(StaffReply.Done, staff.Start(file));
        Assert.IsGreaterThan(0, staff.SendMissing(file, frame, withResponse, most: 2));
        Assert.AreEqual(StaffReply.Done, staff.Open(TimeSpan.FromMinutes(2), mtu));
        Assert.AreEqual(StaffReply.Done, staff.Start(file));
        Assert.IsGreaterThanOrEqualTo(0, staff.SendMissing(file, frame, withResponse, most: 2));
        label.Board.CutPower();
        label.Boot();
        Assert.AreEqual(StaffReply.Done, staff.Open(TimeSpan.FromMinutes(2), mtu));
        Assert.AreEqual(StaffReply.Done, staff.Update(file, frame, withResponse));
        Assert.IsTrue(staff.AwaitRestart(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(StaffReply.Done, staff.Open(TimeSpan.FromMinutes(2)));
        Assert.AreEqual(2u, staff.ReadProgress()!.Of(Manifest.Shelf).Version);
        CollectionAssert.AreEqual(shelves[1], label.Board.Drive.ReadAllBytes(Drive.ShelfB));
        Assert.AreEqual("", string.Join('\n', label.Problems));
        Measure(shelves, frame, mtu, withResponse, 0);
        Measure(shelves, frame, mtu, withResponse, 0.3);
    }

    // An update that nothing cuts: what it costs.
    private void Measure(byte[][] shelves, int frame, int mtu, bool withResponse, double loss)
    {
        using SimulatedLabel label = Label(shelves[0]);
        var staff = new StaffPhone(label.Board, _key);
        label.Boot();
        Assert.AreEqual(StaffReply.Done, staff.Open(TimeSpan.FromMinutes(1), mtu));
        label.Board.Run(TimeSpan.FromSeconds(2));
        int idle = label.HeapBytes, writes = label.Board.Drive.Writes;
        staff.Radio.SetLoss(loss, 5);
        long start = label.Board.Scheduler.NowMicroseconds, bytes = staff.Radio.SentBytes;
        var file = new StaffFile(Manifest.Shelf, 2, shelves[1]);
        Assert.AreEqual(StaffReply.Done, staff.Start(file));
        Assert.IsGreaterThanOrEqualTo(0, staff.SendMissing(file, frame, withResponse));
        int heap = label.HeapBytes;
        Assert.AreEqual(StaffReply.Done, staff.Update(file, frame, withResponse));
        string what = FormattableString.Invariant($"{shelves[1].Length} bytes in frames of {frame}, loss {loss:P0}: {staff.Radio.SentBytes - bytes} bytes, {staff.Chunks} chunks, ")
            + FormattableString.Invariant($"{(label.Board.Scheduler.NowMicroseconds - start) / 1e6:0.00} s, heap {idle} + {heap - idle}");
        Assert.IsTrue(staff.AwaitRestart(TimeSpan.FromMinutes(1)));
        TestContext.WriteLine($"{what}, {label.Board.Drive.Writes - writes} writes with the restart");
        Assert.IsLessThan(3000, heap - idle, "one block, its record and the units of all");
    }

    private static SimulatedLabel Label(byte[] shelf)
    {
        byte[] key = KeyRecord.Encode(LabelId, 0, _key);
        byte[] content = ContentWriter.Write(new LabelContent { Name = CodePage.Encode("Margarine"), Price = 149, Currency = [CodePage.Euro] });
        return new SimulatedLabel(BoardList.Find("lilygo-t5-213"), [(Drive.ShelfA, shelf), (Drive.Content, content), (Drive.KeyA, key), (Drive.KeyB, key)]);
    }

    private static byte[][] Shelves()
    {
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(RealData.Path("margarine", "train.csv")))!;
        (BinnedDataset train, BinnedDataset test) = BenchmarkData.Margarine(folder);
        TreeEnsemble model = GradientBoosting.Train(train, null, new TrainerOptions { Objective = Objective.Pairwise, Trees = 100, Depth = 5 }).Model;
        var ranker = new GroupRanker(model, test, new ShelfOptions());
        return [ranker.Rank(0).Blob, ranker.Rank(test.GroupCount / 2).Blob];
    }
}
