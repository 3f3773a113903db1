namespace Endcap.Compression.Tensors.Pruning;

/// <summary>Weights after pruning.</summary>
/// <param name="Weights">[output][input]: 0 where the mask says so.</param>
/// <param name="Mask">Which weights stayed.</param>
public sealed record PrunedWeights(Matrix Weights, PruneMask Mask);
