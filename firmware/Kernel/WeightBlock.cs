namespace Endcap.Kernel;

/// <summary>
/// A block of int8 weights in one of four codings: as they are, as 4- or 2-bit numbers of a codebook (linear grids are
/// codebooks too), or as a bitmap and the weights that are not zero. All expand to the same int8 weights when a blob is
/// loaded, so the kernels know one kind only.
/// </summary>
public static class WeightBlock
{
    /// <summary>One byte a weight.</summary>
    public const int Raw = 0;

    /// <summary>16 weights, then a number of 4 bits for each, the low half first.</summary>
    public const int Sixteen = 1;

    /// <summary>4 weights, then a number of 2 bits for each, the lowest first.</summary>
    public const int Four = 2;

    /// <summary>A bit for each weight, lowest first, then those whose bit is set.</summary>
    public const int Sparse = 3;

    /// <summary>Checks and expands a block.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="at">Offset of the coding byte.</param>
    /// <param name="end">End of the section.</param>
    /// <param name="into">Receives the weights from <paramref name="to"/> on.</param>
    /// <param name="to">First index written.</param>
    /// <param name="count">Number of weights.</param>
    /// <param name="row">Weights of a row; after each, <paramref name="skip"/> elements of the target stay as they are.</param>
    /// <param name="skip">See <paramref name="row"/>.</param>
    /// <returns>The offset after the block, or −1 when it is malformed or reaches past the end.</returns>
    public static int Expand(byte[] blob, int at, int end, sbyte[] into, int to, int count, int row, int skip)
    {
        if (at < 0 || at >= end) return -1;
        int coding = blob[at++];
        if (coding == Raw)
        {
            if (end - at < count) return -1;
            int left = row;
            for (int i = 0; i < count; i++)
            {
                into[to++] = (sbyte)blob[at++];
                if (--left != 0) continue;
                left = row;
                to += skip;
            }

            return at;
        }

        if (coding == Sparse) return ExpandSparse(blob, at, end, into, to, count, row, skip);
        if (coding != Sixteen && coding != Four) return -1;
        return ExpandCodes(blob, at, end, into, to, count, row, skip, coding == Sixteen ? 4 : 2);
    }

    private static int ExpandCodes(byte[] blob, int at, int end, sbyte[] into, int to, int count, int row, int skip, int bits)
    {
        int book = at;
        int mask = (1 << bits) - 1;
        int bytes = (count * bits + 7) >> 3;
        at += 1 << bits;
        if (end - at < bytes) return -1;
        int left = row;
        int bit = 0;
        for (int i = 0; i < count; i++)
        {
            into[to++] = (sbyte)blob[book + ((blob[at + (bit >> 3)] >> (bit & 7)) & mask)];
            bit += bits;
            if (--left != 0) continue;
            left = row;
            to += skip;
        }

        if ((bit & 7) != 0 && blob[at + (bit >> 3)] >> (bit & 7) != 0) return -1;
        return at + bytes;
    }

    private static int ExpandSparse(byte[] blob, int at, int end, sbyte[] into, int to, int count, int row, int skip)
    {
        int map = at;
        int bytes = (count + 7) >> 3;
        if (end - at < bytes) return -1;
        at += bytes;
        int left = row;
        for (int i = 0; i < count; i++)
        {
            int value = 0;
            if (((blob[map + (i >> 3)] >> (i & 7)) & 1) != 0)
            {
                if (at >= end) return -1;
                value = blob[at++];
            }

            into[to++] = (sbyte)value;
            if (--left != 0) continue;
            left = row;
            to += skip;
        }

        if ((count & 7) != 0 && blob[map + (count >> 3)] >> (count & 7) != 0) return -1;
        return at;
    }
}
