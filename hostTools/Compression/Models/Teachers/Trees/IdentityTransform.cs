namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>Predictions are the scores.</summary>
public sealed class IdentityTransform : OutputTransform
{
    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs) => raw.CopyTo(outputs);
}
