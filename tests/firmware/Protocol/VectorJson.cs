using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;
using Profile = Endcap.Tests.Firmware.Kernel.Profile;

namespace Endcap.Tests.Firmware.Protocol;

/// <summary>
/// The golden vectors that C# and the shopper's page share, made by the firmware's own code. Bytes are lower-case hex; a
/// number is the hex of its f64, little-endian, so that no text form stands between the two.
/// </summary>
internal static class VectorJson
{
    private static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string All() => "{\n" + string.Join(",\n", new (string Name, IEnumerable<JsonObject> Rows)[]
    {
        ("schemas", VectorShelves.All.Select(shelf => Schema(shelf.Name, BlobOf(shelf.Blob)))),
        ("bins", VectorShelves.All.SelectMany(shelf => Bins(shelf.Name, BlobOf(shelf.Blob)))),
        ("profiles", VectorShelves.All.SelectMany((shelf, s) => Profiles(shelf.Name, Blobs.Load(shelf.Blob), new Random(s)))),
        ("rankings", PacketVectors.Rankings()), ("statuses", PacketVectors.Statuses()), ("adverts", PacketVectors.Adverts()), ("pages", PacketVectors.Pages()),
    }.Select(part => $"\"{part.Name}\": [\n{string.Join(",\n", part.Rows.Select(row => " " + row.ToJsonString(_compact)))}\n]")) + "\n}\n";

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static string Hex(double number) => Hex(BitConverter.GetBytes(number));

    private static BlobImage BlobOf(byte[] blob)
    {
        Assert.AreEqual(BlobFault.None, BlobImage.TryRead(blob, out BlobImage? image));
        return image!;
    }

    private static JsonObject Schema(string name, BlobImage image)
    {
        BlobContent content = image.Content;
        return new JsonObject
        {
            ["name"] = name, ["schemaId"] = content.SchemaId, ["modelVersion"] = content.ModelVersion, ["productCount"] = content.Base.Length, ["wide"] = content.IsCatalogue,
            ["products"] = content.Products is { } products ? Array(products.Select(p => new JsonObject { ["sku"] = p.Sku, ["name"] = p.Name })) : null,
            ["prices"] = content.Prices is { } prices ? new JsonObject
            {
                ["currency"] = prices.Currency, ["decimals"] = prices.Decimals,
                ["values"] = Array(prices.Minor.Select(price => price == ShelfPrices.Unknown ? null : JsonValue.Create(price / Math.Pow(10, prices.Decimals)))),
            } : null,
            ["features"] = Array((content.FeatureTexts ?? []).Select((text, f) => Feature(text, content.Features[f]))),
            ["mostListed"] = ProfilePacket.MaxListed(image.Shelf, GattIds.MaxAttributeBytes),
            ["pages"] = Array(Packets.Pages(image.Shelf, 244).Select(page => JsonValue.Create(Hex(page)))),
            ["smallPages"] = content.Base.Length < 10 ? Array(Packets.Pages(image.Shelf, SchemaPages.PageBytes(image.Shelf, 32)).Select(page => JsonValue.Create(Hex(page)))) : null,
        };
    }

    private static JsonObject Feature(FeatureText text, FeatureShape shape) => new()
    {
        ["name"] = text.Name, ["kind"] = (int)text.Kind, ["scope"] = shape.Scope, ["radix"] = shape.Radix, ["rest"] = shape.Rest,
        ["absent"] = text.AbsentBin, ["hasMissingBin"] = text.HasMissingBin,
        ["edges"] = Array(text.Edges.Select(edge => JsonValue.Create(Hex(edge)))), ["categories"] = Array(text.Categories.Select(each => JsonValue.Create(each))),
    };

    // Each edge and one ulp to each side, the ends of all numbers, missing, and texts that are no category.
    private static IEnumerable<JsonObject> Bins(string schema, BlobImage image)
    {
        IReadOnlyList<FeatureText> texts = image.Content.FeatureTexts ?? [];
        for (int f = 0; f < texts.Count; f++)
        {
            if (schema == "largest profile" && f % 9 != 0) continue;
            Feature feature = texts[f].ToFeature(FeatureScope.Shopper);
            var values = new JsonArray();
            foreach ((JsonNode? value, int bin) in feature.Kind == FeatureKind.Categorical ? Texts(feature) : Numbers(feature)) values.Add(new JsonArray(value, bin));
            yield return new JsonObject { ["schema"] = schema, ["feature"] = f, ["values"] = values };
        }
    }

    private static IEnumerable<(JsonNode?, int)> Texts(Feature feature) => new[] { "unknown", "", "A", "a", feature.Categories[0] + " ", null }
        .Concat(feature.Categories).Select(text => ((JsonNode?)text, (int)feature.BinCategory(text)));

    private static IEnumerable<(JsonNode?, int)> Numbers(Feature feature) => feature.Edges
        .SelectMany(edge => new[] { Math.BitDecrement(edge), edge, Math.BitIncrement(edge) })
        .Concat([0, -0.0, 1, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN])
        .Select(value => ((JsonNode?)new JsonObject { ["f64"] = Hex(value) }, (int)feature.Bin(value))).Append((null, feature.AbsentBin));

    private static IEnumerable<JsonObject> Profiles(string name, LoadedShelf shelf, Random random)
    {
        for (int i = 0; i < 4; i++)
        {
            Profile profile = i == 0 ? new Profile(new byte[Math.Max(1, shelf.SharedCount)], [], 0) : Packets.RandomProfile(shelf, random);
            byte[] packet = Packets.Encode(shelf, profile);
            Assert.AreEqual(PacketFault.None, Packets.Decode(shelf, packet, packet.Length, Packets.Context(shelf, profile)).Fault);
            yield return new JsonObject
            {
                ["schema"] = name, ["nonce"] = Packets.Nonce,
                ["shopper"] = Array(Enumerable.Range(0, shelf.SharedCount).Where(f => shelf.Scope[f] == 0).Select(f => JsonValue.Create(profile.Shared[f]))),
                ["listed"] = Array(profile.Listed.Chunk(shelf.NumberBytes + shelf.AffinityCount).Select(row =>
                    new JsonObject
                    {
                        ["product"] = shelf.NumberBytes == 1 ? row[0] : BlobLayout.U16(row, 0), ["bins"] = Array(row.Skip(shelf.NumberBytes).Select(bin => JsonValue.Create(bin))),
                    })),
                ["wide"] = shelf.NumberBytes == 2, ["packet"] = Hex(packet),
            };
        }
    }

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
