namespace Endcap.Compression.Models.Dense;

/// <summary>
/// How a network's numbers are stored on a label. 8 bits are evenly spaced; 4 and 2 index int8 levels, found by k-means or
/// evenly spaced too. Equal when all settings are.
/// </summary>
public sealed record DensePrecision
{
    /// <summary>Bits of the first layer's columns and of the later layers.</summary>
    /// <param name="columnBits">8, 4 or 2.</param>
    /// <param name="weightBits">[later layer]: 8, 4 or 2; the last one holds for all that follow.</param>
    public DensePrecision(int columnBits, params IReadOnlyList<int> weightBits)
    {
        if (weightBits.Count == 0) throw new ArgumentException("Bits of at least one layer.", nameof(weightBits));
        foreach (int bits in weightBits.Prepend(columnBits)) Levels(bits);
        (ColumnBits, WeightBits) = (columnBits, weightBits);
    }

    /// <summary>int8 throughout.</summary>
    public static DensePrecision Full { get; } = new(8, 8);

    /// <summary>What a budget tries, from the finest to the smallest; columns are most of a network's bytes.</summary>
    public static IReadOnlyList<DensePrecision> Ladder { get; } = [Full, new(8, 4), new(4, 8), new(4, 4), new(2, 8), new(2, 4), new(2, 2)];

    /// <summary>Bits of the columns.</summary>
    public int ColumnBits { get; }

    /// <summary>[later layer]: bits.</summary>
    public IReadOnlyList<int> WeightBits { get; }

    /// <summary>Whether 4 and 2 bits have evenly spaced levels instead of a codebook.</summary>
    public bool Even { get; init; }

    /// <summary>Whether shared features' columns count from zero, so that a zero column costs no byte, instead of from their middle.</summary>
    public bool FromZero { get; init; }

    /// <summary>Steps that the numbers were rounded to already; null: the shelf build chooses them.</summary>
    public DenseStepSizes? Steps { get; init; }

    /// <summary>Bits of a layer after the first. <paramref name="layer"/>: from 1.</summary>
    public int Bits(int layer) => WeightBits[Math.Min(layer, WeightBits.Count) - 1];

    /// <summary>Levels of a codebook; 0 for evenly spaced levels.</summary>
    public static int Levels(int bits) => bits switch
    {
        8 => 0,
        4 => 16,
        2 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "8, 4 or 2."),
    };

    /// <inheritdoc/>
    public bool Equals(DensePrecision? other) => other is not null && ColumnBits == other.ColumnBits && WeightBits.SequenceEqual(other.WeightBits)
        && Even == other.Even && FromZero == other.FromZero && Equals(Steps, other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ColumnBits, WeightBits[0], WeightBits[^1], Even, FromZero);
}

/// <summary>Values of code 1.</summary>
/// <param name="First">Of the first layer's sums, above 0.</param>
/// <param name="Shifts">[run-time feature]: its columns count First · 2^shift.</param>
/// <param name="Weights">[later layer]: above 0.</param>
public sealed record DenseStepSizes(double First, IReadOnlyList<int> Shifts, IReadOnlyList<double> Weights)
{
    /// <inheritdoc/>
    public bool Equals(DenseStepSizes? other) =>
        other is not null && First.Equals(other.First) && Shifts.SequenceEqual(other.Shifts) && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Shifts.Count, Weights.Count);
}
