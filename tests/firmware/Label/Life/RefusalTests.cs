using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>What a label refuses, with the ATT error that PROTOCOL.md names; and that it serves the next packet.</summary>
[TestClass]
public sealed class RefusalTests
{
    private static readonly Guid _schema = new(GattIds.Schema), _profile = new(GattIds.Profile);
    private static readonly Guid _ranking = new(GattIds.Ranking), _status = new(GattIds.Status);

    private static readonly (string Why, int Error, Func<byte[], byte[]> Change)[] _cases =
    [
        ("empty", 0x80, _ => []),
        ("ten bytes", 0x80, packet => packet[..10]),
        ("version 2", 0x81, packet => With(packet, ProfilePacket.VersionAt, 2)),
        ("a flag", 0x82, packet => With(packet, ProfilePacket.FlagsAt, 1)),
        ("another schema", 0x83, packet => With(packet, ProfilePacket.SchemaIdAt, (byte)~packet[ProfilePacket.SchemaIdAt])),
        ("another nonce", 0x84, packet => With(packet, ProfilePacket.NonceAt, (byte)~packet[ProfilePacket.NonceAt])),
        ("four of three products", 0x85, packet => With(packet, ProfilePacket.ListedCountAt, 4)),
        ("a byte too many", 0x86, packet => [.. packet, 0]),
    ];

    public static IEnumerable<object[]> Cases => _cases.Select(one => new object[] { one.Why });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_Wrong_Packet_Is_Refused_At_Once_And_The_Next_Is_Served(string why)
    {
        (_, int error, Func<byte[], byte[]> change) = _cases.Single(one => one.Why == why);
        using LabelRig rig = new LabelRig().Connected();
        GattReply reply = rig.Phone.Radio.Write(_profile, change(Packet(rig)));
        Assert.AreEqual($"{error:X2}", $"{reply.Error:X2}");
        byte[] status = rig.Phone.Radio.Read(_status).Value;
        Assert.AreEqual(1, BlobLayout.U16(status, StatusPacket.RefusedAt));
        Assert.AreEqual(error - 64, status[StatusPacket.LastFaultAt]);
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Wrong_Bin_Is_Answered_By_A_Ranking_Without_Ranks()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Radio.Subscribe(_ranking);
        byte[] packet = Packet(rig);
        packet[ProfilePacket.HeaderBytes] |= 0x0F;
        Assert.AreEqual(0, rig.Phone.Radio.Write(_profile, packet).Error);
        rig.Board.Run(TimeSpan.FromSeconds(1));
        byte[] answer = rig.Phone.Radio.Notifications.Dequeue().Value;
        Assert.AreEqual(PacketFault.BadBin, answer[RankingPacket.FaultAt]);
        Assert.AreEqual(0, rig.Board.Panel.PartialRefreshes);
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Second_Packet_While_One_Is_In_Work_Is_Refused_As_Busy()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Radio.Subscribe(_ranking);
        rig.Board.NotifyFault = board => board.Pause(1000); // the worker is slow
        byte[] packet = Packet(rig);
        Assert.AreEqual(0, rig.Phone.Radio.Write(_profile, packet).Error);
        Assert.AreEqual(GattIds.BusyError, rig.Phone.Radio.Write(_profile, packet).Error);
        rig.Board.Run(TimeSpan.FromSeconds(2));
        rig.Board.NotifyFault = null;
        Assert.HasCount(1, rig.Phone.Radio.Notifications);
        Assert.AreEqual(0x84, rig.Phone.Radio.Write(_profile, packet).Error, "an answered packet is worthless");
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Failed_Answer_To_A_Second_Packet_Leaves_The_First_One_In_Work()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Radio.Subscribe(_ranking);
        rig.Board.NotifyFault = board => board.Pause(1000);
        byte[] packet = Packet(rig);
        Assert.AreEqual(0, rig.Phone.Radio.Write(_profile, packet).Error);
        rig.Board.AnswerFault = error =>
        {
            if (error == GattIds.BusyError) throw new InvalidOperationException("the library fails once");
        };
        Assert.AreEqual(0x0E, rig.Phone.Radio.Write(_profile, packet).Error);
        rig.Board.AnswerFault = null;
        Assert.AreEqual(GattIds.BusyError, rig.Phone.Radio.Write(_profile, packet).Error, "the place is still taken");
        rig.Board.Run(TimeSpan.FromSeconds(2));
        Assert.HasCount(1, rig.Phone.Radio.Notifications);
        rig.AssertClean();
    }

