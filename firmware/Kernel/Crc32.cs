namespace Endcap.Kernel;

/// <summary>CRC-32 as in IEEE 802.3, zip and PNG (reflected, polynomial 0xEDB88320), four bits at a time.</summary>
public static class Crc32
{
    /// <summary>The checksum of a blob: over all bytes but the four that hold it.</summary>
    public static int OfBlob(byte[] blob, int length)
    {
        int[] table = Table();
        int crc = Add(-1, table, blob, 0, BlobLayout.ChecksumAt);
        return ~Add(crc, table, blob, BlobLayout.ChecksumAt + 4, length);
    }

    /// <summary>The checksum of the first bytes.</summary>
    public static int OfBytes(byte[] bytes, int length)
    {
        return Continue(0, bytes, 0, length);
    }

    /// <summary>The checksum of what came before and of more bytes, for what does not fit the heap at once.</summary>
    /// <param name="before">Of what came before; 0 for nothing.</param>
    /// <param name="bytes">Has the next bytes.</param>
    /// <param name="from">The first of them.</param>
    /// <param name="to">The byte after the last.</param>
    public static int Continue(int before, byte[] bytes, int from, int to)
    {
        return ~Add(~before, Table(), bytes, from, to);
    }

    /// <summary>What <see cref="Add"/> looks up. 16 entries instead of 256: it is made for each use and must not stay in a 50 KB heap.</summary>
    public static int[] Table()
    {
        int[] table = new int[16];
        for (int i = 0; i < 16; i++)
        {
            int value = i;
            for (int bit = 0; bit < 4; bit++) value = (value & 1) != 0 ? (int)((uint)value >> 1) ^ unchecked((int)0xEDB88320) : (int)((uint)value >> 1);
            table[i] = value;
        }

        return table;
    }

    /// <summary>Goes on with a checksum of bytes that come in parts. It begins with −1; the complement of the last is the checksum.</summary>
    /// <param name="crc">What the parts before gave.</param>
    /// <param name="table">Of <see cref="Table"/>.</param>
    /// <param name="blob">Bytes.</param>
    /// <param name="from">The first one that counts.</param>
    /// <param name="to">The one after the last.</param>
    public static int Add(int crc, int[] table, byte[] blob, int from, int to)
    {
        for (int at = from; at < to; at++)
        {
            crc ^= blob[at];
            crc = (int)((uint)crc >> 4) ^ table[crc & 15];
            crc = (int)((uint)crc >> 4) ^ table[crc & 15];
        }

        return crc;
    }
}
