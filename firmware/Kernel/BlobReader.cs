namespace Endcap.Kernel;

/// <summary>
/// Reads a blob: checks every offset, count, radix and range once, so that the kernels need no checks.
/// Answers a <see cref="BlobFault"/>; never throws and never reads outside the blob, whatever the bytes.
/// </summary>
public static class BlobReader
{
    /// <summary>Reads and expands a blob. After a fault the shelf must not be used.</summary>
    /// <param name="blob">The bytes; kept, must not change while the shelf is in use.</param>
    /// <param name="length">How many of them belong to the blob.</param>
    /// <param name="shelf">Receives the content.</param>
    /// <param name="heapLimit">Bytes that the arrays of the shelf may take on the managed heap.</param>
    /// <returns>A <see cref="BlobFault"/> number; 0 when the blob is sound.</returns>
    public static int Read(byte[] blob, int length, LoadedShelf shelf, int heapLimit)
    {
        int fault = CheckHeader(blob, length);
        if (fault == BlobFault.None && BlobLayout.I32(blob, BlobLayout.ChecksumAt) != Crc32.OfBlob(blob, length)) fault = BlobFault.BadChecksum;
        return fault == BlobFault.None ? Load(blob, length, shelf, heapLimit) : fault;
    }

    /// <summary>Reads and expands a blob whose header and checksum are known to be sound.</summary>
    internal static int Load(byte[] blob, int length, LoadedShelf shelf, int heapLimit)
    {
        shelf.Blob = blob;
        shelf.Texts = null;
        shelf.Length = length;
        shelf.SchemaId = (uint)BlobLayout.I32(blob, BlobLayout.SchemaIdAt);
        shelf.ModelVersion = (uint)BlobLayout.I32(blob, BlobLayout.ModelVersionAt);
        int fault = ReadSections(blob, length, shelf);
        if (fault == BlobFault.None) fault = shelf.NumberBytes == 1 ? TablesLoader.Load(shelf, heapLimit) : CatalogueLoader.Load(shelf, heapLimit);
        if (fault == BlobFault.None) fault = TreesLoader.Load(shelf, heapLimit);
        if (fault == BlobFault.None) fault = DenseLoader.Load(shelf, heapLimit);
        if (fault == BlobFault.None) fault = FactorsLoader.Load(shelf, heapLimit);
        if (fault == BlobFault.None) fault = TextChecker.Check(shelf);
        return fault;
    }

    // All but the checksum.
    private static int CheckHeader(byte[] blob, int length)
    {
        if (blob == null || length > blob.Length || length < BlobLayout.HeaderBytes) return BlobFault.TooShort;
        return CheckFields(blob, length);
    }

    /// <summary>Checks a header's letters, version and length against the length of the whole blob.</summary>
    internal static int CheckFields(byte[] blob, int length)
    {
        if (BlobLayout.I32(blob, 0) != BlobLayout.Magic) return BlobFault.BadMagic;
        if (blob[BlobLayout.MajorAt] != BlobLayout.Major) return BlobFault.UnsupportedMajor;
        return BlobLayout.I32(blob, BlobLayout.LengthAt) == length ? BlobFault.None : BlobFault.LengthMismatch;
    }

    private static int ReadSections(byte[] blob, int length, LoadedShelf shelf)
    {
        shelf.BaseAt = 0;
        shelf.TablesAt = 0;
        shelf.TreesAt = 0;
        shelf.DenseAt = 0;
        shelf.FactorsAt = 0;
        shelf.ProductsAt = 0;
        shelf.FeaturesAt = 0;
        shelf.NumbersAt = 0;
        shelf.PricesAt = 0;
        int count = 0;
        int at = BlobLayout.HeaderBytes;
        while (at < length)
        {
            if (length - at < BlobLayout.SectionHeaderBytes) return BlobFault.SectionTruncated;
            int kind = blob[at];
            int size = BlobLayout.U24(blob, at + 1);
            at += BlobLayout.SectionHeaderBytes;
            if (size > length - at) return BlobFault.SectionTruncated;
            int fault = ReadSection(blob, kind, at, at + size, count == 0, shelf);
            if (fault != BlobFault.None) return fault;
            at += size;
            count++;
        }

        if (shelf.BaseAt == 0 || count != blob[BlobLayout.SectionCountAt]) return BlobFault.SectionMissing;
        return BlobFault.None;
    }

