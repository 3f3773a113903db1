using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>A label's update over the air, from the first chunk to the new version in use.</summary>
[TestClass]
public sealed class UpdateLifeTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(Manifest.Shelf)]
    [DataRow(Manifest.Content)]
    [DataRow(Manifest.Settings)]
    public void An_Update_Is_In_Use_After_The_Restart_And_Can_Be_Taken_Back(int kind)
    {
        using StaffRig rig = new StaffRig().Opened();
        string old = rig.Shown;
        StaffProgress progress = rig.Updated(StaffRig.File(kind, 5));
        Assert.AreEqual(2, rig.Board.Boots);
        StaffSlots slots = progress.Of(kind);
        Assert.AreEqual((1, ProgressPacket.Settled, false, true, 5u, 0u), (slots.Slot, slots.Phase, slots.OnTrial, slots.HasPrevious, slots.Version, slots.PreviousVersion));
        AssertInUse(rig, kind, true, old);
        Assert.AreEqual(PacketFault.AlreadyThere, rig.Staff.Start(StaffRig.File(kind, 5)).Fault);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Revert(kind));
        slots = rig.Restarted().Of(kind);
        Assert.AreEqual((0, ProgressPacket.Settled, 0u, 5u), (slots.Slot, slots.Phase, slots.Version, slots.PreviousVersion));
        AssertInUse(rig, kind, false, old);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Revert(kind));
        Assert.AreEqual(5u, rig.Restarted().Of(kind).Version);
        AssertInUse(rig, kind, true, old);
        Assert.IsFalse(rig.Board.Drive.Contains(Drive.Staging));
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(20, 23, false)]
    [DataRow(180, 183, false)]
    [DataRow(509, 256, true)]
    public void Frames_Of_Any_Size_With_A_Third_Of_The_Packets_Lost_Complete(int frame, int mtu, bool withResponse)
    {
        using StaffRig rig = new StaffRig().Opened(mtu);
        rig.Staff.Radio.SetLoss(0.3, 7);
        long start = rig.Board.Scheduler.NowMicroseconds, bytes = rig.Staff.Radio.SentBytes;
        int writes = rig.Board.Drive.Writes;
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Update(file, frame, withResponse));
        TestContext.WriteLine(FormattableString.Invariant($"{file.Bytes.Length} bytes in frames of {frame}: {rig.Staff.Radio.SentBytes - bytes} bytes and {rig.Staff.Chunks} chunks on the air, ")
            + FormattableString.Invariant($"{(rig.Board.Scheduler.NowMicroseconds - start) / 1e6:0.0} s, {rig.Board.Drive.Writes - writes} writes, heap {rig.Life.Label.HeapBytes}"));
        Assert.AreEqual(1u, rig.Restarted().Of(Manifest.Shelf).Version);
        CollectionAssert.AreEqual(StaffRig.BigShelf, rig.Board.Drive.ReadAllBytes(Drive.ShelfB));
        if (!withResponse) Assert.IsGreaterThan(0, rig.Staff.Radio.LostWrites);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void An_Update_Goes_On_After_The_Phone_Or_The_Power_Went(bool power)
    {
        using StaffRig rig = new StaffRig().Opened();
        var file = new StaffFile(Manifest.Shelf, 3, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        Assert.IsGreaterThan(0, rig.Staff.SendMissing(file, 180, true, most: 10));
        int received = rig.Progress().Received;
        Assert.AreEqual(file.Bytes.Length - received, Missing(rig));
        if (power)
        {
            rig.Board.CutPower();
            rig.Life.Label.Boot();
        }

        rig.Reopen();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        StaffProgress progress = rig.Progress();
        Assert.AreEqual(power ? 1024 : received, progress.Received, "what a block needs to be written is lost with the power, no more");
        int chunks = rig.Staff.Chunks;
        Assert.AreEqual(0, rig.Staff.SendMissing(file, 180));
        Assert.IsLessThan((file.Bytes.Length - progress.Received) / 172 + 9, rig.Staff.Chunks - chunks);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Commit(Manifest.Shelf));
        Assert.AreEqual(3u, rig.Restarted().Of(Manifest.Shelf).Version);
        rig.AssertClean();
    }

    [TestMethod]
    public void Chunks_In_Any_Order_And_Twice_Give_The_File()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] file = StaffRig.BigShelf;
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(new StaffFile(Manifest.Shelf, 1, file)));
        var random = new Random(5);
        int[] offsets = [.. Enumerable.Range(0, (file.Length + 127) / 128).Select(i => 128 * i)];
        random.Shuffle(offsets);
        foreach (int at in offsets.Concat(offsets.Take(9)))
        {
            byte[] packet = ChunkPacket.Encode(rig.Staff.SessionKey!, file, at, Math.Min(128, file.Length - at));
            Assert.AreEqual(0, rig.Staff.Radio.Write(new Guid(GattIds.Chunk), packet).Error);
        }

        Assert.AreEqual(StaffReply.Done, rig.Staff.Commit(Manifest.Shelf));
        rig.Restarted();
        CollectionAssert.AreEqual(file, rig.Board.Drive.ReadAllBytes(Drive.ShelfB));
        rig.AssertClean();
    }

    [TestMethod]
    public void Another_Manifest_Drops_What_Was_Sent_And_Abort_Does_Too()
    {
        using StaffRig rig = new StaffRig().Opened();
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        rig.Staff.SendMissing(file, 180, true, most: 10);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(StaffRig.File(Manifest.Content)));
        Assert.AreEqual((Manifest.Content, 0), (rig.Progress().Kind, rig.Progress().Received));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Abort());
        Assert.AreEqual((ProgressPacket.Idle, 0), (rig.Progress().State, rig.Progress().Kind));
        Assert.IsFalse(rig.Board.Drive.Contains(Drive.Staging));
        Assert.AreEqual(PacketFault.NoUpdate, rig.Staff.Commit(Manifest.Content).Fault);
        rig.AssertClean();
    }

    [TestMethod]
    public void Versions_Do_Not_Go_Back_Without_The_Flag()
    {
        using StaffRig rig = new StaffRig().Opened();
        rig.Updated(StaffRig.File(Manifest.Content, 5));
        Assert.AreEqual(PacketFault.OldVersion, rig.Staff.Start(new StaffFile(Manifest.Content, 4, StaffRig.ContentAt(1))).Fault);
        Assert.AreEqual(PacketFault.OldVersion, rig.Staff.Start(new StaffFile(Manifest.Content, 5, StaffRig.ContentAt(1))).Fault);
        StaffProgress progress = rig.Updated(new StaffFile(Manifest.Content, 4, StaffRig.ContentAt(1), Downgrade: true));
        Assert.AreEqual((4u, 5u), (progress.Of(Manifest.Content).Version, progress.Of(Manifest.Content).PreviousVersion));
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(Manifest.Shelf)]
    [DataRow(Manifest.Content)]
    [DataRow(Manifest.Settings)]
    public void A_Trial_That_Nobody_Confirms_Goes_Back(int kind)
    {
        using StaffRig rig = new StaffRig(change: settings => settings.TrialSeconds = 20).Opened();
        string old = rig.Shown;
        StaffProgress progress = rig.Updated(StaffRig.File(kind, 5, trial: true));
        Assert.AreEqual((ProgressPacket.FirstBoot, true), (progress.Of(kind).Phase, progress.Of(kind).OnTrial));
        Assert.AreEqual(PacketFault.BadOperation, rig.Staff.Start(StaffRig.File(kind, 6)).Fault, "the other slot is needed");
        AssertInUse(rig, kind, true, old);
        rig.Staff.Disconnect();
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 3, TimeSpan.FromMinutes(4)), "no restart");
        rig.Reopen();
        Assert.AreEqual(LabelFault.Reverted, rig.LastFault());
        Assert.AreEqual((0, ProgressPacket.Settled, 0u, false), Short(rig.Progress().Of(kind)));
        rig.Staff.Disconnect();
        rig.Board.Run(TimeSpan.FromMinutes(3));
        rig.Reopen();
        AssertInUse(rig, kind, false, old);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Confirmed_Trial_Stays()
    {
        using StaffRig rig = new StaffRig().Opened();
        rig.Updated(StaffRig.File(Manifest.Content, 5, trial: true));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Confirm(Manifest.Content));
        Assert.AreEqual(PacketFault.NothingThere, rig.Staff.Confirm(Manifest.Content).Fault);
        Assert.AreEqual((1, ProgressPacket.Settled, 5u, true), Short(rig.Progress().Of(Manifest.Content)));
        rig.Staff.Disconnect();
        rig.Board.Run(TimeSpan.FromMinutes(5));
        rig.Reopen();
        Assert.AreEqual(5u, rig.Progress().Of(Manifest.Content).Version);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(Manifest.Shelf)]
    [DataRow(Manifest.Content)]
    [DataRow(Manifest.Settings)]
    public void What_Does_Not_Load_Goes_Back_By_Itself(int kind)
    {
        using StaffRig rig = new StaffRig().Opened();
        string old = rig.Shown;
        byte[] broken = (byte[])StaffRig.File(kind).Bytes.Clone();
        broken[^1] ^= 1;
        StaffProgress progress = rig.Updated(new StaffFile(kind, 9, broken));
        Assert.AreEqual((0, ProgressPacket.Settled, 0u, false), Short(progress.Of(kind)));
        Assert.AreEqual(LabelFault.Reverted, rig.LastFault());
        Assert.AreEqual(2, rig.Board.Boots);
        rig.Staff.Disconnect();
        rig.Board.Run(TimeSpan.FromMinutes(3));
        rig.Reopen();
        AssertInUse(rig, kind, false, old);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Settled_Slot_That_Rots_Gives_Way_To_The_Other()
    {
        using StaffRig rig = new StaffRig().Opened();
        string old = rig.Shown;
        rig.Updated(StaffRig.File(Manifest.Content));
        Assert.AreNotEqual(old, rig.Shown);
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(Drive.ContentB, 8 * 30);
        rig.Life.Label.Boot();
        rig.Reopen();
        Assert.AreEqual(LabelFault.BadContent, rig.LastFault());
        Assert.AreEqual(1u, rig.Progress().Of(Manifest.Content).Version, "what is active is a decision of the staff");
        rig.Board.Drive.FlipBit(Drive.Content, 8 * 30);
        Assert.AreEqual(PacketFault.NothingThere, rig.Staff.Revert(Manifest.Content).Fault, "nothing sound to go back to");
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Full_Drive_Refuses_And_Changes_Nothing()
    {
        using StaffRig rig = new StaffRig().Opened();
        string old = rig.Shown;
        rig.Board.Drive.CapacityBytes = rig.Board.Drive.UsedBytes;
        Assert.AreEqual(PacketFault.NotStored, rig.Staff.Start(StaffRig.File(Manifest.Content)).Fault);
        Assert.AreEqual(PacketFault.NotStored, OpenAgain(rig).Fault, "no session without a counter");
        Assert.AreEqual(old, rig.Shown);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_File_Beyond_The_Boards_Budget_Is_Refused()
    {
        using StaffRig rig = new StaffRig().Opened();
        Assert.AreEqual(PacketFault.TooLargeForBoard, rig.Staff.Start(new StaffFile(Manifest.Shelf, 1, new byte[rig.Board.Data.ShelfBytes + 1])).Fault);
        Assert.AreEqual(PacketFault.TooLargeForBoard, rig.Staff.Start(new StaffFile(Manifest.Content, 1, new byte[RecordFields.MaxBytes + 1])).Fault);
        Assert.AreEqual(PacketFault.BadManifest, rig.Staff.Start(new StaffFile(4, 1, new byte[10])).Fault);
        rig.AssertClean();
    }

    /// <summary>By the block rule, beside the shelf: one block with its record, and the units of all.</summary>
    [TestMethod]
    public void An_Update_Takes_Two_Kilobytes_Of_Heap_And_Gives_Them_Back()
    {
        using StaffRig rig = new StaffRig().Opened();
        rig.Board.Run(TimeSpan.FromSeconds(2));
        int idle = rig.Life.Label.HeapBytes;
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        rig.Staff.SendMissing(file, 180);
        int more = rig.Life.Label.HeapBytes - idle;
        TestContext.WriteLine($"{idle} bytes, {more} more for a file of {file.Bytes.Length}");
        Assert.IsLessThan(2048, more);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Abort());
        Assert.AreEqual(idle, rig.Life.Label.HeapBytes);
        rig.AssertClean();
    }

    [TestMethod]
    public void Threads_In_Any_Order_Update()
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            using StaffRig rig = new StaffRig(seed: seed).Opened();
            rig.Staff.Radio.SetLoss(0.2, seed);
            Assert.AreEqual(4u, rig.Updated(StaffRig.File(1 + seed % 3, 4)).Of(1 + seed % 3).Version, $"seed {seed}");
            rig.AssertClean();
        }
    }

    [TestMethod]
    public void The_Panel_Shows_A_Mark_And_Then_The_Price()
    {
        using StaffRig rig = new StaffRig().Opened();
        string price = rig.Shown;
        Assert.AreEqual(StaffReply.Done, rig.Staff.Blink(5));
        rig.Board.Run(TimeSpan.FromSeconds(2));
        Assert.AreNotEqual(price, rig.Shown);
        rig.Board.Run(TimeSpan.FromSeconds(6));
        Assert.AreEqual(price, rig.Shown);
        Assert.AreEqual(PacketFault.BadOperation, rig.Staff.Blink(0).Fault);
        Assert.AreEqual(PacketFault.BadOperation, rig.Staff.Blink(61).Fault);
        rig.AssertClean();
    }

    [TestMethod]
    public void The_Clock_Is_Set()
    {
        using StaffRig rig = new StaffRig().Opened();
        var noon = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
        Assert.AreEqual(StaffReply.Done, rig.Staff.SetClock(noon));
        Assert.AreEqual(noon.Ticks, rig.Board.RtcTicks, 1e7);
        Assert.AreEqual(PacketFault.BadOperation, rig.Staff.SetClock(new DateTime(2024, 12, 31, 0, 0, 0, DateTimeKind.Utc)).Fault);
        rig.AssertClean();
    }

    [TestMethod]
    public void An_End_Of_An_Operation_Is_Notified_In_The_Smallest_Mtu()
    {
        using StaffRig rig = new StaffRig().Opened(23);
        Assert.AreEqual(0, rig.Staff.Radio.Subscribe(new Guid(GattIds.Progress)));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(StaffRig.File(Manifest.Content)));
        byte[] head = rig.Staff.Radio.Notifications.Single().Value;
        Assert.HasCount(ProgressPacket.HeadBytes, head);
        Assert.AreEqual((ProgressPacket.Receiving, 0, 1), (head[ProgressPacket.StateAt], head[ProgressPacket.FaultAt], BlobLayout.U16(head, ProgressPacket.SequenceAt)));
        rig.AssertClean();
    }

    [TestMethod]
    public void Shoppers_Are_Served_While_An_Update_Waits_And_After_It()
    {
        using StaffRig rig = new StaffRig().Opened();
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.OtherShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        Assert.AreEqual(0, rig.Staff.SendMissing(file, 180));
        rig.Staff.Disconnect();
        Ask(rig, 7);
        rig.Reopen();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Commit(Manifest.Shelf));
        rig.Staff.AwaitRestart(TimeSpan.FromMinutes(1));
        Ask(rig, 8);
        rig.AssertClean();
    }

    private static void Ask(StaffRig rig, uint model)
    {
        Assert.IsTrue(rig.Life.Phone.Find(TimeSpan.FromMinutes(1)));
        Assert.IsTrue(rig.Life.Phone.Connect(247));
        rig.Life.Phone.ReadSchema();
        byte[] answer = rig.Life.Phone.Ask(Life.LabelRig.Preferring(1));
        Assert.AreEqual(0, answer[RankingPacket.FaultAt]);
        Assert.AreEqual(model, (uint)BlobLayout.I32(answer, RankingPacket.ModelVersionAt));
        rig.Life.Phone.Disconnect();
    }

    private static StaffReply OpenAgain(StaffRig rig) => rig.Staff.Open(TimeSpan.FromMinutes(1));

    private static int Missing(StaffRig rig) => rig.Progress().Missing.Sum(range => range.Length);

    private static (int, int, uint, bool) Short(StaffSlots slots) => (slots.Slot, slots.Phase, slots.Version, slots.HasPrevious);

    // What the label itself shows, ranks by and is called.
    private static void AssertInUse(StaffRig rig, int kind, bool isNew, string oldPicture)
    {
        switch (kind)
        {
            case Manifest.Shelf: Assert.AreEqual(isNew ? 8u : 7u, rig.Model()); break;
            case Manifest.Content: Assert.AreEqual(isNew ? StaffRig.PictureOf("lilygo-t5-213", StaffRig.OtherContent) : oldPicture, rig.Shown); break;
            default:
                rig.Staff.Disconnect();
                Assert.IsTrue(rig.Staff.Find(TimeSpan.FromMinutes(3)));
                Assert.AreEqual(isNew ? "Shelf 8" : "Shelf 7", rig.Staff.Radio.Scan()!.Name);
                rig.Reopen();
                break;
        }
    }
}
