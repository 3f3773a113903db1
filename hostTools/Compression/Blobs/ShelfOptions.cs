using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Blobs;

/// <summary>How a shelf is built.</summary>
public sealed record ShelfOptions
{
    /// <summary>Largest size of the blob in bytes, or null: as small as it gets at <see cref="Tolerance"/>.</summary>
    public int? BudgetBytes { get; init; }

    /// <summary>
    /// Without a budget: how far a simplification may move a cell, as a share of the largest table's range. The default
    /// is about what the int8 rounding errors of a product's tables add up to anyway.
    /// </summary>
    public double Tolerance { get; init; } = 1.0 / 180;

    /// <summary>Heap on the label that shared tables may take when they are expanded, in bytes; more heap, fewer operations.</summary>
    public int LaneHeapBytes { get; init; } = 1024;

    /// <summary>Whether rounding errors of one table are absorbed by the next.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>Without a budget: how a dense network's numbers are stored; null: as its file says, else int8.</summary>
    public DensePrecision? DensePrecision { get; init; }

    /// <summary>Counted by who builds the model; in the blob and on the label's status.</summary>
    public uint ModelVersion { get; init; } = 1;

    /// <summary>Whether names and bin edges of the features are written (a phone needs them).</summary>
    public bool FeatureTexts { get; init; } = true;

    /// <summary>Prices for phones, one for each product of the shelf, or null for none.</summary>
    public ShelfPrices? Prices { get; init; }

    /// <summary>Seed of the sample profiles by which shifts are chosen.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of shelves of tables: the other shelves among which only the largest worst-case error counts; null: each shelf's own.</summary>
    internal LargestError? ErrorAmong { get; init; }
}
