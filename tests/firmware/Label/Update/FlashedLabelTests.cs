using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>A label as `endcap flash` leaves it: each file in both slots, and a state that says what they are.</summary>
[TestClass]
public sealed class FlashedLabelTests
{
    [TestMethod]
    [DataRow(Manifest.Shelf)]
    [DataRow(Manifest.Content)]
    [DataRow(Manifest.Settings)]
    public void It_Tells_Its_Checksums_And_Takes_Any_Version(int kind)
    {
        using StaffRig rig = Flashed();
        byte[] flashed = rig.Board.Drive.ReadAllBytes(SlotFile.Path(kind, 0));
        uint checksum = (uint)Crc32.OfBytes(flashed, flashed.Length);
        StaffSlots slots = rig.Progress().Of(kind);
        Assert.AreEqual(new StaffSlots(0, ProgressPacket.Settled, false, false, 0, checksum, 0, 0), slots);
        Assert.AreEqual(PacketFault.NothingThere, rig.Staff.Revert(kind).Fault, "both slots have the same: there is nothing to go back to");
        slots = rig.Updated(StaffRig.File(kind, 1)).Of(kind);
        Assert.AreEqual((1, 1u, true, 0u, checksum), (slots.Slot, slots.Version, slots.HasPrevious, slots.PreviousVersion, slots.PreviousCrc));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Revert(kind));
        slots = rig.Restarted().Of(kind);
        Assert.AreEqual((0, 0u, checksum), (slots.Slot, slots.Version, slots.Crc));
        rig.AssertClean();
    }

    [TestMethod]
    public void Rotten_Content_Gives_Way_To_Its_Other_Copy_And_The_Price_Stays()
    {
        using StaffRig rig = Flashed();
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(Drive.Content, 8 * 30);
        rig.Life.Label.Boot();
        rig.Reopen();
        Assert.AreEqual(LabelFault.BadContent, rig.LastFault());
        string shown = rig.Shown;
        using StaffRig single = Flashed();
        single.Board.CutPower();
        single.Board.Drive.FlipBit(Drive.Content, 8 * 30);
        single.Board.Drive.Delete(Drive.ContentB);
        single.Life.Label.Boot();
        single.Reopen();
        Assert.AreNotEqual(shown, single.Shown, "without the copy no price is known");
        Assert.AreEqual(StaffReply.Done, rig.Staff.Update(StaffRig.File(Manifest.Content, 1)));
        rig.Restarted();
        Assert.AreEqual(StaffRig.PictureOf("lilygo-t5-213", StaffRig.OtherContent), rig.Shown);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(Drive.ShelfA)]
    [DataRow(Drive.Settings)]
    public void Other_Rotten_Files_Give_Way_Too(string path)
    {
        using StaffRig rig = Flashed();
        (uint model, string name) = (rig.Model(), rig.Life.Settings.Name);
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(path, 8 * 25);
        rig.Life.Label.Boot();
        Assert.IsTrue(rig.Life.Phone.Find(TimeSpan.FromSeconds(30)));
        Assert.AreEqual(name, rig.Life.Phone.Radio.Scan()!.Name);
        rig.Reopen();
        Assert.AreEqual(model, rig.Model());
        Assert.AreNotEqual(LabelFault.None, rig.LastFault());
        rig.AssertClean();
    }

    private static StaffRig Flashed()
    {
        var rig = new StaffRig();
        byte[] Of(string path) => rig.Board.Drive.ReadAllBytes(path);
        foreach ((string path, byte[] bytes) in FlashedDrive.Of(7, Of(Drive.ShelfA), Of(Drive.Content), Of(Drive.Settings))) rig.Board.Drive.WriteAllBytes(path, bytes);
        return rig.Opened();
    }
}
