using Endcap.Compression.Blobs;
using Endcap.Compression.Faults;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Serving;

/// <summary>One value of a packet, for people.</summary>
public sealed record PacketField(string Name, string Text);

/// <summary>What a packet says.</summary>
/// <param name="What">The kind of packet.</param>
/// <param name="Meaning">In a few words.</param>
/// <param name="Fields">In full.</param>
public sealed record PacketText(string What, string Meaning, IReadOnlyList<PacketField> Fields);

/// <summary>Packets in words, by PROTOCOL.md and with the firmware's own checks.</summary>
public static class PacketWords
{
    private static readonly Dictionary<Guid, string> _names = new()
    {
        [new(GattIds.Schema)] = "Schema", [new(GattIds.Profile)] = "Profile", [new(GattIds.Ranking)] = "Ranking", [new(GattIds.Status)] = "Status",
    };

    /// <summary>A characteristic's name.</summary>
    public static string Name(Guid uuid) => _names.GetValueOrDefault(uuid) ?? uuid.ToString();

    /// <summary>An error of a phone's request: "" for none.</summary>
    public static string Error(int error) => error switch
    {
        0 => "",
        PhoneLink.Lost => "the connection was lost",
        PhoneLink.Unreachable => "no label answers",
        GattIds.BusyError => "ATT error 0x9F: the label works on another profile",
        GattIds.NotReadyError => "ATT error 0x9E: the label has no shelf that ranks",
        _ => FaultTable.All.FirstOrDefault(fault => fault.AttError == error) is { } fault
            ? $"ATT error 0x{error:X2}: {fault.Message} (fault {fault.Number})" : $"ATT error 0x{error:X2}",
    };

    /// <summary>A packet that was read, written or notified without error.</summary>
    /// <param name="uuid">The characteristic.</param>
    /// <param name="what">"write" where the phone wrote it.</param>
    /// <param name="bytes">The packet.</param>
    /// <param name="image">The label's shelf.</param>
    public static PacketText Of(Guid uuid, string what, byte[] bytes, BlobImage image) => (Name(uuid), what) switch
    {
        ("Schema", "write") when bytes.Length == 2 => new("Schema", $"turn to page {BlobLayout.U16(bytes, 0)}", []),
        ("Schema", "read") when SchemaPages.Check(bytes, bytes.Length) == PacketFault.None => Schema(bytes),
        ("Ranking", "write") when bytes.Length == RankingPacket.WideRankBytes => new("Ranking", $"the ranks after product {BlobLayout.U16(bytes, 0)}", []),
        ("Profile", "write") => Profile(bytes, image),
        ("Ranking", _) when RankingPacket.Check(bytes, bytes.Length) == PacketFault.None => Ranking(bytes, image.Content),
        ("Status", "read") when StatusPacket.Check(bytes, bytes.Length) == PacketFault.None => Status(bytes),
        (_, "subscribe" or "unsubscribe") => new("", "", []),
        _ => new("", $"{bytes.Length} bytes", []),
    };

    private static PacketText Schema(byte[] page) => new("Schema",
        $"page {BlobLayout.U16(page, SchemaPages.PageAt)} of {BlobLayout.U16(page, SchemaPages.PageCountAt)}",
        [Hex("nonce", page, SchemaPages.NonceAt), Hex("schema", page, SchemaPages.SchemaIdAt),
            new("content", $"{page.Length - SchemaPages.HeaderBytes} bytes")]);

    private static PacketText Profile(byte[] packet, BlobImage image)
    {
        ShopperBins? bins = ShopperBins.Decode(image, packet, null);
        if (bins is null) return new("Profile", $"{packet.Length} bytes that are no profile of this shelf", []);
        var fields = new List<PacketField> { Hex("schema", packet, ProfilePacket.SchemaIdAt), Hex("nonce", packet, ProfilePacket.NonceAt) };
        BlobContent content = image.Content;
        for (int f = 0; f < content.Features.Count; f++)
            if (content.Features[f].Scope == 0) fields.Add(new(content.FeatureName(f), BinText.Of(content, f, bins.Shared[f])));
        foreach (int product in bins.Listed)
        {
            fields.Add(new(content.Products?[product].Name ?? $"product {product}", string.Join(", ", bins.Affinity[product].Select((bin, a) =>
                $"{content.FeatureName(image.Shelf.SharedCount + a)} {BinText.Of(content, image.Shelf.SharedCount + a, bin)}"))));
        }

        return new("Profile", $"{packet.Length} bytes, {bins.Listed.Count} listed products", fields);
    }

    private static PacketText Ranking(byte[] packet, BlobContent content)
    {
        int fault = RankingPacket.Fault(packet);
        if (fault != 0) return new("Ranking", $"fault {fault}: {FaultTable.Find(fault)?.Message}", [Hex("nonce", packet, RankingPacket.NonceAt)]);
        (int Product, int Score)[] ranks = [.. ShopperPhone.Ranks(packet)];
        if (ranks.Length == 0) return new("Ranking", "no rank: none is left, or none fits the notification", [Hex("nonce", packet, RankingPacket.NonceAt)]);
        string Name(int product) => content.Products?[product].Name ?? $"product {product}";
        return new("Ranking", $"{Name(ranks[0].Product)} first of {ranks.Length}",
            [Hex("nonce", packet, RankingPacket.NonceAt), .. ranks.Select((rank, i) => new PacketField($"{i + 1}.", $"{Name(rank.Product)}, {rank.Score} steps"))]);
    }

    private static PacketText Status(byte[] packet)
    {
        int fault = packet[StatusPacket.LastFaultAt], battery = packet[StatusPacket.BatteryAt];
        return new("Status", fault == 0 ? "no fault" : $"fault {fault}: {FaultTable.Find(fault)?.Message}",
        [
            new("battery", battery == StatusPacket.NoBattery ? "not measured" : $"{battery} %"),
            new("up for", $"{BlobLayout.I32(packet, StatusPacket.UptimeAt)} s"),
            new("rankings", $"{BlobLayout.I32(packet, StatusPacket.RankingsAt)}"),
            new("refused", $"{BlobLayout.U16(packet, StatusPacket.RefusedAt)}"),
            new("exceptions", $"{BlobLayout.U16(packet, StatusPacket.ExceptionsAt)}"),
        ]);
    }

    private static PacketField Hex(string name, byte[] bytes, int at) => new(name, $"{BlobLayout.I32(bytes, at):x8}");
}
