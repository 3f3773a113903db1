using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Endcap.Compression.Pictures;

/// <summary>
/// Writes PNG files of palette pictures: 1, 2, 4 or 8 bits a pixel, whichever is the fewest that holds the palette.
/// The bytes depend on the pixels and the runtime's zlib only.
/// </summary>
public static class PngWriter
{
    private static readonly byte[] _signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] _crcTable = CrcTable();

    /// <summary>Encodes a picture.</summary>
    /// <param name="pixels">[height · width]: palette numbers, row by row from the top left.</param>
    /// <param name="width">Pixels, at least 1; the height follows from the length.</param>
    /// <param name="palette">1 to 256 colours, 0xRRGGBB.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the width, or a pixel is outside the palette.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, ReadOnlySpan<int> palette)
    {
        if (width < 1 || pixels.Length == 0 || pixels.Length % width != 0)
            throw new ArgumentException($"{pixels.Length} pixels are not whole rows of {width}.", nameof(pixels));
        if (palette.Length is 0 or > 256) throw new ArgumentException("A palette has 1 to 256 colours.", nameof(palette));
        int depth = palette.Length switch { <= 2 => 1, <= 4 => 2, <= 16 => 4, _ => 8 };
        using var png = new MemoryStream();
        png.Write(_signature);
        WriteChunk(png, "IHDR", Header(width, pixels.Length / width, depth));
        byte[] colours = new byte[3 * palette.Length];
        for (int i = 0; i < palette.Length; i++)
            (colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]) = ((byte)(palette[i] >> 16), (byte)(palette[i] >> 8), (byte)palette[i]);
        WriteChunk(png, "PLTE", colours);
        WriteChunk(png, "IDAT", Compress(pixels, width, depth, palette.Length));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>CRC-32 as PNG, zlib and Ethernet use it (reflected 0xEDB88320).</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes) => ~Update(uint.MaxValue, bytes);

    private static byte[] Header(int width, int height, int depth)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = 3; // palette; then deflate, adaptive filters, no interlace
        return header;
    }

    // Rows packed to bytes, each behind filter type 0 (none), then zlib.
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int width, int depth, int colours)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] row = new byte[1 + (width * depth + 7) / 8];
            for (int start = 0; start < pixels.Length; start += width)
            {
                Array.Clear(row);
                for (int x = 0; x < width; x++)
                {
                    int pixel = pixels[start + x], bit = x * depth;
                    if (pixel >= colours) throw new ArgumentException($"Pixel {start + x} is {pixel}; the palette has {colours} colours.", nameof(pixels));
                    row[1 + bit / 8] |= (byte)(pixel << (8 - depth - bit % 8));
                }

                zlib.Write(row);
            }
        }

        return memory.ToArray();
    }

    // Length, type, data and the CRC of type and data.
    private static void WriteChunk(MemoryStream png, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] name = Encoding.ASCII.GetBytes(type);
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Update(Update(uint.MaxValue, name), data));
        png.Write(number);
    }

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) crc = _crcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] CrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}
