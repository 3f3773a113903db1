namespace Endcap.Compression.Blobs;

/// <summary>How a shelf is built.</summary>
public sealed record ShelfOptions
{
    /// <summary>Largest size of the blob in bytes, or null: as small as it gets without loss beyond the int8 precision.</summary>
    public int? BudgetBytes { get; init; }

    /// <summary>Heap on the label that shared tables may take when they are expanded, in bytes; more heap, fewer operations.</summary>
    public int LaneHeapBytes { get; init; } = 2048;

    /// <summary>Whether rounding errors of one table are absorbed by the next.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>Counted by who builds the model; in the blob and on the label's status.</summary>
    public uint ModelVersion { get; init; } = 1;

    /// <summary>Whether names and bin edges of the features are written (a phone needs them).</summary>
    public bool FeatureTexts { get; init; } = true;

    /// <summary>Seed of the sample profiles by which shifts are chosen.</summary>
    public int Seed { get; init; } = 1;
}
