namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>What a leaf gives to a target or class.</summary>
internal readonly record struct TargetWeight(int Target, double Value);