    private static int ReadSection(byte[] blob, int kind, int at, int end, bool first, LoadedShelf shelf)
    {
        if (first != (kind == BlobLayout.ShapeSection || kind == BlobLayout.CatalogueSection)) return BlobFault.SectionOrder;
        int before = 0;
        switch (kind)
        {
            case BlobLayout.ShapeSection:
                return ReadShape(blob, at, end, false, shelf);
            case BlobLayout.CatalogueSection:
                return ReadShape(blob, at, end, true, shelf);
            case BlobLayout.TablesSection:
                before = shelf.TablesAt;
                shelf.TablesAt = at;
                shelf.TablesEnd = end;
                break;
            case BlobLayout.TreesSection:
                before = shelf.TreesAt;
                shelf.TreesAt = at;
                shelf.TreesEnd = end;
                break;
            case BlobLayout.DenseSection:
                before = shelf.DenseAt;
                shelf.DenseAt = at;
                shelf.DenseEnd = end;
                break;
            case BlobLayout.FactorsSection:
                before = shelf.FactorsAt;
                shelf.FactorsAt = at;
                shelf.FactorsEnd = end;
                break;
            case BlobLayout.ProductsSection:
                before = shelf.ProductsAt;
                shelf.ProductsAt = at;
                shelf.ProductsEnd = end;
                break;
            case BlobLayout.FeaturesSection:
                before = shelf.FeaturesAt;
                shelf.FeaturesAt = at;
                shelf.FeaturesEnd = end;
                break;
            case BlobLayout.NumbersSection:
                before = shelf.NumbersAt;
                shelf.NumbersAt = at;
                shelf.NumbersEnd = end;
                break;
            case BlobLayout.PricesSection:
                before = shelf.PricesAt;
                shelf.PricesAt = at;
                shelf.PricesEnd = end;
                break;
            default:
                return (kind & BlobLayout.OptionalSection) == 0 ? BlobFault.UnknownSection : BlobFault.None;
        }

        return before != 0 ? BlobFault.SectionOrder : BlobFault.None;
    }

    // A catalogue counts its products by two bytes and has no item features.
    private static int ReadShape(byte[] blob, int at, int end, bool catalogue, LoadedShelf shelf)
    {
        if (end - at < 4) return BlobFault.SectionTruncated;
        int products = catalogue ? BlobLayout.U16(blob, at) : blob[at];
        int shared = blob[catalogue ? at + 2 : at + 1];
        int affinity = blob[catalogue ? at + 3 : at + 2];
        int items = catalogue ? 0 : blob[at + 3];
        if (products == 0 || products > BlobLayout.MaxCatalogue) return BlobFault.BadCount;
        if (shared > BlobLayout.MaxShared || affinity > BlobLayout.MaxAffinity || items > BlobLayout.MaxItems) return BlobFault.BadCount;
        int needed = 4 + shared + 2 * affinity + 2 * products;
        if (end - at < needed) return BlobFault.SectionTruncated;
        if (end - at > needed) return BlobFault.TrailingBytes;
        shelf.ProductCount = products;
        shelf.SharedCount = shared;
        shelf.AffinityCount = affinity;
        shelf.ItemCount = items;
        shelf.NumberBytes = catalogue ? 2 : 1;
        shelf.BaseAt = end - 2 * products;
        return ReadFeatureShapes(blob, at + 4, shelf);
    }

    private static int ReadFeatureShapes(byte[] blob, int at, LoadedShelf shelf)
    {
        int shared = shelf.SharedCount;
        int count = shared + shelf.AffinityCount;
        byte[] radix = new byte[count];
        byte[] scope = new byte[count];
        byte[] rest = new byte[shelf.AffinityCount];
        for (int f = 0; f < count; f++)
        {
            int value = blob[at++];
            radix[f] = (byte)((value & 15) + 1);
            scope[f] = (byte)(value >> 4);
            bool isAffinity = f >= shared;
            if (isAffinity ? scope[f] != 2 : scope[f] > 1) return BlobFault.BadRadix;
            if (!isAffinity) continue;
            rest[f - shared] = blob[at++];
            if (rest[f - shared] >= radix[f]) return BlobFault.BadRadix;
        }

        shelf.Radix = radix;
        shelf.Scope = scope;
        shelf.Rest = rest;
        return BlobFault.None;
    }
}
