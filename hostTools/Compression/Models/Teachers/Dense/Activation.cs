using System.Numerics.Tensors;

namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>An activation over a vector.</summary>
/// <param name="Length">Length of the vector.</param>
/// <param name="Kind">Which.</param>
/// <param name="Alpha">Slope of the leaky kind.</param>
public sealed record Activation(int Length, ActivationKind Kind, float Alpha = 0) : DenseStep(Length, Length)
{
    /// <inheritdoc/>
    public override string Text => Kind.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (Kind == ActivationKind.Softmax) Softmax(input, output);
        else for (int i = 0; i < Length; i++) output[i] = Of(input[i]);
    }

    private float Of(float x) => Kind switch
    {
        ActivationKind.Relu => x > 0 ? x : 0,
        ActivationKind.Relu6 => x > 0 ? Math.Min(x, 6) : 0,
        ActivationKind.LeakyRelu => x >= 0 ? x : Alpha * x,
        ActivationKind.Sigmoid => (float)(1 / (1 + Math.Exp(-(double)x))),
        _ => (float)Math.Tanh(x),
    };

    private static void Softmax(ReadOnlySpan<float> input, Span<float> output)
    {
        float most = TensorPrimitives.Max(input);
        float sum = 0;
        for (int i = 0; i < input.Length; i++) sum += output[i] = MathF.Exp(input[i] - most);
        for (int i = 0; i < input.Length; i++) output[i] /= sum;
    }
}
