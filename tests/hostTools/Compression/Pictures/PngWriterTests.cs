using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Endcap.Compression.Pictures;
using Endcap.Label.Display;

namespace Endcap.Tests.HostTools.Compression.Pictures;

[TestClass]
public sealed class PngWriterTests
{
    [TestMethod]
    [DataRow(13, 5, 2)]
    [DataRow(16, 3, 4)]
    [DataRow(7, 9, 16)]
    [DataRow(1, 1, 1)]
    [DataRow(5, 4, 200)]
    public void A_Picture_Reads_Back(int width, int height, int colours)
    {
        var random = new Random(colours);
        byte[] pixels = [.. Enumerable.Range(0, width * height).Select(_ => (byte)random.Next(colours))];
        int[] palette = [.. Enumerable.Range(0, colours).Select(_ => random.Next(0x1000000))];
        CollectionAssert.AreEqual(pixels.Select(pixel => palette[pixel]).ToArray(), Decode(PngWriter.Encode(pixels, width, palette), out int read));
        Assert.AreEqual(width, read);
    }

    [TestMethod]
    public void Crc_Has_Its_Published_Check_Value() => Assert.AreEqual(0xCBF43926u, PngWriter.Crc32(Encoding.ASCII.GetBytes("123456789")));

    [TestMethod]
    public void Bad_Pictures_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => PngWriter.Encode(new byte[5], 2, [0, 1]));
        Assert.ThrowsExactly<ArgumentException>(() => PngWriter.Encode([0, 2], 2, [0, 1]));
        Assert.ThrowsExactly<ArgumentException>(() => PngWriter.Encode([0, 0], 2, []));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PanelPicture.ToPng(new FrameBuffer(8, 8), 5));
    }

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(3, true)]
    public void A_Panel_Keeps_Its_Pixels(int scale, bool bezel)
    {
        var frame = new FrameBuffer(21, 10);
        frame.Fill(2, 3, 9, 4, true);
        int[] picture = Decode(PanelPicture.ToPng(frame, scale, bezel), out int width);
        int border = (width - 21 * scale) / 2;
        Assert.AreEqual(bezel, border > 0);
        for (int y = 0; y < 10 * scale; y++)
        {
            for (int x = 0; x < 21 * scale; x++)
                Assert.AreEqual(frame.IsInk(x / scale, y / scale) ? PanelPicture.Ink : PanelPicture.Paper, picture[(y + border) * width + x + border]);
        }
    }

    // Colours 0xRRGGBB; checks the signature, every chunk's CRC, and filter type 0.
    private static int[] Decode(byte[] png, out int width)
    {
        CollectionAssert.AreEqual(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }, png[..8]);
        byte[] header = [], palette = [], data = [];
        string order = "";
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string type = Encoding.ASCII.GetString(png, at + 4, 4);
            byte[] body = png[(at + 8)..(at + 8 + length)];
            Assert.AreEqual(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)), type);
            order += type + " ";
            if (type == "IHDR") header = body;
            else if (type == "PLTE") palette = body;
            else data = [.. data, .. body];
            at += 12 + length;
        }

        Assert.AreEqual("IHDR PLTE IDAT IEND ", order);
        width = BinaryPrimitives.ReadInt32BigEndian(header);
        return Unpack(data, palette, width, BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[8]);
    }

    private static int[] Unpack(byte[] data, byte[] palette, int width, int height, int depth)
    {
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress)) zlib.CopyTo(raw);
        byte[] rows = raw.ToArray();
        int stride = 1 + (width * depth + 7) / 8;
        Assert.HasCount(height * stride, rows);
        int[] colours = new int[width * height];
        for (int i = 0; i < colours.Length; i++)
        {
            int row = i / width * stride, bit = i % width * depth;
            Assert.AreEqual(0, rows[row]);
            int pixel = rows[row + 1 + bit / 8] >> (8 - depth - bit % 8) & ((1 << depth) - 1);
            colours[i] = palette[3 * pixel] << 16 | palette[3 * pixel + 1] << 8 | palette[3 * pixel + 2];
        }

        return colours;
    }

    // Bit by bit, unlike the writer's table.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
