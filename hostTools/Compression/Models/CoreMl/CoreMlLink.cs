namespace Endcap.Compression.Models.CoreMl;

/// <summary>What Core ML makes of sums.</summary>
internal enum CoreMlLink
{
    /// <summary>Nothing; a classifier's sums, one per class, are divided by their sum.</summary>
    None,

    /// <summary>e^x / Σ e^x</summary>
    Softmax,

    /// <summary>1 / (1 + e^−x)</summary>
    Logistic,

    /// <summary>Softmax with a score of 0 for a first class that has no sum of its own.</summary>
    SoftmaxWithZeroClass,

    /// <summary>1 / (1 + e^−x) of each class, divided by their sum.</summary>
    OneVersusRest,
}
