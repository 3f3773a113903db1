using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>What is active, when its records rot; and a service whose library fails.</summary>
[TestClass]
public sealed class StateTests
{
    [TestMethod]
    [DataRow(Drive.StateA)]
    [DataRow(Drive.StateB)]
    public void One_Damaged_Record_Loses_Nothing_And_No_Challenge_Comes_Again(string path)
    {
        using StaffRig rig = Updated();
        byte counter = rig.Staff.ReadAuth()![AuthPacket.CounterAt];
        Damage(rig, path);
        Assert.AreEqual(2u, rig.Progress().Of(Manifest.Content).Version);
        Assert.AreEqual(StaffRig.PictureOf("lilygo-t5-213", StaffRig.OtherContent), rig.Shown);
        Assert.IsGreaterThan(counter, rig.Staff.ReadAuth()![AuthPacket.CounterAt]);
        Assert.AreEqual(LabelFault.None, rig.LastFault());
        rig.AssertClean();
    }

    [TestMethod]
    public void Two_Damaged_Records_Leave_The_First_Slots_And_Are_Said()
    {
        using StaffRig rig = Updated();
        rig.Board.Drive.FlipBit(Drive.StateA, 8 * 20);
        Damage(rig, Drive.StateB);
        Assert.AreEqual(LabelFault.BadState, rig.LastFault());
        Assert.AreEqual((0, 0u), (rig.Progress().Of(Manifest.Content).Slot, rig.Progress().Of(Manifest.Content).Version));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Update(StaffRig.File(Manifest.Content, 2)));
        Assert.AreEqual(2u, rig.Restarted().Of(Manifest.Content).Version);
        rig.AssertClean();
    }

    [TestMethod]
    public void Rotten_Bytes_Of_What_Was_Sent_Are_Asked_For_Again()
    {
        using StaffRig rig = new StaffRig().Opened();
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        Assert.AreEqual(0, rig.Staff.SendMissing(file, 180, true));
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(Drive.Staging, 8 * 1500);
        rig.Life.Label.Boot();
        rig.Reopen();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        Assert.AreEqual((1024, 1024), rig.Progress().Missing.Single());
        Assert.AreEqual(StaffReply.Done, rig.Staff.Update(file));
        Assert.AreEqual(1u, rig.Restarted().Of(Manifest.Shelf).Version);
        rig.AssertClean();
    }

    [TestMethod]
    public void When_No_Answer_Gets_Out_The_Label_Lives_And_Serves_The_Next()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] abort = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Abort, 9, []);
        rig.Board.AnswerFault = _ => throw new InvalidOperationException("the library fails");
        Assert.AreNotEqual(0, rig.Staff.Radio.Write(new Guid(GattIds.Control), abort).Error, "the stack gives up by itself");
        Assert.AreNotEqual(0, rig.Staff.Radio.Write(new Guid(GattIds.Chunk), abort).Error);
        Assert.AreNotEqual(0, rig.Staff.Radio.Write(new Guid(GattIds.Auth), abort).Error);
        Assert.AreNotEqual(0, rig.Staff.Radio.Read(new Guid(GattIds.Auth)).Error);
        Assert.AreNotEqual(0, rig.Staff.Radio.Read(new Guid(GattIds.Progress)).Error);
        rig.Board.AnswerFault = null;
        rig.Reopen();
        Assert.AreEqual(2u, rig.Updated(StaffRig.File(Manifest.Content, 2)).Of(Manifest.Content).Version);
        Assert.AreEqual("", string.Join('\n', rig.Board.Errors));
    }

    private static StaffRig Updated()
    {
        StaffRig rig = new StaffRig().Opened();
        rig.Updated(StaffRig.File(Manifest.Content, 2));
        return rig;
    }

    private static void Damage(StaffRig rig, string path)
    {
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(path, 8 * 20);
        rig.Life.Label.Boot();
        rig.Reopen();
    }
}
