namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>What a split does with NaN (and, for some, with 0).</summary>
public enum MissingRule : byte
{
    /// <summary>NaN goes to the "no" child.</summary>
    No,

    /// <summary>NaN goes to the "yes" child.</summary>
    Yes,

    /// <summary>NaN counts as 0 and is tested like any number.</summary>
    AsZero,

    /// <summary>NaN and |value| ≤ 1e−35 (LightGBM's kZeroThreshold) go to the "no" child.</summary>
    ZeroOrNaNNo,

    /// <summary>NaN and |value| ≤ 1e−35 go to the "yes" child.</summary>
    ZeroOrNaNYes,
}
