using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Endcap.Tests.Firmware.Protocol.Update;

/// <summary>
/// The golden vectors of the staff protocol: what the firmware's code does, and what UPDATE.md's formulas say. The formulas are
/// written out here without the firmware's classes. The staff's page is held to the same file.
/// </summary>
[TestClass]
public sealed class StaffFormulaTests
{
    private static readonly string _path = Path.Combine(Label.Display.TextArt.Root(), "tests", "Golden", "Protocol", "update-vectors.json");

    [TestMethod]
    public void The_Vectors_Are_What_The_Code_Does()
    {
        string now = UpdateVectors.All();
        if (Environment.GetEnvironmentVariable("ENDCAP_UPDATE_GOLDEN") == "1") File.WriteAllText(_path, now);
        string[] expected = File.ReadAllLines(_path), actual = now.TrimEnd('\n').Split('\n');
        for (int line = 0; line < Math.Max(expected.Length, actual.Length); line++)
            Assert.AreEqual(expected.ElementAtOrDefault(line), actual.ElementAtOrDefault(line), $"update-vectors.json, line {line + 1}");
    }

    [TestMethod]
    public void Device_And_File_Keys_Follow_The_Formulas()
    {
        foreach (JsonElement row in Rows("devices"))
        {
            byte[] device = Hmac(Bytes(row, "storeKey"), "endcap device 1", U32(row, "labelId"), U16(row, "generation"));
            Same(row, "deviceKey", device);
            Same(row, "fileKey", Hmac(device, "endcap file 1"));
        }
    }

    [TestMethod]
    public void A_Session_Follows_The_Formulas()
    {
        foreach (JsonElement row in Rows("sessions"))
        {
            byte[] read = Bytes(row, "read"), nonce = Bytes(row, "staffNonce");
            CollectionAssert.AreEqual((byte[])[1, .. U32(row, "labelId"), .. U16(row, "generation"), .. U32(row, "counter")], read[..11]);
            byte[] session = Hmac(Bytes(row, "deviceKey"), "endcap session 1", read[..27], nonce);
            Same(row, "sessionKey", session);
            Same(row, "write", [1, .. nonce, .. Hmac(session, "endcap staff 1")[..16]]);
            Same(row, "readAfter", [.. read[..27], 3, 0, 0, .. Hmac(session, "endcap label 1")[..16]]);
            CollectionAssert.AreEqual((byte[])[1, 0, 0, .. new byte[16]], read[27..]);
        }
    }

    [TestMethod]
    public void A_Manifest_Is_The_Hmac_Over_The_Tags_Of_Its_Blocks()
    {
        foreach (JsonElement row in Rows("manifests"))
        {
            byte[] key = Bytes(row, "fileKey"), file = Bytes(row, "file");
            byte[][] tags = [.. file.Chunk(1024).Select((block, i) => Hmac(key, "endcap block 1", [(byte)i, 0], block)[..16])];
            CollectionAssert.AreEqual(tags.Select(Convert.ToHexStringLower).ToArray(), row.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ToArray());
            byte[] head = [row.GetProperty("kind").GetByte(), row.GetProperty("flags").GetByte(), .. BitConverter.GetBytes(file.Length), .. U32(row, "version"),
                .. BitConverter.GetBytes(Crc(file))];
            Same(row, "manifest", [.. head, .. Hmac(key, "endcap manifest 1", [U32(row, "labelId"), head, .. tags])]);
        }
    }

    [TestMethod]
    public void An_Operation_Ends_With_Its_Tag()
    {
        foreach (JsonElement row in Rows("controls"))
        {
            byte[] signed = [row.GetProperty("op").GetByte(), .. U16(row, "sequence"), .. Bytes(row, "body")];
            Same(row, "packet", [.. signed, .. Hmac(Bytes(row, "sessionKey"), "endcap control 1", signed)[..8]]);
        }
    }

    [TestMethod]
    public void A_New_Key_Is_Masked()
    {
        JsonElement session = Rows("sessions").Single(), rotate = Rows("controls").Single(row => row.GetProperty("op").GetInt32() == 8), old = Rows("devices").ElementAt(1);
        byte[] body = Bytes(rotate, "body"), mask = Hmac(Bytes(session, "sessionKey"), "endcap rotate 1", body[..2]);
        byte[] key = Hmac(Bytes(old, "storeKey"), "endcap device 1", U32(old, "labelId"), [4, 0]);
        CollectionAssert.AreEqual((byte[])[4, 0, .. key.Zip(mask, (a, b) => (byte)(a ^ b))], body);
    }

    [TestMethod]
    public void Chunks_Cover_The_File_In_Frames_And_Blocks()
    {
        foreach (JsonElement row in Rows("chunks"))
        {
            byte[] file = Bytes(row, "file"), session = Bytes(row, "sessionKey");
            int at = 0, frame = row.GetProperty("frame").GetInt32();
            foreach (JsonElement packet in row.GetProperty("packets").EnumerateArray())
            {
                int count = Math.Min(Math.Min((frame - 8) / 4 * 4, 1024 - at % 1024), file.Length - at);
                byte[] signed = [.. BitConverter.GetBytes(at), .. file[at..(at + count)]];
                Assert.AreEqual(Convert.ToHexStringLower([.. signed, .. Hmac(session, "endcap chunk 1", signed)[..4]]), packet.GetString());
                Assert.IsLessThanOrEqualTo(frame, signed.Length + 4);
                at += count;
            }

            Assert.AreEqual(file.Length, at);
        }
    }

    // RFC 4231, test case 2: the HMAC itself.
    [TestMethod]
    public void The_Hmac_Is_Rfc_4231_S() => Assert.AreEqual("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Convert.ToHexStringLower(Endcap.Protocol.Update.Seal.Of("Jefe"u8.ToArray(), "what do ya want for nothing?"u8.ToArray())));

    // CRC-32 as in IEEE 802.3, bit by bit.
    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte each in bytes)
        {
            crc ^= each;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static JsonElement.ArrayEnumerator Rows(string name) => JsonDocument.Parse(File.ReadAllText(_path)).RootElement.GetProperty(name).EnumerateArray();

    private static byte[] Hmac(byte[] key, string purpose, params byte[][] parts) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(purpose), .. parts.SelectMany(part => part)]);

    private static byte[] Bytes(JsonElement row, string name) => Convert.FromHexString(row.GetProperty(name).GetString()!);

    private static byte[] U32(JsonElement row, string name) => BitConverter.GetBytes(uint.Parse(row.GetProperty(name).GetRawText(), CultureInfo.InvariantCulture));

    private static byte[] U16(JsonElement row, string name) => U32(row, name)[..2];

    private static void Same(JsonElement row, string name, byte[] expected) => Assert.AreEqual(Convert.ToHexStringLower(expected), row.GetProperty(name).GetString(), name);
}
