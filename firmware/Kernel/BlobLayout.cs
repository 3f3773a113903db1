namespace Endcap.Kernel;

/// <summary>Where everything stands in a blob of format 1; BLOB.md draws it. All numbers are little-endian.</summary>
public static class BlobLayout
{
    /// <summary>Major version that this code reads.</summary>
    public const int Major = 1;

    /// <summary>Minor version that this code writes; a reader of major 1 reads every minor.</summary>
    public const int Minor = 0;

    /// <summary>'E', 'C', 'A', 'P' as a little-endian number.</summary>
    public const int Magic = 0x50414345;

    /// <summary>Bytes before the first section.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Offset of the major version (u8).</summary>
    public const int MajorAt = 4;

    /// <summary>Offset of the minor version (u8).</summary>
    public const int MinorAt = 5;

    /// <summary>Offset of the flags (u8, zero in format 1.0, ignored by readers).</summary>
    public const int FlagsAt = 6;

    /// <summary>Offset of the number of sections (u8).</summary>
    public const int SectionCountAt = 7;

    /// <summary>Offset of the blob's length (u32).</summary>
    public const int LengthAt = 8;

    /// <summary>Offset of the CRC-32 (u32), taken over all other bytes.</summary>
    public const int ChecksumAt = 12;

    /// <summary>Offset of the schema id (u32).</summary>
    public const int SchemaIdAt = 16;

    /// <summary>Offset of the model version (u32).</summary>
    public const int ModelVersionAt = 20;

    /// <summary>Bytes before a section's content: kind (u8), length of the content (u24).</summary>
    public const int SectionHeaderBytes = 4;

    /// <summary>Set in the kind of a section that a reader may skip when it does not know it.</summary>
    public const int OptionalSection = 0x80;

    /// <summary>Counts, radices, rest bins and base scores. Always first.</summary>
    public const int ShapeSection = 0x01;

    /// <summary>Sums of one- and two-feature tables.</summary>
    public const int TablesSection = 0x02;

    /// <summary>Binary trees.</summary>
    public const int TreesSection = 0x03;

    /// <summary>A small dense network.</summary>
    public const int DenseSection = 0x04;

    /// <summary>Vectors of a two-tower recommender.</summary>
    public const int FactorsSection = 0x05;

    /// <summary>Shape of more than 255 products; takes the place of Shape.</summary>
    public const int CatalogueSection = 0x06;

    /// <summary>A sku and a name for each product.</summary>
    public const int ProductsSection = 0x81;

    /// <summary>Names, bin edges and categories of the features that a phone fills in.</summary>
    public const int FeaturesSection = 0x82;

    /// <summary>What an integer score means: step, offset, worst-case error (3 × f32).</summary>
    public const int NumbersSection = 0x83;

    /// <summary>Section: the products' prices, for phones.</summary>
    public const int PricesSection = 0x84;

    /// <summary>Bins of a shared or affinity feature, at most.</summary>
    public const int MaxRadix = 16;

    /// <summary>Shopper and context features, at most.</summary>
    public const int MaxShared = 64;

    /// <summary>Affinity features, at most.</summary>
    public const int MaxAffinity = 8;

    /// <summary>Item features that residual trees may test, at most.</summary>
    public const int MaxItems = 64;

    /// <summary>Products of a shelf, at most.</summary>
    public const int MaxProducts = 255;

    /// <summary>Products of a catalogue, at most.</summary>
    public const int MaxCatalogue = 4095;

    /// <summary>Products that a profile of a catalogue can list, at most: sums of their vectors fit an int.</summary>
    public const int MaxListed = 500;

    /// <summary>Features of a grid, at most.</summary>
    public const int MaxGridFeatures = 8;

    /// <summary>Features of all grids together, at most.</summary>
    public const int MaxSlots = 255;

    /// <summary>"No feature", "no grid", "all products", "leaf".</summary>
    public const int None = 0xFF;

    /// <summary>Bits of a table's shift (0…3).</summary>
    public const int TableShiftBits = 2;

    /// <summary>Bytes of a tree's node: feature, threshold or leaf value, jump (u16).</summary>
    public const int NodeBytes = 4;

    /// <summary>Largest shift of a tree's leaves.</summary>
    public const int MaxTreeShift = 7;

    /// <summary>Scores stay within ±this, so that a score and a product fit one sorting key.</summary>
    public const int MaxScore = 0x3FFFFFFF;

    /// <summary>Decimals value of a feature whose edges are stored as 8-byte floating point numbers.</summary>
    public const int RawEdges = 0xFF;

    /// <summary>Reads an unsigned 16-bit number.</summary>
    public static int U16(byte[] bytes, int at)
    {
        return bytes[at] | (bytes[at + 1] << 8);
    }

    /// <summary>Reads a signed 16-bit number.</summary>
    public static int I16(byte[] bytes, int at)
    {
        return (bytes[at] | (bytes[at + 1] << 8)) << 16 >> 16;
    }

    /// <summary>Reads an unsigned 24-bit number.</summary>
    public static int U24(byte[] bytes, int at)
    {
        return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    }

    /// <summary>Reads 32 bits.</summary>
    public static int I32(byte[] bytes, int at)
    {
        return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    }

    /// <summary>Number of set bits.</summary>
    public static int CountBits(int bits)
    {
        int count = 0;
        while (bits != 0)
        {
            bits &= bits - 1;
            count++;
        }

        return count;
    }
}
