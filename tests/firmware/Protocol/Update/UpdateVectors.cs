using System.Text.Json;
using System.Text.Json.Nodes;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Tests.Firmware.Protocol.Update;

/// <summary>
/// The golden vectors that C# and the staff's page share, made by the firmware's own code; <see cref="StaffFormulaTests"/> holds
/// them to UPDATE.md's formulas. Bytes are lower-case hex.
/// </summary>
internal static class UpdateVectors
{
    public const uint LabelId = 0xA017;
    public const int Generation = 3;

    public static byte[] StoreKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static byte[] DeviceKey { get; } = StaffKeys.Device(StoreKey, LabelId, Generation);

    public static byte[] FileKey { get; } = StaffKeys.File(DeviceKey);

    public static byte[] StaffNonce { get; } = [.. Enumerable.Range(0xA0, 16).Select(i => (byte)i)];

    /// <summary>What is read of Auth before and, with the proof, after a session is open.</summary>
    public static byte[] AuthRead(bool open)
    {
        byte[] read = new byte[AuthPacket.ReadBytes];
        AuthPacket.EncodeChallenge(LabelId, Generation, 41, [.. Enumerable.Range(0x50, 16).Select(i => (byte)i)], read);
        read[AuthPacket.FlagsAt] = (byte)(AuthPacket.HasKey | (open ? AuthPacket.IsOpen : 0));
        if (open) StaffKeys.LabelProof(SessionKey).CopyTo(read, AuthPacket.ProofAt);
        return read;
    }

    public static byte[] SessionKey { get; } = StaffKeys.Session(DeviceKey, AuthRead(false), StaffNonce, 0);

    public static byte[] AuthWrite()
    {
        byte[] write = new byte[AuthPacket.WriteBytes];
        AuthPacket.EncodeResponse(SessionKey, StaffNonce, write);
        return write;
    }

