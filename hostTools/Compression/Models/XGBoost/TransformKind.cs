namespace Endcap.Compression.Models.XGBoost;

/// <summary>What an objective does to margins.</summary>
internal enum TransformKind
{
    /// <summary>Nothing.</summary>
    Identity,

    /// <summary>1 / (1 + e^−x)</summary>
    Sigmoid,

    /// <summary>e^x</summary>
    Exponential,

    /// <summary>1 where x > 0, otherwise 0</summary>
    Hinge,

    /// <summary>e^x / Σ e^x over the classes</summary>
    Softmax,

    /// <summary>The number of the class with the largest margin; the first of equals.</summary>
    ArgMax,

    /// <summary>The margins in ascending order.</summary>
    Sorted,
}
