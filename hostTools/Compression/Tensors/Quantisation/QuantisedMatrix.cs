namespace Endcap.Compression.Tensors.Quantisation;

/// <summary>
/// A matrix of packed codes. Linear: value = (code − ZeroPoints[block]) · Scales[block]. With a codebook:
/// value = Codebook[block · Levels + code], and there are no scales. Immutable.
/// </summary>
public sealed class QuantisedMatrix
{
    private const int FloatBytes = 4;

    private QuantisedMatrix(int rows, int columns, int bits, Granularity granularity, byte[] codes)
    {
        (Rows, Columns, Bits, Granularity) = (rows, columns, bits, granularity);
        Packed = BitPacking.Pack(codes, columns, bits);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Bits of a code: 8, 4 or 2.</summary>
    public int Bits { get; }

    /// <summary>Which cells share a scale or a codebook.</summary>
    public Granularity Granularity { get; }

    /// <summary>Whether all zero-points are 2^(bits − 1), so that they need no bytes: code − 128 is an int8 weight.</summary>
    public bool Symmetric { get; private init; }

    /// <summary>[block]; empty with a codebook.</summary>
    public float[] Scales { get; private init; } = [];

    /// <summary>[block]: the code of zero; empty with a codebook.</summary>
    public byte[] ZeroPoints { get; private init; } = [];

    /// <summary>[block · Levels + code]: value, ascending; empty on linear grids.</summary>
    public float[] Codebook { get; private init; } = [];

    /// <summary>Values per codebook; 0 on linear grids.</summary>
    public int Levels { get; private init; }

    /// <summary>The codes as <see cref="BitPacking"/> packs them.</summary>
    public byte[] Packed { get; }

    /// <summary>Bytes of codes, scales (4 each), zero-points (1 each, if not symmetric) and codebooks (4 per value).</summary>
    public int ByteSize => Packed.Length + FloatBytes * (Scales.Length + Codebook.Length) + (Symmetric ? 0 : ZeroPoints.Length);

    /// <summary>Codes on linear grids.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="options">Bits, granularity and symmetry.</param>
    /// <param name="grids">[block].</param>
    /// <param name="codes">[row · columns + column].</param>
    public static QuantisedMatrix Linear(int rows, int columns, QuantisationOptions options, LinearGrid[] grids, byte[] codes) =>
        new(rows, columns, options.Bits, options.Granularity, codes)
        {
            Symmetric = options.Symmetric,
            Scales = Array.ConvertAll(grids, grid => grid.Scale),
            ZeroPoints = Array.ConvertAll(grids, grid => grid.ZeroPoint),
        };

    /// <summary>Codes that index a codebook of <paramref name="levels"/> values per block.</summary>
    public static QuantisedMatrix WithCodebook(
        int rows, int columns, int bits, Granularity granularity, int levels, float[] codebook, byte[] codes) =>
        new(rows, columns, bits, granularity, codes) { Levels = levels, Codebook = codebook };

    /// <summary>[row · Columns + column].</summary>
    public byte[] Codes() => BitPacking.Unpack(Packed, Rows, Columns, Bits);

    /// <summary>The values that the codes stand for.</summary>
    public Matrix Dequantise()
    {
        var result = new Matrix(Rows, Columns);
        byte[] codes = Codes();
        for (int block = 0; block < Granularity.Blocks(Rows, Columns); block++)
        {
            (int start, int length) = Granularity.Cells(block, Rows, Columns);
            for (int i = start; i < start + length; i++)
                result.Data[i] = Levels > 0 ? Codebook[block * Levels + codes[i]] : (codes[i] - ZeroPoints[block]) * Scales[block];
        }

        return result;
    }
}
