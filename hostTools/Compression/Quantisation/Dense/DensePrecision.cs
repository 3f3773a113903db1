namespace Endcap.Compression.Quantisation.Dense;

/// <summary>Bits of a network's numbers: 8 are evenly spaced, 4 and 2 index a codebook of int8 levels found by k-means.</summary>
/// <param name="ColumnBits">Of the first layer's columns: 8, 4 or 2.</param>
/// <param name="WeightBits">Of the later layers' weights: 8, 4 or 2.</param>
public readonly record struct DensePrecision(int ColumnBits, int WeightBits)
{
    /// <summary>int8 throughout.</summary>
    public static DensePrecision Full { get; } = new(8, 8);

    /// <summary>What a budget tries, from the finest to the smallest; columns are most of a network's bytes.</summary>
    public static IReadOnlyList<DensePrecision> Ladder { get; } = [Full, new(8, 4), new(4, 8), new(4, 4), new(2, 8), new(2, 4), new(2, 2)];

    /// <summary>Levels of a codebook; 0 for evenly spaced levels.</summary>
    public static int Levels(int bits) => bits switch
    {
        8 => 0,
        4 => 16,
        2 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "8, 4 or 2."),
    };
}
