using System.Reflection;
using Endcap.Kernel;
using Endcap.Protocol;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>Every fault number has a packet that produces it, so none is dead.</summary>
[TestClass]
public sealed class PacketFaultTests
{
    private static readonly LoadedShelf _shelf = Packets.Example();

    private static readonly (string Why, int Fault, Func<int> Check)[] _cases =
    [
        ("sound", PacketFault.None, () => Profile()),
        ("sound advert", PacketFault.None, () => AdvertData.Check(Examples.Advert(), 9)),
        ("sound page", PacketFault.None, () => SchemaPages.Check(Examples.Page(), Examples.Page().Length)),
        ("sound ranking", PacketFault.None, () => Ranking()),
        ("sound fault answer", PacketFault.None, () => RankingPacket.Check(Examples.Refusal(), 15)),
        ("sound status", PacketFault.None, () => Status()),
        ("longer status", PacketFault.None, () => StatusPacket.Check([.. Examples.Status(), 9], 29)),
        ("no packet", PacketFault.TooShort, () => ProfilePacket.Decode(_shelf, null!, 11, 0, [0], [0], [])),
        ("no advert", PacketFault.TooShort, () => AdvertData.Check(null!, 9)),
        ("advert of 8 bytes", PacketFault.TooShort, () => AdvertData.Check(new byte[8], 8)),
        ("page without header", PacketFault.TooShort, () => SchemaPages.Check(new byte[17], 17)),
        ("ranking of 14 bytes", PacketFault.TooShort, () => RankingPacket.Check(new byte[14], 14)),
        ("status of 27 bytes", PacketFault.TooShort, () => StatusPacket.Check(new byte[27], 27)),
        ("profile of version 2", PacketFault.UnsupportedVersion, () => Profile((ProfilePacket.VersionAt, 2))),
        ("advert of version 2", PacketFault.UnsupportedVersion, () => AdvertData.Check(Change(Examples.Advert(), (0, 0x42)), 9)),
        ("page of version 0", PacketFault.UnsupportedVersion, () => SchemaPages.Check(Change(Examples.Page(), (0, 0)), 32)),
        ("ranking of version 2", PacketFault.UnsupportedVersion, () => Ranking((0, 2))),
        ("status of version 2", PacketFault.UnsupportedVersion, () => Status((0, 2))),
        ("a profile's flag", PacketFault.UnknownFlags, () => Profile((ProfilePacket.FlagsAt, 0x80))),
        ("a page's flag", PacketFault.UnknownFlags, () => SchemaPages.Check(Change(Examples.Page(), (1, 2)), 32)),
        ("a wide page", PacketFault.None, () => SchemaPages.Check(Examples.WidePage(), 64)),
        ("a wide profile for a shelf", PacketFault.UnknownFlags, () => Profile((ProfilePacket.FlagsAt, PacketBytes.WideFlag))),
        ("a narrow profile for a catalogue", PacketFault.UnknownFlags, () => Wide((ProfilePacket.FlagsAt, 0))),
        ("a wide profile", PacketFault.None, () => Wide()),
        ("product 300 of 300", PacketFault.BadProduct, () => Wide((15, 0x2C))),
        ("wide products descend", PacketFault.BadOrder, () => Wide((15, 6), (16, 0))),
        ("a wide ranking", PacketFault.None, () => WideRanking()),
        ("no wide rank", PacketFault.None, () => RankingPacket.Check(Change(Examples.WideRanking(), (RankingPacket.CountAt, 0)), 15)),
        ("a wide flag and a fault", PacketFault.BadCount, () => WideRanking((RankingPacket.FaultAt, 0x80 | 67))),
        ("wide ranks in the space of narrow ones", PacketFault.LengthMismatch, () => WideRanking((RankingPacket.FaultAt, 0))),
        ("narrow ranks in the space of wide ones", PacketFault.LengthMismatch, () => Ranking((RankingPacket.FaultAt, RankingPacket.WideFlag))),
        ("a wide product with two ranks", PacketFault.BadOrder, () => WideRanking((21, 0x2B))),
        ("ranks after one", PacketFault.None, () => RankingPacket.CheckAfter(Packets.WideExample(), [0x2B, 1, 0, 0, 0, 0], 6)),
        ("ranks after one that is not there", PacketFault.BadProduct, () => RankingPacket.CheckAfter(Packets.WideExample(), [0x2C, 1, 0, 0, 0, 0], 6)),
        ("ranks after a part of one", PacketFault.LengthMismatch, () => RankingPacket.CheckAfter(Packets.WideExample(), [0x2B, 1, 0, 0, 0], 5)),
        ("ranks after one of a shelf", PacketFault.LengthMismatch, () => RankingPacket.CheckAfter(_shelf, [1, 0, 0, 0, 0, 0], 6)),
        ("another schema", PacketFault.WrongSchema, () => Profile((ProfilePacket.SchemaIdAt + 3, 0))),
        ("another nonce", PacketFault.WrongNonce, () => Profile((ProfilePacket.NonceAt, 0))),
        ("4 of 3 products", PacketFault.TooManyProducts, () => Profile((ProfilePacket.ListedCountAt, 4))),
        ("no room for 2", PacketFault.TooManyProducts,
            () => ProfilePacket.Decode(_shelf, Examples.Profile(), 16, Packets.Nonce, [0], new byte[3], new byte[5])),
        ("3 products in the space of 2", PacketFault.LengthMismatch, () => Profile((ProfilePacket.ListedCountAt, 3))),
        ("2 ranks in the space of 3", PacketFault.LengthMismatch, () => Ranking((RankingPacket.CountAt, 2))),
        ("513 bytes", PacketFault.TooLong, () => ProfilePacket.Decode(_shelf, new byte[513], 513, 0, [0], new byte[3], new byte[9])),
        ("ranking of 513 bytes", PacketFault.TooLong, () => RankingPacket.Check(new byte[513], 513)),
        ("page of 513 bytes", PacketFault.TooLong, () => SchemaPages.Check(new byte[513], 513)),
        ("status of 513 bytes", PacketFault.TooLong, () => StatusPacket.Check(new byte[513], 513)),
        ("bin 4 of 4", PacketFault.BadBin, () => Profile((11, 0x24))),
        ("bin 3 of 3", PacketFault.BadBin, () => Profile((11, 0x31))),
        ("affinity bin 4 of 4", PacketFault.BadBin, () => Profile((13, 0x14))),
        ("affinity bin 3 of 3", PacketFault.BadBin, () => Profile((13, 0x33))),
        ("product 3 of 3", PacketFault.BadProduct, () => Profile((14, 3))),
        ("a product twice", PacketFault.BadOrder, () => Profile((14, 1))),
        ("products descend", PacketFault.BadOrder, () => Profile((14, 0))),
        ("ranks descend", PacketFault.BadOrder, () => Ranking((16, 0))),
        ("equal scores, higher product first", PacketFault.BadOrder, () => Ranking((20, 1), (21, 108), (15, 2), (25, 0))),
        ("a product with two ranks", PacketFault.BadOrder, () => Ranking((25, 1))),
        ("spare shopper nibble", PacketFault.BadPadding, SpareShopper),
        ("spare affinity nibble", PacketFault.BadPadding, SpareAffinity),
        ("context bin 2 of 2", PacketFault.BadContext, () => ProfilePacket.Decode(_shelf, Examples.Profile(), 16,
            Packets.Nonce, [2], new byte[3], new byte[9])),
        ("no context", PacketFault.BadContext, () => ProfilePacket.Decode(_shelf, Examples.Profile(), 16,
            Packets.Nonce, [], new byte[3], new byte[9])),
        ("no rank and no fault", PacketFault.BadCount, () => Ranking((RankingPacket.CountAt, 0))),
        ("ranks and a fault", PacketFault.BadCount, () => Ranking((RankingPacket.FaultAt, 67))),
        ("page 5 of 5", PacketFault.BadCount, () => SchemaPages.Check(Change(Examples.Page(), (2, Examples.Page()[4])), 32)),
        ("page 2 of 3", PacketFault.None, () => SchemaPages.CheckSelection([2, 0], 2, 3)),
        ("page 3 of 3", PacketFault.BadCount, () => SchemaPages.CheckSelection([3, 0], 2, 3)),
        ("page 256 of 3", PacketFault.BadCount, () => SchemaPages.CheckSelection([0, 1], 2, 3)),
        ("page number of one byte", PacketFault.LengthMismatch, () => SchemaPages.CheckSelection([0], 1, 3)),
        ("page number of three bytes", PacketFault.LengthMismatch, () => SchemaPages.CheckSelection([0, 0, 0], 3, 3)),
        ("no page number", PacketFault.LengthMismatch, () => SchemaPages.CheckSelection(null!, 2, 3)),
        ("battery at 101 %", PacketFault.BadCount, () => Status((StatusPacket.BatteryAt, 101))),
    ];

