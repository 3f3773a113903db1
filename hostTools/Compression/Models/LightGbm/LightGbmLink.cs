namespace Endcap.Compression.Models.LightGbm;

/// <summary>How a LightGBM objective turns a score into a prediction.</summary>
internal enum LightGbmLink
{
    /// <summary>x</summary>
    Identity,

    /// <summary>sign(x) · x²: reg_sqrt</summary>
    SignedSquare,

    /// <summary>eˣ</summary>
    Exp,

    /// <summary>1 / (1 + e^(−sigmoid · x)), for each score by itself</summary>
    Sigmoid,

    /// <summary>ln(1 + eˣ)</summary>
    SoftPlus,

    /// <summary>e^(x − max) / Σ</summary>
    SoftMax,
}
