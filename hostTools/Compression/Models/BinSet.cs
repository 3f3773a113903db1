using System.Numerics;
using System.Runtime.CompilerServices;

namespace Endcap.Compression.Models;

/// <summary>A set of bin numbers 0…255: the bins that go left at a split, whatever the feature's kind.</summary>
public readonly record struct BinSet
{
    private readonly ulong _bits0, _bits1, _bits2, _bits3;

    private BinSet(ulong bits0, ulong bits1, ulong bits2, ulong bits3) =>
        (_bits0, _bits1, _bits2, _bits3) = (bits0, bits1, bits2, bits3);

    /// <summary>The empty set.</summary>
    public static BinSet Empty => default;

    /// <summary>The bins 0 … <paramref name="count"/> − 1; count in 0…256.</summary>
    public static BinSet FirstBins(int count) => new(Low(count), Low(count - 64), Low(count - 128), Low(count - 192));

    /// <summary>Whether the set has the bin.</summary>
    public bool Contains(int bin) => (Word(bin >> 6) >> (bin & 63) & 1) != 0;

    /// <summary>This set and one bin more.</summary>
    public BinSet With(int bin)
    {
        ulong bit = 1UL << (bin & 63);
        return (bin >> 6) switch
        {
            0 => new(_bits0 | bit, _bits1, _bits2, _bits3),
            1 => new(_bits0, _bits1 | bit, _bits2, _bits3),
            2 => new(_bits0, _bits1, _bits2 | bit, _bits3),
            _ => new(_bits0, _bits1, _bits2, _bits3 | bit),
        };
    }

    /// <summary>Whether the set has no bin.</summary>
    public bool IsEmpty => (_bits0 | _bits1 | _bits2 | _bits3) == 0;

    /// <summary>The bins of both sets.</summary>
    public BinSet And(BinSet other) => new(_bits0 & other._bits0, _bits1 & other._bits1, _bits2 & other._bits2, _bits3 & other._bits3);

    /// <summary>The bins of this set that the other does not have.</summary>
    public BinSet Without(BinSet other) =>
        new(_bits0 & ~other._bits0, _bits1 & ~other._bits1, _bits2 & ~other._bits2, _bits3 & ~other._bits3);

    /// <summary>Bins 0…15 as bits of an int: enough for every feature that is not of item scope.</summary>
    public int LowNibbleMask => (int)(_bits0 & 0xFFFF);

    /// <summary>The bins 1 … <paramref name="count"/> − 1 of which the bin before is in the set and they are not, or the other way round.</summary>
    public List<int> Changes(int count)
    {
        var changes = new List<int>();
        ulong before = _bits0 << 63; // bin 0 is no change
        for (int word = 0; word << 6 < count; word++)
        {
            ulong bits = Word(word);
            for (ulong changed = bits ^ (bits << 1 | before >> 63); changed != 0; changed &= changed - 1)
            {
                int bin = (word << 6) + BitOperations.TrailingZeroCount(changed);
                if (bin < count) changes.Add(bin);
            }

            before = bits;
        }

        return changes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked at every node of every walk
    private ulong Word(int index) => index switch { 0 => _bits0, 1 => _bits1, 2 => _bits2, _ => _bits3 };

    private static ulong Low(int count) => count <= 0 ? 0 : count >= 64 ? ulong.MaxValue : (1UL << count) - 1;
}
