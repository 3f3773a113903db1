namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>y[i] = x[i] / Divisor[i]: a scaler that divides, which a product with the reciprocal would round otherwise.</summary>
/// <param name="Divisor">[element].</param>
public sealed record Quotient(float[] Divisor) : DenseStep(Divisor.Length, Divisor.Length)
{
    /// <inheritdoc/>
    public override string Text => "divide";

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int i = 0; i < Outputs; i++) output[i] = input[i] / Divisor[i];
    }
}