    [TestMethod]
    public void When_No_Answer_Gets_Out_The_Label_Lives_And_Serves_The_Next()
    {
        using LabelRig rig = new LabelRig().Connected();
        byte[] packet = Packet(rig);
        rig.Board.AnswerFault = _ => throw new InvalidOperationException("the library fails");
        Assert.AreNotEqual(0, rig.Phone.Radio.Write(_profile, packet).Error, "the stack gives up by itself");
        Assert.AreNotEqual(0, rig.Phone.Radio.Read(_schema).Error);
        Assert.AreNotEqual(0, rig.Phone.Radio.Write(_schema, [0, 0]).Error);
        Assert.AreNotEqual(0, rig.Phone.Radio.Read(_ranking).Error);
        Assert.AreNotEqual(0, rig.Phone.Radio.Read(_status).Error);
        rig.Board.AnswerFault = null;
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        Assert.AreEqual("", string.Join('\n', rig.Board.Errors));
    }

    [TestMethod]
    [DataRow(new byte[] { 0 }, 0x86)]
    [DataRow(new byte[] { 0, 0, 0 }, 0x86)]
    [DataRow(new byte[] { 99, 0 }, 0x8D)]
    public void A_Page_That_There_Is_Not_Is_Refused(byte[] number, int error)
    {
        using LabelRig rig = new LabelRig().Connected();
        Assert.AreEqual(error, rig.Phone.Radio.Write(_schema, number).Error);
        Assert.AreEqual(0, rig.Phone.Radio.Read(_schema).Error);
        rig.AssertClean();
    }

    [TestMethod]
    public void Without_A_Shelf_Everything_But_Status_Is_Not_Ready()
    {
        using LabelRig rig = new LabelRig(blob: []).Advertising();
        Assert.IsTrue(rig.Phone.Connect(247));
        Assert.AreEqual(GattIds.NotReadyError, rig.Phone.Radio.Read(_schema).Error);
        Assert.AreEqual(GattIds.NotReadyError, rig.Phone.Radio.Write(_schema, [0, 0]).Error);
        Assert.AreEqual(GattIds.NotReadyError, rig.Phone.Radio.Read(_ranking).Error);
        Assert.AreEqual(GattIds.NotReadyError, rig.Phone.Radio.Write(_profile, new byte[20]).Error);
        byte[] status = rig.Phone.ReadStatus();
        Assert.AreEqual(AdvertData.ServiceNeeded, status[StatusPacket.StateAt]);
        Assert.AreEqual(0, BlobLayout.I32(status, StatusPacket.SchemaIdAt));
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Characteristic_That_Is_Not_For_Writing_Is_Not_Written()
    {
        using LabelRig rig = new LabelRig().Connected();
        Assert.AreNotEqual(0, rig.Phone.Radio.Write(_status, [1]).Error);
        Assert.AreNotEqual(0, rig.Phone.Radio.Write(_ranking, [1]).Error);
        Assert.AreNotEqual(0, rig.Phone.Radio.Read(_profile).Error);
        rig.AssertClean();
    }

    /// <summary>A sound packet with the label's nonce.</summary>
    internal static byte[] Packet(LabelRig rig)
    {
        var profile = LabelRig.Preferring(1);
        byte[] into = new byte[GattIds.MaxAttributeBytes];
        int length = ProfilePacket.Encode(rig.Phone.Shelf!.Shelf, rig.Phone.Nonce, profile.Shared, profile.Listed, profile.ListedCount, into);
        return into[..length];
    }

    private static byte[] With(byte[] packet, int at, byte value)
    {
        byte[] changed = (byte[])packet.Clone();
        changed[at] = value;
        return changed;
    }
}
