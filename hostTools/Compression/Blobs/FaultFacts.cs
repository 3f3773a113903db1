using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>What the bytes of a refused blob show about the fault: found and expected values, with their offsets.</summary>
public static class FaultFacts
{
    /// <summary>A sentence without its stop, or "" where the fault's number says all that is known.</summary>
    /// <param name="bytes">The refused bytes.</param>
    /// <param name="fault">The <see cref="BlobFault"/> that the reader answered.</param>
    public static string Of(byte[] bytes, int fault) => fault switch
    {
        BlobFault.TooShort => $"{bytes.Length} bytes; a header alone has {BlobLayout.HeaderBytes}",
        BlobFault.BadMagic => $"bytes 0 to 3 are {Convert.ToHexString(bytes, 0, 4)}, not 45434150",
        BlobFault.UnsupportedMajor =>
            $"version {bytes[BlobLayout.MajorAt]}.{bytes[BlobLayout.MinorAt]} at byte {BlobLayout.MajorAt}; this program reads {BlobLayout.Major}.x",
        BlobFault.LengthMismatch =>
            $"the header says {(uint)BlobLayout.I32(bytes, BlobLayout.LengthAt)} bytes at byte {BlobLayout.LengthAt}, the file has {bytes.Length}",
        BlobFault.BadChecksum => $"{BlobLayout.I32(bytes, BlobLayout.ChecksumAt):x8} at byte {BlobLayout.ChecksumAt}, "
            + $"{Crc32.OfBlob(bytes, bytes.Length):x8} computed",
        BlobFault.TooMuchMemory => $"more than {BlobImage.HostHeapLimit >> 20} MiB",
        BlobFault.SectionTruncated or BlobFault.UnknownSection or BlobFault.SectionOrder or BlobFault.SectionMissing => Walk(bytes, fault),
        _ => "",
    };

    private static string Walk(byte[] bytes, int fault)
    {
        var seen = new HashSet<int>();
        int count = 0;
        for (int at = BlobLayout.HeaderBytes; at < bytes.Length; count++)
        {
            if (bytes.Length - at < BlobLayout.SectionHeaderBytes) return $"{bytes.Length - at} bytes at byte {at}, too few for a section";
            int kind = bytes[at], size = BlobLayout.U24(bytes, at + 1), left = bytes.Length - at - BlobLayout.SectionHeaderBytes;
            if (size > left) return $"section {SectionNames.Of(kind)} at byte {at} says {size} bytes, {left} are left";
            if (fault == BlobFault.UnknownSection && IsUnknown(kind)) return $"section {SectionNames.Of(kind)} at byte {at}";
            bool misplaced = (count == 0) != (kind == BlobLayout.ShapeSection) || (kind <= BlobLayout.PricesSection && !seen.Add(kind));
            if (fault == BlobFault.SectionOrder && misplaced) return $"section {SectionNames.Of(kind)} at byte {at}";
            at += BlobLayout.SectionHeaderBytes + size;
        }

        return fault == BlobFault.SectionMissing && count != bytes[BlobLayout.SectionCountAt]
            ? $"the header says {bytes[BlobLayout.SectionCountAt]} sections at byte {BlobLayout.SectionCountAt}, there are {count}"
            : "";
    }

    private static bool IsUnknown(int kind) => kind is 0 or > BlobLayout.TreesSection and < BlobLayout.OptionalSection;
}
