using System.Numerics;

namespace Endcap.Compression.Blobs;

/// <summary>Cuts between bins as bits: bit b − 1 parts bin b − 1 from bin b.</summary>
public static class CutMask
{
    /// <summary>Number of runs of bins that the cuts leave.</summary>
    public static int Parts(int cuts) => BitOperations.PopCount((uint)cuts) + 1;

    /// <summary>The run that a bin falls into.</summary>
    public static int PartOf(int cuts, int bin) => BitOperations.PopCount((uint)cuts & ((1u << bin) - 1));

    /// <summary>All cuts of a feature.</summary>
    public static int All(int radix) => (1 << (radix - 1)) - 1;

    /// <summary>One bit for each set bit of <paramref name="group"/>, lowest first: whether it is set in <paramref name="own"/> too.</summary>
    public static int Gather(int own, int group, out int bits)
    {
        int mask = 0;
        bits = 0;
        for (; group != 0; group &= group - 1, bits++)
            if ((own & group & -group) != 0) mask |= 1 << bits;
        return mask;
    }
}
