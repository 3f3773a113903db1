using Endcap.Compression.Tensors;

namespace Endcap.Compression.Training.Dense;

/// <summary>Hidden values of a teacher, which the student's last hidden layer is to predict linearly (FitNets).</summary>
/// <param name="Values">[training row][teacher unit].</param>
/// <param name="Weight">Of the matching loss beside the others; above 0.</param>
public sealed record FeatureTargets(Matrix Values, double Weight);
