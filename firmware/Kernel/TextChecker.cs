namespace Endcap.Kernel;

/// <summary>
/// Checks the sections that a phone or a person reads: product and feature texts, bin edges, numbers. The kernels do
/// not need them; the label serves their bytes, so their lengths must be sound.
/// </summary>
public static class TextChecker
{
    /// <summary>Kind of a feature in the Features section: numeric.</summary>
    public const int Numeric = 0;

    /// <summary>Kind: categorical.</summary>
    public const int Categorical = 1;

    /// <summary>Kind: flag.</summary>
    public const int Flag = 2;

    /// <summary>Set in a feature's kind byte when a missing value has a bin of its own, the last.</summary>
    public const int HasMissingBin = 4;

    /// <summary>Most decimals of a price.</summary>
    public const int MaxPriceDecimals = 3;

    /// <summary>Checks the Products, Features, Numbers and Prices sections where they are present.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Check(LoadedShelf shelf)
    {
        if (shelf.NumbersAt != 0 && shelf.NumbersEnd - shelf.NumbersAt != 12) return BlobFault.BadText;
        if (shelf.ProductsAt != 0)
        {
            int at = shelf.ProductsAt;
            for (int i = 0; i < 2 * shelf.ProductCount && at >= 0; i++) at = SkipText(shelf.Blob, at, shelf.ProductsEnd);
            if (at != shelf.ProductsEnd) return BlobFault.BadText;
        }

        if (shelf.FeaturesAt != 0)
        {
            int at = shelf.FeaturesAt;
            for (int f = 0; f < shelf.Radix.Length && at >= 0; f++) at = SkipFeature(shelf, f, at);
            if (at != shelf.FeaturesEnd) return BlobFault.BadText;
        }

        if (shelf.PricesAt != 0)
        {
            int at = SkipText(shelf.Blob, shelf.PricesAt, shelf.PricesEnd);
            if (at < 0 || shelf.PricesEnd - at != 1 + 4 * shelf.ProductCount || shelf.Blob[at] > MaxPriceDecimals) return BlobFault.BadText;
        }

        return BlobFault.None;
    }

    /// <summary>The offset after a text (length u8, then UTF-8), or −1 when it reaches past the end.</summary>
    public static int SkipText(byte[] blob, int at, int end)
    {
        if (at >= end) return -1;
        int next = at + 1 + blob[at];
        return next > end ? -1 : next;
    }

    /// <summary>The offset after a feature's description, or −1 when it is malformed.</summary>
    public static int SkipFeature(LoadedShelf shelf, int feature, int at)
    {
        byte[] blob = shelf.Blob;
        int end = shelf.FeaturesEnd;
        at = SkipText(blob, at, end);
        if (at < 0 || end - at < 2) return -1;
        int kind = blob[at];
        int values = shelf.Radix[feature] - ((kind & HasMissingBin) != 0 ? 1 : 0);
        if ((kind & ~(3 | HasMissingBin)) != 0 || (kind & 3) > Flag || values == 0) return -1;
        if (blob[at + 1] >= shelf.Radix[feature]) return -1;
        at += 2;
        if ((kind & 3) == Flag) return values == 2 ? at : -1;
        if ((kind & 3) == Numeric) return SkipEdges(blob, at, end, values - 1);
        for (int c = 0; c < values && at >= 0; c++) at = SkipText(blob, at, end);
        return at;
    }

    private static int SkipEdges(byte[] blob, int at, int end, int edges)
    {
        if (at >= end) return -1;
        int decimals = blob[at++];
        if (decimals == BlobLayout.RawEdges) return end - at < 8 * edges ? -1 : at + 8 * edges;
        if (decimals > 9) return -1;
        for (int e = 0; e < edges; e++)
        {
            int length = 1;
            while (at < end && (blob[at] & 0x80) != 0 && length < 9)
            {
                at++;
                length++;
            }

            if (at >= end || (blob[at] & 0x80) != 0) return -1;
            at++;
        }

        return at;
    }
}
