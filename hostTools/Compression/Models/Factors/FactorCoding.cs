namespace Endcap.Compression.Models.Factors;

/// <summary>Which part of a row's values its levels cover; what lies beyond is clipped.</summary>
public enum FactorRange
{
    /// <summary>All of it.</summary>
    MinMax,

    /// <summary>A share of all rows' values, each on the scale of its row's largest.</summary>
    Percentile,

    /// <summary>The least squared error, row by row.</summary>
    Mse,

    /// <summary>The least loss of information over all rows' values, each on the scale of its row's largest.</summary>
    Entropy,
}

/// <summary>How a side's vectors are rounded.</summary>
/// <param name="Bits">Bits of an element: 8, 4 or 2.</param>
/// <param name="Codebook">Of 4 and 2 bits: levels clustered from all rows (k-means), else evenly spaced ones.</param>
/// <param name="Range">Which part of a row is covered.</param>
/// <param name="Share">Of <see cref="FactorRange.Percentile"/>: what stays inside, above 0 to 1.</param>
public sealed record VectorCoding(int Bits = 8, bool Codebook = true, FactorRange Range = FactorRange.MinMax, double Share = 1)
{
    /// <summary>Bits that the blob has a coding for.</summary>
    public static bool IsWidth(int bits) => bits is 8 or 4 or 2;
}

/// <summary>How a two-tower model becomes integers: what endcap compress chose, so that endcap build gives the blob that was measured.</summary>
public sealed record FactorCoding
{
    /// <summary>The product vectors, and the history's where they are the same.</summary>
    public VectorCoding Products { get; init; } = new();

    /// <summary>The history's vectors.</summary>
    public VectorCoding History { get; init; } = new();

    /// <summary>Whether each element goes to the nearest level, whatever that does to scores.</summary>
    public bool Nearest { get; init; }

    /// <summary>[element · rank + element]: second moments of shoppers' vectors that rounding of products weighs errors by; null: estimated from counts.</summary>
    public double[]? Moments { get; init; }

    /// <summary>The same with other bits on both sides.</summary>
    public FactorCoding WithBits(int bits) => this with { Products = Products with { Bits = bits }, History = History with { Bits = bits } };
}
