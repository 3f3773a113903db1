namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>What a <see cref="Tensor"/>'s numbers are; decides how results are rounded.</summary>
public enum TensorType
{
    /// <summary>float32: every result is rounded to it.</summary>
    SinglePrecision,

    /// <summary>float64</summary>
    DoublePrecision,

    /// <summary>Whole numbers; exact up to 2⁵³.</summary>
    Whole,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>Texts, as numbers of <see cref="Tensor.Texts"/>.</summary>
    Text,
}
