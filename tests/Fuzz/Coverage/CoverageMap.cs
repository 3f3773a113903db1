namespace Endcap.Fuzz.Coverage;

/// <summary>One byte per basic block of all instrumented assemblies: 1 where it ran.</summary>
public sealed class CoverageMap
{
    private const int MostBlocks = 1 << 18;

    /// <summary>The bytes that instrumented code writes to.</summary>
    public byte[] Bytes { get; } = new byte[MostBlocks];

    /// <summary>How many of them stand for a block; grows while assemblies are loaded.</summary>
    public int Count { get; private set; }

    /// <summary>Those bytes.</summary>
    public Span<byte> Used => Bytes.AsSpan(0, Count);

    /// <summary>Makes room for the blocks of another assembly.</summary>
    public void Add(int blocks)
    {
        Count += blocks;
        if (Count > MostBlocks) throw new InvalidOperationException($"more than {MostBlocks} basic blocks");
    }
}
