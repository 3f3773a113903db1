namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// Codes of 8, 4 or 2 bits in bytes. The first code takes the lowest bits; each row starts at a byte, so a kernel can
/// address rows.
/// <code>
/// 4 bits:  | c1 c1 c1 c1 c0 c0 c0 c0 |      2 bits:  | c3 c3 c2 c2 c1 c1 c0 c0 |
/// </code>
/// </summary>
public static class BitPacking
{
    /// <summary>Bytes of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Bits other than 8, 4 or 2.</exception>
    public static int RowBytes(int columns, int bits)
    {
        RequireBits(bits);
        return (int)(((long)columns * bits + 7) / 8);
    }

    /// <summary>Packs codes.</summary>
    /// <param name="codes">[row · columns + column]: 0 … 2^bits − 1.</param>
    /// <param name="columns">Codes per row.</param>
    /// <param name="bits">8, 4 or 2.</param>
    /// <returns>[row · RowBytes + byte]; unused high bits are 0.</returns>
    /// <exception cref="ArgumentException">A code has more bits, or the rows are not whole.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> codes, int columns, int bits)
    {
        int rowBytes = RowBytes(columns, bits), rows = columns == 0 ? 0 : codes.Length / columns;
        if (rows * columns != codes.Length) throw new ArgumentException($"{codes.Length} codes are not rows of {columns}.", nameof(codes));
        byte[] packed = new byte[rows * rowBytes];
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] >> bits != 0) throw new ArgumentException($"Code {codes[i]} has more than {bits} bits.", nameof(codes));
            int bit = i % columns * bits;
            packed[i / columns * rowBytes + bit / 8] |= (byte)(codes[i] << (bit % 8));
        }

        return packed;
    }

    /// <summary>The codes of <see cref="Pack"/>.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int rows, int columns, int bits)
    {
        int rowBytes = RowBytes(columns, bits), mask = (1 << bits) - 1;
        byte[] codes = new byte[rows * columns];
        for (int i = 0; i < codes.Length; i++)
        {
            int bit = i % columns * bits;
            codes[i] = (byte)(packed[i / columns * rowBytes + bit / 8] >> (bit % 8) & mask);
        }

        return codes;
    }

    /// <summary>Refuses other widths.</summary>
    internal static void RequireBits(int bits)
    {
        if (bits is not (8 or 4 or 2)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "Weights have 8, 4 or 2 bits.");
    }
}
