namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>A leaf that is a linear function (LightGBM's linear_tree): constant + Σ coefficient · value, the leaf's plain value when any of its inputs is missing.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Features">Input numbers.</param>
/// <param name="Coefficients">[feature].</param>
public sealed record LinearLeaf(double Constant, int[] Features, double[] Coefficients);
