using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Compression.Training.Dense;

/// <summary>
/// A teacher to learn from beside the labels. Logistic and squared objectives mix as <see cref="DistillationLoss"/> says;
/// ranking objectives become its softmax over a group, for the labels too.
/// </summary>
/// <param name="Scores">[training row]: the teacher's raw score.</param>
/// <param name="Options">Temperature and the labels' share.</param>
public sealed record SoftTargets(double[] Scores, DistillationOptions Options)
{
    /// <summary>What the student's last hidden layer should tell beside the scores, or null.</summary>
    public FeatureTargets? Features { get; init; }
}

/// <summary>Hidden values of a teacher, which the student's last hidden layer is to predict linearly (FitNets).</summary>
/// <param name="Values">[training row][teacher unit].</param>
/// <param name="Weight">Of the matching loss beside the others; above 0.</param>
public sealed record FeatureTargets(Matrix Values, double Weight);
