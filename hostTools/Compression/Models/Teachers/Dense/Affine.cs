namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>y[i] = (x[i] − Offset[i]) · Scale[i]: a scaler in front of a network.</summary>
/// <param name="Offset">[element].</param>
/// <param name="Scale">[element].</param>
public sealed record Affine(float[] Offset, float[] Scale) : DenseStep(Offset.Length, Offset.Length)
{
    /// <inheritdoc/>
    public override string Text => "scale";

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int i = 0; i < Outputs; i++) output[i] = (input[i] - Offset[i]) * Scale[i];
    }
}