    /// <summary>A file whose bytes tell their place.</summary>
    public static byte[] File(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 + (i >> 8)))];

    public static byte[] ExampleManifest() => Manifest.Encode(FileKey, LabelId, Manifest.Content, Manifest.Trial, 7, File(100));

    public static byte[] ExampleStart() => ControlPacket.Encode(SessionKey, ControlPacket.Start, 1, ExampleManifest());

    public static byte[] ExampleChunk() => ChunkPacket.Encode(SessionKey, File(100), 96, 4);

    /// <summary>Content of 100 bytes under way: 24 are there; the shelf's version 5 is on trial in slot B.</summary>
    public static byte[] ExampleProgress()
    {
        byte[] packet = new byte[512];
        packet[ProgressPacket.VersionAt] = PacketBytes.Version;
        packet[ProgressPacket.StateAt] = ProgressPacket.Receiving;
        packet[ProgressPacket.KindAt] = Manifest.Content;
        PacketBytes.Put16(packet, ProgressPacket.SequenceAt, 1);
        PacketBytes.Put32(packet, ProgressPacket.LengthAt, 100);
        PacketBytes.Put32(packet, ProgressPacket.ReceivedAt, 24);
        PacketBytes.Put32(packet, ProgressPacket.FileVersionAt, 7);
        PacketBytes.Put32(packet, ProgressPacket.ChecksumAt, Manifest.Checksum(ExampleManifest()));
        int shelf = ProgressPacket.KindOffset(Manifest.Shelf);
        packet[shelf + ProgressPacket.SlotAt] = 1;
        packet[shelf + ProgressPacket.PhaseAt] = ProgressPacket.FirstBoot;
        packet[shelf + ProgressPacket.FlagsAt] = ProgressPacket.OnTrial | ProgressPacket.HasPrevious;
        PacketBytes.Put32(packet, shelf + ProgressPacket.ActiveVersionAt, 5);
        PacketBytes.Put32(packet, shelf + ProgressPacket.ActiveChecksumAt, 0x11223344);
        PacketBytes.Put32(packet, shelf + ProgressPacket.PreviousVersionAt, 4);
        PacketBytes.Put32(packet, shelf + ProgressPacket.PreviousChecksumAt, 0x55667788);
        Assert.IsTrue(ProgressPacket.AddRange(packet, 12, 72));
        Assert.IsTrue(ProgressPacket.AddRange(packet, 96, 4));
        return packet[..ProgressPacket.Length(packet)];
    }

    public static byte[] MaskedKey(int generation)
    {
        byte[] body = [(byte)generation, (byte)(generation >> 8), .. StaffKeys.Device(StoreKey, LabelId, generation)];
        StaffKeys.Mask(SessionKey, generation, body, 2);
        return body;
    }

    public static string All() => "{\n" + string.Join(",\n", new (string Name, IEnumerable<JsonObject> Rows)[]
    {
        ("devices", Devices()), ("sessions", [Session()]), ("manifests", Manifests()), ("controls", Controls()), ("chunks", Chunks()), ("progress", [Progress()]),
    }.Select(part => $"\"{part.Name}\": [\n{string.Join(",\n", part.Rows.Select(row => " " + row.ToJsonString(JsonSerializerOptions.Default)))}\n]")) + "\n}\n";

    private static string Hex(ReadOnlySpan<byte> bytes) => VectorJson.Hex(bytes);

    private static IEnumerable<JsonObject> Devices() => new (uint Id, int Generation)[] { (0, 0), (LabelId, Generation), (uint.MaxValue, 65535) }.Select(each =>
    {
        byte[] device = StaffKeys.Device(StoreKey, each.Id, each.Generation);
        return new JsonObject
        {
            ["storeKey"] = Hex(StoreKey), ["labelId"] = each.Id, ["generation"] = each.Generation, ["deviceKey"] = Hex(device), ["fileKey"] = Hex(StaffKeys.File(device)),
        };
    });

    private static JsonObject Session() => new()
    {
        ["deviceKey"] = Hex(DeviceKey), ["read"] = Hex(AuthRead(false)), ["labelId"] = LabelId, ["generation"] = Generation, ["counter"] = 41,
        ["staffNonce"] = Hex(StaffNonce), ["sessionKey"] = Hex(SessionKey), ["write"] = Hex(AuthWrite()), ["readAfter"] = Hex(AuthRead(true)),
    };

    private static IEnumerable<JsonObject> Manifests() =>
        new[] { (1, 1u, 0), (100, 7u, 1), (1023, 8u, 2), (1024, 9u, 0), (1025, 10u, 3), (3000, uint.MaxValue, 0) }.Select((each, i) =>
        {
            (int length, uint version, int flags) = each;
            byte[] file = File(length);
            int kind = 1 + i % 3;
            return new JsonObject
            {
                ["fileKey"] = Hex(FileKey), ["labelId"] = LabelId, ["kind"] = kind, ["flags"] = flags, ["version"] = version, ["file"] = Hex(file),
                ["tags"] = new JsonArray([.. Enumerable.Range(0, Manifest.Blocks(length)).Select(b =>
                    (JsonNode)Hex(Manifest.BlockTag(FileKey, b, file, b * 1024, Math.Min(1024, length - b * 1024))))]),
                ["manifest"] = Hex(Manifest.Encode(FileKey, LabelId, kind, flags, version, file)),
            };
        });

    private static IEnumerable<JsonObject> Controls() => new (int Op, byte[] Body)[]
    {
        (ControlPacket.Start, ExampleManifest()), (ControlPacket.Commit, [2]), (ControlPacket.Confirm, [1]), (ControlPacket.Revert, [3]),
        (ControlPacket.Abort, []), (ControlPacket.Blink, [10]), (ControlPacket.SetClock, BitConverter.GetBytes(1_795_000_000)),
        (ControlPacket.Rotate, MaskedKey(4)),
    }.Select((each, i) => new JsonObject
    {
        ["sessionKey"] = Hex(SessionKey), ["op"] = each.Op, ["sequence"] = i == 7 ? 65535 : i + 1, ["body"] = Hex(each.Body),
        ["packet"] = Hex(ControlPacket.Encode(SessionKey, each.Op, i == 7 ? 65535 : i + 1, each.Body)),
    });

    // Whole files at each frame size, and one piece in the middle.
    private static IEnumerable<JsonObject> Chunks() => new[] { (100, 20), (1100, 180), (1100, 509) }.Select(each =>
    {
        (int length, int frame) = each;
        byte[] file = File(length);
        var packets = new JsonArray();
        for (int at = 0; at < length;)
        {
            int count = ChunkPacket.DataBytes(at, length, length, frame);
            packets.Add(Hex(ChunkPacket.Encode(SessionKey, file, at, count)));
            at += count;
        }

        return new JsonObject { ["sessionKey"] = Hex(SessionKey), ["file"] = Hex(file), ["frame"] = frame, ["packets"] = packets };
    });

    private static JsonObject Progress()
    {
        byte[] packet = ExampleProgress();
        return new JsonObject
        {
            ["packet"] = Hex(packet), ["state"] = packet[ProgressPacket.StateAt], ["fault"] = packet[ProgressPacket.FaultAt], ["kind"] = packet[ProgressPacket.KindAt],
            ["sequence"] = BlobLayout.U16(packet, ProgressPacket.SequenceAt), ["length"] = U32(packet, ProgressPacket.LengthAt),
            ["received"] = U32(packet, ProgressPacket.ReceivedAt), ["version"] = U32(packet, ProgressPacket.FileVersionAt), ["crc"] = U32(packet, ProgressPacket.ChecksumAt),
            ["kinds"] = new JsonArray([.. Enumerable.Range(1, Manifest.Kinds).Select(ProgressPacket.KindOffset).Select(at => (JsonNode)new JsonObject
            {
                ["slot"] = packet[at], ["phase"] = packet[at + ProgressPacket.PhaseAt], ["flags"] = packet[at + ProgressPacket.FlagsAt],
                ["version"] = U32(packet, at + ProgressPacket.ActiveVersionAt), ["crc"] = U32(packet, at + ProgressPacket.ActiveChecksumAt),
                ["previousVersion"] = U32(packet, at + ProgressPacket.PreviousVersionAt), ["previousCrc"] = U32(packet, at + ProgressPacket.PreviousChecksumAt),
            })]),
            ["missing"] = new JsonArray([.. Enumerable.Range(0, packet[ProgressPacket.RangeCountAt]).Select(range =>
                (JsonNode)new JsonArray(ProgressPacket.RangeOffset(packet, range), ProgressPacket.RangeLength(packet, range)))]),
        };
    }

    private static uint U32(byte[] packet, int at) => (uint)BlobLayout.I32(packet, at);
}
