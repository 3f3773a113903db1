namespace Endcap.Compression.Models.CatBoost;

/// <summary>What CatBoost's predict does by default with the scores of a loss function.</summary>
internal enum CatBoostLink
{
    /// <summary>x</summary>
    Identity,

    /// <summary>1 / (1 + e^(−x)), for each score by itself</summary>
    Sigmoid,

    /// <summary>eˣ</summary>
    Exp,

    /// <summary>e^(x − max) / Σ</summary>
    SoftMax,

    /// <summary>The mean, and e^(2x) as the variance.</summary>
    MeanAndVariance,
}
