using Endcap.Kernel;

namespace Endcap.Compression.Errors;

public static partial class Catalogue
{
    /// <summary>E301: a blob with the least content is larger than the budget.</summary>
    public static UserErrorException BudgetTooSmall(int budget, int fixedBytes, int products) => new("E301",
        $"The shelf of {products} products does not fit {budget} bytes: {fixedBytes} bytes go to texts, bin edges, base scores and residual trees before the first table.",
        "Raise --budget, leave out feature texts (--no-feature-texts), or train with fewer trees, coarser bins or a --path-limit of at most 2.");

    /// <summary>E302: the scores do not fit the integer range at any scale.</summary>
    public static UserErrorException ScoreRangeTooWide(double range) => new("E302",
        $"The products' scores do not fit 16-bit base scores at any scale (largest table range {range:G4}).",
        "A product's constant score is far from the others'. Check the item columns for outliers, or train with a smaller learning rate.");

    /// <summary>E303: no product, or more than the format holds.</summary>
    public static UserErrorException TooManyProducts(int products, int most) => new("E303",
        $"A shelf holds 1 to {most} products; this one has {products}.", "Split the shelf over several labels.");

    /// <summary>E304: more run-time features than the format holds.</summary>
    public static UserErrorException TooManyFeatures(string scope, int count, int most) => new("E304",
        $"The schema has {count} {scope} features; a blob holds {most}.", "Put the least useful ones into the schema's ignore list and train again.");

    /// <summary>E310: the firmware's reader refuses a blob.</summary>
    /// <param name="file">The blob's file.</param>
    /// <param name="fault">The <see cref="BlobFault"/>.</param>
    /// <param name="facts">What the bytes show (<see cref="Blobs.FaultFacts"/>), or "".</param>
    public static UserErrorException BlobRefused(string file, int fault, string facts) => new("E310",
        $"{file}: the label would refuse this blob with fault {fault} ({FaultText(fault)}){(facts.Length == 0 ? "" : ": ")}{facts}.",
        fault == BlobFault.UnsupportedMajor
            ? $"It was written for another major version of the format; this program and its firmware read major {BlobLayout.Major}. Build it again."
            : "Build it again with 'endcap build', and copy it in binary mode.");

    /// <summary>What a fault number means, in a few words.</summary>
    public static string FaultText(int fault) => fault switch
    {
        BlobFault.None => "sound",
        BlobFault.TooShort => "shorter than a header",
        BlobFault.BadMagic => "does not begin with ECAP",
        BlobFault.UnsupportedMajor => "another major version of the format",
        BlobFault.LengthMismatch => "length in the header differs from the data's",
        BlobFault.BadChecksum => "checksum does not match: the data was damaged",
        BlobFault.SectionTruncated => "a section reaches past its end",
        BlobFault.UnknownSection => "needs a newer label",
        BlobFault.SectionOrder => "a section stands twice or out of place",
        BlobFault.SectionMissing => "a section is missing",
        BlobFault.TrailingBytes => "a section has bytes left over",
        BlobFault.BadCount => "a count is out of range",
        BlobFault.BadRadix => "a feature's bins are out of range",
        BlobFault.BadGrid => "a grid is malformed",
        BlobFault.BadTableFeature => "a table's features are malformed",
        BlobFault.BadCut => "a table's cuts are malformed",
        BlobFault.BadProduct => "a table names an unknown product",
        BlobFault.TooMuchMemory => "needs more memory than the board grants",
        BlobFault.BadNode => "a tree's node is malformed",
        BlobFault.BadTree => "a tree is malformed",
        BlobFault.BadText => "a text or number section is malformed",
        BlobFault.ScoreOverflow => "scores could overflow",
        _ => "unknown fault",
    };
}
