using Endcap.Kernel;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>A power cut at every single write of an update: the label has the old version or the new one, and shows a price.</summary>
[TestClass]
public sealed class PowerCutTests
{
    private static readonly string[] _pictures = [StaffRig.PictureOf("lilygo-t5-213", Compression.LabelRecords.ContentWriter.Write(Life.LabelRig.Content())), StaffRig.PictureOf("lilygo-t5-213", StaffRig.OtherContent)];

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Cases =>
        from kind in new[] { Manifest.Shelf, Manifest.Content, Manifest.Settings }
        from fault in new[] { WriteFault.CutBefore, WriteFault.CutDuring, WriteFault.CutAfter, WriteFault.Fail, WriteFault.Duplicate }
        select new object[] { kind, fault };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Old_Or_New_After_A_Fault_At_Any_Write(int kind, WriteFault fault)
    {
        int writes = Run(kind, fault, 0);
        Assert.IsGreaterThan(6, writes);
        for (int write = 1; write <= writes; write++) Run(kind, fault, write);
        TestContext.WriteLine($"{writes} writes");
    }

    // New content in the place of the old, as no fault may leave it.
    [TestMethod]
    public void The_Check_Notices_A_Mixture()
    {
        using var rig = new StaffRig();
        rig.Board.Drive.WriteAllBytes(Drive.Content, StaffRig.OtherContent);
        rig.Opened();
        Assert.ThrowsExactly<AssertFailedException>(() => AssertOldOrNew(rig, Manifest.Content, false, "mixed"));
    }

    // Answers how many writes an undisturbed update takes.
    private static int Run(int kind, WriteFault fault, int write)
    {
        using StaffRig rig = new StaffRig().Opened();
        rig.Staff.Disconnect();
        rig.Board.Run(TimeSpan.FromSeconds(1));
        int before = rig.Board.Drive.Writes;
        if (write > 0) rig.Board.Drive.FailWrite(before + write, fault, 9);
        StaffReply reply = Update(rig, kind);
        int writes = rig.Board.Drive.Writes - before;
        if (rig.Board.State == BoardState.Off) rig.Life.Label.Boot();
        rig.Board.Run(TimeSpan.FromMinutes(3));
        string where = $"kind {kind}, {fault} at write {write}";
        AssertOldOrNew(rig, kind, reply.Ok && fault is WriteFault.None or WriteFault.Duplicate, where);
        // Whatever happened, the staff can send it now.
        rig.Reopen();
        StaffReply again = rig.Staff.Update(StaffRig.File(kind, 5));
        Assert.IsTrue(again.Ok || again.Fault == PacketFault.AlreadyThere, $"{where}: {again}");
        Assert.AreEqual(5u, rig.Restarted().Of(kind).Version, where);
        rig.AssertClean();
        return writes;
    }

    private static StaffReply Update(StaffRig rig, int kind)
    {
        StaffReply reply = rig.Staff.Open(TimeSpan.FromMinutes(1));
        if (reply.Ok) reply = rig.Staff.Update(StaffRig.File(kind, 5));
        rig.Staff.AwaitRestart(TimeSpan.FromSeconds(10));
        return reply;
    }

    private static void AssertOldOrNew(StaffRig rig, int kind, bool mustBeNew, string where)
    {
        rig.Reopen();
        StaffSlots slots = rig.Progress().Of(kind);
        Assert.AreEqual(ProgressPacket.Settled, slots.Phase, where);
        bool isNew = slots.Version == 5;
        Assert.IsTrue(isNew || (slots.Version == 0 && !mustBeNew), where);
        CollectionAssert.Contains(_pictures, rig.Shown, where);
        Assert.AreEqual(kind == Manifest.Content && isNew ? _pictures[1] : _pictures[0], rig.Shown, where);
        Assert.AreEqual(kind == Manifest.Shelf && isNew ? 8u : 7u, rig.Model(), where);
        rig.Staff.Disconnect();
        Assert.IsTrue(rig.Staff.Find(TimeSpan.FromMinutes(3)), where);
        Assert.AreEqual(kind == Manifest.Settings && isNew ? "Shelf 8" : "Shelf 7", rig.Staff.Radio.Scan()!.Name, where);
    }
}