    public static IEnumerable<object[]> Names => _cases.Select(one => new object[] { one.Why });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Has_The_Fault(string why)
    {
        (_, int fault, Func<int> check) = _cases.Single(one => one.Why == why);
        Assert.AreEqual(fault, check());
    }

    [TestMethod]
    public void Every_Fault_Has_A_Case_And_A_Row_In_The_Spec()
    {
        FieldInfo[] faults = typeof(PacketFault).GetFields(BindingFlags.Public | BindingFlags.Static);
        foreach (FieldInfo field in faults)
        {
            int number = (int)field.GetRawConstantValue()!;
            Assert.IsTrue(_cases.Any(one => one.Fault == number) || Update.StaffPacketTests.Faults.Contains(number) || IsTheLabels(number), field.Name);
            if (number != 0)
                StringAssert.Contains(Examples.Spec, $"| {number} | `0x{GattIds.AttError(number):X2}` | {field.Name} |", StringComparison.Ordinal);
        }

        Assert.AreEqual(faults.Length, faults.Select(field => (int)field.GetRawConstantValue()!).Distinct().Count());
    }

    // Of these no packet alone is the cause: tests of the label's life meet each (firmware/Label/Update).
    private static bool IsTheLabels(int fault) => fault is PacketFault.WrongProof or PacketFault.TooSoon or PacketFault.OldVersion or PacketFault.AlreadyThere
        or PacketFault.NoUpdate or PacketFault.Incomplete or PacketFault.WrongHash or PacketFault.NothingThere or PacketFault.TooLargeForBoard or PacketFault.NotStored;

