using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>The packets of PROTOCOL.md's examples, made by the code.</summary>
internal static class Examples
{
    public static string Spec { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "PROTOCOL.md"));

    public static byte[] Advert()
    {
        byte[] data = new byte[AdvertData.Bytes];
        AdvertData.Encode(AdvertData.Ready | AdvertData.LowBattery, 0x0000A017, 0x11223344, data);
        return data;
    }

    public static byte[] Page() => Packets.Pages(Packets.Example(), 32)[0];

    public static byte[] Content() => Packets.Join(Packets.Pages(Packets.Example(), 32));

    public static byte[] Profile() => Packets.Encode(Packets.Example(), Packets.ExampleProfile());

    public static byte[] WidePage() => Packets.Pages(Packets.WideExample(), 64)[0];

    public static byte[] WideProfile() => Packets.Encode(Packets.WideExample(), Packets.WideExampleProfile());

    public static byte[] WideRanking()
    {
        LoadedShelf shelf = Packets.WideExample();
        Packets.WideExampleProfile().OrderOn(shelf, 3);
        byte[] packet = new byte[33];
        Assert.AreEqual(33, RankingPacket.Encode(shelf, Packets.Nonce, 3, packet));
        return packet;
    }

    public static byte[] Ranking()
    {
        LoadedShelf shelf = Packets.Example();
        Packets.ExampleProfile().OrderOn(shelf, 3);
        byte[] packet = new byte[30];
        Assert.AreEqual(30, RankingPacket.Encode(shelf, Packets.Nonce, 3, packet));
        return packet;
    }

    public static byte[] Refusal()
    {
        byte[] packet = new byte[RankingPacket.HeaderBytes];
        Assert.AreEqual(15, RankingPacket.EncodeFault(Packets.Example(), Packets.Nonce, PacketFault.WrongSchema, packet));
        return packet;
    }

    public static byte[] Status()
    {
        byte[] packet = new byte[StatusPacket.Bytes];
        StatusPacket.Encode(0, 1, 2, 80, packet);
        packet[StatusPacket.StateAt] = AdvertData.Ready;
        packet[StatusPacket.LastFaultAt] = PacketFault.WrongNonce;
        PacketBytes.Put32(packet, StatusPacket.SchemaIdAt, 0x11223344);
        PacketBytes.Put32(packet, StatusPacket.ModelVersionAt, 7);
        PacketBytes.Put32(packet, StatusPacket.UptimeAt, 86_400);
        PacketBytes.Put32(packet, StatusPacket.RankingsAt, 41);
        StatusPacket.Count16(packet, StatusPacket.RefusedAt);
        return packet;
    }
}
