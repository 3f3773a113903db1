using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Compression.Training;

/// <summary>
/// A teacher to learn from beside the labels. Logistic and squared objectives mix as <see cref="DistillationLoss"/> says;
/// ranking objectives become its softmax over a group, for the labels too.
/// </summary>
/// <param name="Scores">[training row]: the teacher's raw score.</param>
/// <param name="Options">Temperature and the labels' share.</param>
public sealed record SoftTargets(double[] Scores, DistillationOptions Options);