    private static byte[] Change(byte[] packet, params (int At, int Value)[] changes)
    {
        foreach ((int at, int value) in changes) packet[at] = (byte)value;
        return packet;
    }

    private static int Profile(params (int At, int Value)[] changes) =>
        Packets.Decode(_shelf, Change(Examples.Profile(), changes), 16, [0]).Fault;

    private static int Ranking(params (int At, int Value)[] changes) => RankingPacket.Check(Change(Examples.Ranking(), changes), 30);

    private static int Wide(params (int At, int Value)[] changes)
    {
        byte[] packet = Change(Examples.WideProfile(), changes);
        return Packets.Decode(Packets.WideExample(), packet, packet.Length, []).Fault;
    }

    private static int WideRanking(params (int At, int Value)[] changes) => RankingPacket.Check(Change(Examples.WideRanking(), changes), 33);

    private static int Status(params (int At, int Value)[] changes) => StatusPacket.Check(Change(Examples.Status(), changes), 28);

    // One shopper feature less: its nibble is spare.
    private static int SpareShopper()
    {
        LoadedShelf shelf = Packets.Example();
        shelf.Scope[2] = 1;
        return Packets.Decode(shelf, Examples.Profile(), 16, [0, 0]).Fault;
    }

    private static int SpareAffinity()
    {
        LoadedShelf shelf = Packets.Example();
        shelf.AffinityCount = 1;
        return Packets.Decode(shelf, Examples.Profile(), 16, [0]).Fault;
    }
}
