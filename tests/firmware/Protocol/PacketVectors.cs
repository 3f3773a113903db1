using System.Text.Json.Nodes;
using Endcap.Kernel;
using Endcap.Protocol;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>Golden vectors of packets that a phone reads: sound ones with what they say, damaged ones with their fault.</summary>
internal static class PacketVectors
{
    public static IEnumerable<JsonObject> Rankings() => Damaged(Examples.Ranking(), 15, 30).Append(Examples.Refusal())
        .Append(Change(Examples.Ranking(), RankingPacket.HeaderBytes + RankingPacket.RankBytes, 1)) // a product twice
        .Append(Change(Examples.Ranking(), RankingPacket.HeaderBytes + 1, 0)).Append(Change(Examples.Ranking(), 18, 0x80)) // out of order
        .Append(Change(Examples.Refusal(), RankingPacket.FaultAt, 0)).Append(Examples.WideRanking())
        .Append(Change(Examples.WideRanking()[..RankingPacket.HeaderBytes], RankingPacket.CountAt, 0)) // no more ranks
        .Append(Change(Examples.WideRanking(), RankingPacket.FaultAt, 0)).Append(Change(Examples.WideRanking(), 24, 2)) // narrow; out of order
        .Append(Change(Examples.WideRanking(), RankingPacket.FaultAt, 0xC3)).Append(Change(Examples.WideRanking(), 27, 0x2B)).Select(packet => Row(packet, RankingPacket.Check, () => new JsonObject
        {
            ["fault"] = RankingPacket.Fault(packet), ["nonce"] = U32(packet, RankingPacket.NonceAt), ["schemaId"] = U32(packet, RankingPacket.SchemaIdAt),
            ["modelVersion"] = U32(packet, RankingPacket.ModelVersionAt),
            ["ranks"] = new JsonArray([.. Enumerable.Range(0, packet[RankingPacket.CountAt]).Select(rank => new JsonObject
            {
                ["product"] = RankingPacket.Product(packet, rank), ["score"] = RankingPacket.Score(packet, rank),
            })]),
        }));

    public static IEnumerable<JsonObject> Statuses() => Damaged(Examples.Status(), 28).Append([.. Examples.Status(), 9, 9])
        .Append(Change(Examples.Status(), StatusPacket.BatteryAt, 101)).Append(Change(Examples.Status(), StatusPacket.BatteryAt, StatusPacket.NoBattery))
        .Append(Change(Examples.Status(), StatusPacket.StateAt, 0xFD)).Select(packet => Row(packet, StatusPacket.Check, () => new JsonObject
        {
            ["serviceNeeded"] = (packet[1] & AdvertData.ServiceNeeded) != 0, ["ready"] = (packet[1] & AdvertData.Ready) != 0,
            ["lowBattery"] = (packet[1] & AdvertData.LowBattery) != 0,
            ["battery"] = packet[StatusPacket.BatteryAt] == StatusPacket.NoBattery ? null : packet[StatusPacket.BatteryAt],
            ["fault"] = packet[StatusPacket.LastFaultAt],
            ["firmware"] = $"{packet[StatusPacket.FirmwareAt]}.{packet[StatusPacket.FirmwareAt + 1]}.{BlobLayout.U16(packet, StatusPacket.FirmwareAt + 2)}",
            ["schemaId"] = U32(packet, StatusPacket.SchemaIdAt), ["modelVersion"] = U32(packet, StatusPacket.ModelVersionAt),
            ["uptime"] = U32(packet, StatusPacket.UptimeAt), ["rankings"] = U32(packet, StatusPacket.RankingsAt),
            ["refused"] = BlobLayout.U16(packet, StatusPacket.RefusedAt), ["exceptions"] = BlobLayout.U16(packet, StatusPacket.ExceptionsAt),
        }));

    public static IEnumerable<JsonObject> Adverts() =>
        new[] { Examples.Advert(), Examples.Advert()[..8], [.. Examples.Advert(), 7], Change(Examples.Advert(), 0, 0x46), Change(Examples.Advert(), 0, 0x3F) }
        .Select(data => Row(data, AdvertData.Check, () => new JsonObject
        {
            ["serviceNeeded"] = (data[0] & AdvertData.ServiceNeeded) != 0, ["ready"] = (data[0] & AdvertData.Ready) != 0,
            ["lowBattery"] = (data[0] & AdvertData.LowBattery) != 0,
            ["labelId"] = AdvertData.LabelId(data), ["schemaId"] = AdvertData.SchemaId(data),
        }));

    public static IEnumerable<JsonObject> Pages() => Damaged(Examples.Page(), 18).Append(Change(Examples.Page(), SchemaPages.FlagsAt, 2)).Append(Examples.WidePage())
        .Append(Change(Examples.Page(), SchemaPages.PageAt, 7)).Append([.. Examples.Page(), .. new byte[480]]).Append([.. Examples.Page(), .. new byte[481]])
        .Select(page => Row(page, SchemaPages.Check, () => new JsonObject
        {
            ["page"] = BlobLayout.U16(page, SchemaPages.PageAt), ["pages"] = BlobLayout.U16(page, SchemaPages.PageCountAt),
            ["nonce"] = U32(page, SchemaPages.NonceAt), ["schemaId"] = U32(page, SchemaPages.SchemaIdAt), ["wide"] = page[SchemaPages.FlagsAt] == PacketBytes.WideFlag,
            ["modelVersion"] = U32(page, SchemaPages.ModelVersionAt), ["content"] = VectorJson.Hex(page.AsSpan(SchemaPages.HeaderBytes)),
        }));

    // The packet itself, cut off, too long, and of another version.
    private static IEnumerable<byte[]> Damaged(byte[] packet, params int[] lengths) =>
        [packet, .. lengths.Select(length => packet[..(length - 1)]), [], Change(packet, 0, 2), [.. packet, .. new byte[513 - packet.Length]]];

    private static byte[] Change(byte[] packet, int at, int value)
    {
        packet[at] = (byte)value;
        return packet;
    }

    private static JsonObject Row(byte[] packet, Func<byte[], int, int> check, Func<JsonObject> says)
    {
        int fault = check(packet, packet.Length);
        return new JsonObject { ["packet"] = VectorJson.Hex(packet), ["refused"] = fault, ["says"] = fault == PacketFault.None ? says() : null };
    }

    private static uint U32(byte[] packet, int at) => (uint)BlobLayout.I32(packet, at);
}
