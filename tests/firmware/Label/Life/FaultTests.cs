using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Tests.Firmware.Kernel;
using Endcap.Tests.Firmware.Label.Display;
using Endcap.Tests.Firmware.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>What a label does when something is missing, broken or stuck: it shows what it can, says the number and goes on.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public void Without_A_Drive_The_Panel_And_Status_Say_So_And_Every_Later_Wake_Leaves_The_Picture()
    {
        using var rig = new LabelRig();
        rig.Board.Drive.Present = false;
        Assert.AreEqual(LabelFault.NoDrive, StatusOf(rig.Advertising())[StatusPacket.LastFaultAt]);
        TextArt.AssertGolden("life-lilygo-t5-213-no-drive", rig.Board.Panel.Shown.ToText());
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 4, TimeSpan.FromMinutes(10)));
        Assert.AreEqual(1, rig.Board.Panel.FullRefreshes);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(Drive.ShelfA, LabelFault.NoShelf)]
    [DataRow(Drive.Content, LabelFault.NoContent)]
    public void A_Missing_File_Is_Said_And_The_Rest_Works(string path, int fault)
    {
        using var rig = new LabelRig();
        rig.Board.Drive.Delete(path);
        Assert.AreEqual(fault, StatusOf(rig.Advertising())[StatusPacket.LastFaultAt]);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(Drive.ShelfA, BlobFault.BadChecksum)]
    [DataRow(Drive.Content, LabelFault.BadContent)]
    [DataRow(Drive.Settings, LabelFault.BadSettings)]
    public void A_Damaged_File_Is_Said_And_The_Rest_Works(string path, int fault)
    {
        using var rig = new LabelRig();
        rig.Board.Drive.FlipBit(path, 8 * 21);
        Assert.AreEqual(fault, StatusOf(rig.Advertising())[StatusPacket.LastFaultAt]);
        rig.AssertClean();
    }

    // E-paper shows it without power: a content that rots while the label sleeps must not take it away.
    [TestMethod]
    public void A_Price_That_Can_No_Longer_Be_Read_Stays_On_The_Panel()
    {
        using LabelRig rig = new LabelRig().Advertising();
        string price = rig.Board.Panel.Shown.ToText();
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(2)));
        rig.Board.Drive.FlipBit(Drive.Content, 8 * 21);
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 2, TimeSpan.FromMinutes(2)));
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(30)));
        Assert.AreEqual(LabelFault.BadContent, StatusOf(rig)[StatusPacket.LastFaultAt]);
        Assert.AreEqual(price, rig.Board.Panel.Shown.ToText());
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Catalogue_Is_Served_On_A_Board_With_A_Panel_Too()
    {
        byte[] catalogue = GoldenFiles.Read("factors");
        using LabelRig rig = new LabelRig(blob: catalogue).Connected();
        Assert.AreEqual(2, rig.Phone.Shelf!.Shelf.NumberBytes);
        byte[] answer = rig.Phone.Ask(new(new byte[Math.Max(1, rig.Phone.Shelf.Shelf.SharedCount)], [], 0));
        Assert.AreEqual(RankingPacket.WideFlag, answer[RankingPacket.FaultAt]);
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Panel is { PartialRefreshes: 1, IsRefreshing: false }, TimeSpan.FromSeconds(10)));
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Shelf_With_A_Dense_Network_Is_Served()
    {
        using LabelRig rig = new LabelRig(blob: GoldenFiles.Read("dense")).Advertising();
        Assert.IsTrue(rig.Phone.Connect(247));
        rig.Phone.ReadSchema();
        byte[] answer = rig.Phone.Ask(new([1], [0, 0], 1));
        Assert.AreEqual(2, answer[RankingPacket.CountAt]);
        Assert.AreEqual(0, RankingPacket.Product(answer, 0));
        Assert.AreEqual(225, RankingPacket.Score(answer, 0));
        Assert.AreEqual(223, RankingPacket.Score(answer, 1));
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Damaged_Shelf_Gives_Way_To_The_Other_Slot()
    {
        using var rig = new LabelRig();
        rig.Board.Drive.WriteAllBytes(Drive.ShelfB, Packets.Example().Blob);
        rig.Board.Drive.FlipBit(Drive.ShelfA, 8 * 30);
        rig.Connected();
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        Assert.AreEqual(AdvertData.Ready | AdvertData.ServiceNeeded, rig.Phone.ReadStatus()[StatusPacket.StateAt]);
        rig.AssertClean();
    }

    [TestMethod]
    public void The_State_Picks_The_Slot()
    {
        using var rig = new LabelRig(blob: []);
        rig.Board.Drive.WriteAllBytes(Drive.ShelfB, Packets.Example().Blob);
        byte[] state = UpdateState.Encode(0, new int[3]);
        state[UpdateState.KindsAt + ProgressPacket.SlotAt] = 1;
        RecordPair.Seal(state, UpdateState.Magic);
        rig.Board.Drive.WriteAllBytes(Drive.StateB, state);
        rig.Connected();
        Assert.AreEqual(AdvertData.Ready, rig.Phone.ReadStatus()[StatusPacket.StateAt]);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Shelf_Beyond_The_Boards_Budget_Is_Not_Loaded()
    {
        using var rig = new LabelRig();
        rig.Board.Drive.WriteAllBytes(Drive.ShelfA, new byte[rig.Board.Data.ShelfBytes + 1]);
        Assert.AreEqual(LabelFault.ShelfTooLarge, StatusOf(rig.Advertising())[StatusPacket.LastFaultAt]);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Full_Drive_Still_Shows_The_Price_And_Does_Not_Draw_At_Every_Wake()
    {
        using var rig = new LabelRig();
        rig.Board.Drive.CapacityBytes = rig.Board.Drive.UsedBytes;
        Assert.AreEqual(LabelFault.DriveWrite, StatusOf(rig.Advertising())[StatusPacket.LastFaultAt]);
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 4, TimeSpan.FromMinutes(10)));
        Assert.AreEqual(1, rig.Board.Panel.FullRefreshes);
        rig.AssertClean();
    }

    [TestMethod]
    public void New_Content_Is_Drawn_At_The_Next_Wake()
    {
        using LabelRig rig = new LabelRig().Advertising();
        var content = LabelRig.Content();
        content.Price = 199;
        rig.Board.Drive.WriteAllBytes(Drive.Content, Compression.LabelRecords.ContentWriter.Write(content));
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 4, TimeSpan.FromMinutes(10)));
        Assert.AreEqual(2, rig.Board.Panel.FullRefreshes);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow("lilygo-t5-213")]
    [DataRow("m5core2")]
    public void A_Dead_Panel_Does_Not_Stop_The_Ranking(string id)
    {
        using var rig = new LabelRig(id);
        rig.Board.Panel.IsStuck = true;
        rig.Label.Boot();
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromMinutes(1)));
        Assert.IsTrue(rig.Phone.Connect(247));
        rig.Phone.ReadSchema();
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        Assert.AreEqual(LabelFault.Panel, rig.Phone.ReadStatus()[StatusPacket.LastFaultAt]);
        Assert.AreEqual("", string.Join('\n', rig.Board.Errors));
    }

    [TestMethod]
    public void An_Exception_In_The_Worker_Is_Counted_And_The_Next_Packet_Is_Served()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Board.NotifyFault = _ => throw new InvalidOperationException("the stack failed");
        rig.Phone.Radio.Subscribe(new Guid(GattIds.Ranking));
        Assert.AreEqual(0, rig.Phone.Radio.Write(new Guid(GattIds.Profile), RefusalTests.Packet(rig)).Error);
        rig.Board.Run(TimeSpan.FromSeconds(1));
        rig.Board.NotifyFault = null;
        rig.Phone.ReadSchema(); // the next nonce
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        Assert.AreEqual(1, BlobLayout.U16(rig.Phone.ReadStatus(), StatusPacket.ExceptionsAt));
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow("lilygo-t5-213")]
    [DataRow("m5core2")]
    public void A_Stuck_Worker_Is_Restarted_And_The_Next_Start_Says_Why(string id)
    {
        using LabelRig rig = new LabelRig(id).Connected();
        rig.Board.NotifyFault = board => board.Pause(-1);
        rig.Phone.Radio.Subscribe(new Guid(GattIds.Ranking));
        Assert.AreEqual(0, rig.Phone.Radio.Write(new Guid(GattIds.Profile), RefusalTests.Packet(rig)).Error);
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Boots == 2, TimeSpan.FromMinutes(1)), "no restart");
        rig.Board.NotifyFault = null;
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(LabelFault.Watchdog, StatusOf(rig)[StatusPacket.LastFaultAt]);
        Assert.IsFalse(rig.Board.Drive.Contains(Drive.Reset));
        rig.AssertClean();
    }

    private static byte[] StatusOf(LabelRig rig)
    {
        Assert.IsTrue(rig.Phone.Connect(247));
        byte[] status = rig.Phone.ReadStatus();
        rig.Phone.Disconnect();
        return status;
    }
}
