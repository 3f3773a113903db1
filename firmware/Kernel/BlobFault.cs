namespace Endcap.Kernel;

/// <summary>
/// Why a blob was refused. The numbers are stable: a label shows them on its panel, the host tools map them to a
/// message and help. New faults get new numbers; a number is never used again for something else.
/// </summary>
public static class BlobFault
{
    /// <summary>The blob is sound.</summary>
    public const int None = 0;

    /// <summary>Null, or shorter than the header.</summary>
    public const int TooShort = 1;

    /// <summary>Does not begin with "ECAP".</summary>
    public const int BadMagic = 2;

    /// <summary>Written in another major version of the format.</summary>
    public const int UnsupportedMajor = 3;

    /// <summary>The length in the header is not the length of the data.</summary>
    public const int LengthMismatch = 4;

    /// <summary>The CRC-32 does not match: the data was damaged.</summary>
    public const int BadChecksum = 5;

    /// <summary>A section reaches past the end of the blob, or its content past the end of the section.</summary>
    public const int SectionTruncated = 6;

    /// <summary>A section that must be understood is of an unknown kind: written for a newer label.</summary>
    public const int UnknownSection = 7;

    /// <summary>A section occurs twice, or a section stands before Shape.</summary>
    public const int SectionOrder = 8;

    /// <summary>No Shape section, or the number of sections in the header is wrong.</summary>
    public const int SectionMissing = 9;

    /// <summary>A section has bytes left over.</summary>
    public const int TrailingBytes = 10;

    /// <summary>A count in Shape is out of range (products, features).</summary>
    public const int BadCount = 11;

    /// <summary>A radix, scope or rest bin in Shape is out of range.</summary>
    public const int BadRadix = 12;

    /// <summary>A grid names no feature, too many, one that is not shared, or out of order.</summary>
    public const int BadGrid = 13;

    /// <summary>A table's features are out of range, out of order, or not in its grid.</summary>
    public const int BadTableFeature = 14;

    /// <summary>A cut lies beyond the feature's bins, or spare bits are set.</summary>
    public const int BadCut = 15;

    /// <summary>A table names no product, or one that the shelf does not have.</summary>
    public const int BadProduct = 16;

    /// <summary>The expanded tables would need more heap than the board grants.</summary>
    public const int TooMuchMemory = 17;

    /// <summary>A tree's node names an unknown feature, or jumps backwards or out of its tree.</summary>
    public const int BadNode = 18;

    /// <summary>A tree has no node, an unknown product or a shift over 7.</summary>
    public const int BadTree = 19;

    /// <summary>A text, feature description, number or price section is malformed.</summary>
    public const int BadText = 20;

    /// <summary>The scores could leave the range of the accumulators.</summary>
    public const int ScoreOverflow = 21;

    /// <summary>A block of weights has an unknown coding, spare bits set, or reaches past its section.</summary>
    public const int BadWeights = 22;

    /// <summary>A dense network's units, layers, shifts or activations are out of range.</summary>
    public const int BadDense = 23;

    /// <summary>A factor section's rank, history, shifts or norms are out of range.</summary>
    public const int BadFactors = 24;

    /// <summary>A catalogue has tables or trees, which are for shelves of at most 255 products.</summary>
    public const int BadCatalogue = 25;
}
