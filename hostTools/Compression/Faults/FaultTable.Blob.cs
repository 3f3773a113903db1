using Endcap.Kernel;

namespace Endcap.Compression.Faults;

public static partial class FaultTable
{
    private const string Damaged = "The blob was damaged after it was built, or written by another program.";
    private const string BuildAgain = "Build it again with 'endcap build', and copy it in binary mode.";

    private static DeviceFault[] BlobFaults() =>
    [
        new(BlobFault.TooShort, nameof(BlobFault.TooShort), "shorter than a header",
            "The file is empty or was cut off while it was copied.", BuildAgain),
        new(BlobFault.BadMagic, nameof(BlobFault.BadMagic), "does not begin with ECAP",
            "Another file was copied to the label in place of a blob.", BuildAgain),
        new(BlobFault.UnsupportedMajor, nameof(BlobFault.UnsupportedMajor), "another major version of the format",
            "Blob and firmware come from different major versions of the format.",
            $"It was written for another major version of the format; this program and its firmware read major {BlobLayout.Major}. Build it again."),
        new(BlobFault.LengthMismatch, nameof(BlobFault.LengthMismatch), "length in the header differs from the data's",
            "The file was cut off or lengthened while it was copied.", BuildAgain),
        new(BlobFault.BadChecksum, nameof(BlobFault.BadChecksum), "checksum does not match: the data was damaged",
            "Bytes changed on the way to the label or on its drive.", BuildAgain),
        new(BlobFault.SectionTruncated, nameof(BlobFault.SectionTruncated), "a section reaches past its end", Damaged, BuildAgain),
        new(BlobFault.UnknownSection, nameof(BlobFault.UnknownSection), "needs a newer label",
            "The blob has a section that must be understood and that this firmware does not know.",
            "Update the label's firmware, or build the blob with the endcap of this firmware."),
        new(BlobFault.SectionOrder, nameof(BlobFault.SectionOrder), "a section stands twice or out of place", Damaged, BuildAgain),
        new(BlobFault.SectionMissing, nameof(BlobFault.SectionMissing), "a section is missing", Damaged, BuildAgain),
        new(BlobFault.TrailingBytes, nameof(BlobFault.TrailingBytes), "a section has bytes left over", Damaged, BuildAgain),
        new(BlobFault.BadCount, nameof(BlobFault.BadCount), "a count is out of range", Damaged, BuildAgain),
        new(BlobFault.BadRadix, nameof(BlobFault.BadRadix), "a feature's bins are out of range", Damaged, BuildAgain),
        new(BlobFault.BadGrid, nameof(BlobFault.BadGrid), "a grid is malformed", Damaged, BuildAgain),
        new(BlobFault.BadTableFeature, nameof(BlobFault.BadTableFeature), "a table's features are malformed", Damaged, BuildAgain),
        new(BlobFault.BadCut, nameof(BlobFault.BadCut), "a table's cuts are malformed", Damaged, BuildAgain),
        new(BlobFault.BadProduct, nameof(BlobFault.BadProduct), "a table names an unknown product", Damaged, BuildAgain),
        new(BlobFault.TooMuchMemory, nameof(BlobFault.TooMuchMemory), "needs more memory than the board grants",
            "Loading expands the tables, and the board has no heap for all of them.",
            "Build it with a smaller --lane-heap or --budget, or with fewer products; 'endcap inspect shelf.ecap --board ID' says whether it fits."),
        new(BlobFault.BadNode, nameof(BlobFault.BadNode), "a tree's node is malformed", Damaged, BuildAgain),
        new(BlobFault.BadTree, nameof(BlobFault.BadTree), "a tree is malformed", Damaged, BuildAgain),
        new(BlobFault.BadText, nameof(BlobFault.BadText), "a text or number section is malformed", Damaged, BuildAgain),
        new(BlobFault.ScoreOverflow, nameof(BlobFault.ScoreOverflow), "scores could overflow", Damaged, BuildAgain),
        new(BlobFault.BadWeights, nameof(BlobFault.BadWeights), "a block of weights is malformed", Damaged, BuildAgain),
        new(BlobFault.BadDense, nameof(BlobFault.BadDense), "a dense network is malformed", Damaged, BuildAgain),
        new(BlobFault.BadFactors, nameof(BlobFault.BadFactors), "a factor model is malformed", Damaged, BuildAgain),
        new(BlobFault.BadCatalogue, nameof(BlobFault.BadCatalogue), "a catalogue has tables or trees", Damaged, BuildAgain),
    ];
}
