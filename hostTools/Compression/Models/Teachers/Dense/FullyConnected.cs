using System.Numerics.Tensors;

namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>y = W · x + b.</summary>
/// <param name="Inputs">Length of x.</param>
/// <param name="Outputs">Length of y.</param>
/// <param name="Weights">[output · Inputs + input].</param>
/// <param name="Bias">[output], or null for none.</param>
public sealed record FullyConnected(int Inputs, int Outputs, float[] Weights, float[]? Bias) : DenseStep(Inputs, Outputs)
{
    /// <inheritdoc/>
    public override string Text => $"{Inputs} → {Outputs}";

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int o = 0; o < Outputs; o++)
            output[o] = TensorPrimitives.Dot(Weights.AsSpan(o * Inputs, Inputs), input) + (Bias is null ? 0 : Bias[o]);
    }
}
