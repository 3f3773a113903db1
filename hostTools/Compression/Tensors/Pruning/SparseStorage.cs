namespace Endcap.Compression.Tensors.Pruning;

/// <summary>What weights cost when only those that stay are stored. Scales and biases come on top.</summary>
public static class SparseStorage
{
    /// <summary>All weights, kept or not; rows start at a byte.</summary>
    public static int DenseBytes(int rows, int columns, int bits) => rows * Bytes((long)columns * bits);

    /// <summary>One bit per weight says whether it is there, then the weights that are, packed.</summary>
    public static int BitmapBytes(PruneMask mask, int bits) => Bytes((long)mask.Rows * mask.Columns) + Bytes((long)mask.KeptCount * bits);

    /// <summary>The kept rows and columns as a smaller matrix, and a bit per row and per column to say which they are.</summary>
    public static int StructuredBytes(PruneMask mask, int bits)
    {
        int rows = mask.KeptRows().Length, columns = mask.KeptColumns().Length;
        return Bytes(mask.Rows) + Bytes(mask.Columns) + DenseBytes(rows, columns, bits);
    }

    /// <summary>n of m: a place of ⌈log₂ m⌉ bits with each weight.</summary>
    public static int NOfMBytes(int rows, int columns, int n, int m, int bits)
    {
        int placeBits = System.Numerics.BitOperations.Log2((uint)Math.Max(2 * m - 1, 1)), groups = (columns + m - 1) / m;
        return rows * Bytes((long)groups * n * (bits + placeBits));
    }

    /// <summary>The smallest of dense, structured and bitmap storage.</summary>
    public static int LeastBytes(PruneMask mask, int bits) =>
        Math.Min(DenseBytes(mask.Rows, mask.Columns, bits), Math.Min(BitmapBytes(mask, bits), StructuredBytes(mask, bits)));

    private static int Bytes(long bits) => (int)((bits + 7) / 8);
}
