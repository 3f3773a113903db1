using Endcap.Kernel;

namespace Endcap.Label.Storage;

/// <summary>
/// What content and settings records have in common (CONTENT.md): a header with length and checksum, then fields of
/// kind (u8), length (u16) and content, in ascending order of their kinds. Unknown kinds are passed over.
/// </summary>
public static class RecordFields
{
    /// <summary>Bytes before the first field.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes before a field's content.</summary>
    public const int FieldHeaderBytes = 3;

    /// <summary>Largest record, bytes: it is read into RAM at once.</summary>
    public const int MaxBytes = 2048;

    /// <summary>Offset of the four letters that say what it is.</summary>
    public const int MagicAt = 0;

    /// <summary>Offset of the major version (u8): another one is refused.</summary>
    public const int MajorAt = 4;

    /// <summary>Offset of the minor version (u8), which is not looked at.</summary>
    public const int MinorAt = 5;

    /// <summary>Offset of the length of the whole record (u32).</summary>
    public const int LengthAt = 8;

    /// <summary>Offset of the CRC-32 over all other bytes (u32): the place it has in a blob, so that one loop computes both.</summary>
    public const int ChecksumAt = BlobLayout.ChecksumAt;

    /// <summary>The major version that this code reads.</summary>
    public const int Major = 1;

    /// <summary>The minor version that this code writes and knows all fields of.</summary>
    public const int Minor = 0;

    /// <summary>Whether header, checksum and the chain of fields are in order; only then may <see cref="Find"/> be called.</summary>
    /// <param name="bytes">The file's bytes; may be null.</param>
    /// <param name="length">How many of them count.</param>
    /// <param name="magic">The four letters as a little-endian number.</param>
    public static bool IsSound(byte[] bytes, int length, int magic)
    {
        if (bytes == null || length < HeaderBytes || length > bytes.Length || length > MaxBytes) return false;
        if (BlobLayout.I32(bytes, MagicAt) != magic || bytes[MajorAt] != Major || BlobLayout.I32(bytes, LengthAt) != length) return false;
        if (BlobLayout.I32(bytes, ChecksumAt) != Crc32.OfBlob(bytes, length)) return false;
        int at = HeaderBytes, before = -1;
        while (at < length)
        {
            if (length - at < FieldHeaderBytes || bytes[at] <= before) return false;
            before = bytes[at];
            at += FieldHeaderBytes + BlobLayout.U16(bytes, at + 1);
        }

        return at == length;
    }

    /// <summary>The offset of a field's content in a sound record, or −1 where the record does not have it.</summary>
    public static int Find(byte[] bytes, int length, int kind)
    {
        for (int at = HeaderBytes; at < length; at += FieldHeaderBytes + BlobLayout.U16(bytes, at + 1))
        {
            if (bytes[at] == kind) return at + FieldHeaderBytes;
        }

        return -1;
    }

    /// <summary>The length of the field whose content is at an offset, bytes; 0 for offset −1.</summary>
    public static int Length(byte[] bytes, int at)
    {
        return at < 0 ? 0 : BlobLayout.U16(bytes, at - 2);
    }

    /// <summary>A copy of count bytes.</summary>
    public static byte[] Copy(byte[] bytes, int at, int count)
    {
        byte[] copy = new byte[count];
        if (count > 0) System.Array.Copy(bytes, at, copy, 0, count);
        return copy;
    }
}
