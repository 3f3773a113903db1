namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>How a tool turns raw scores into predictions. Subclasses stand beside the tool's reader; none keeps state.</summary>
public abstract class OutputTransform
{
    /// <summary>The transform in the tool's words: "sigmoid", "softmax", "identity" ….</summary>
    public abstract string Name { get; }

    /// <summary>Transforms the scores of one row.</summary>
    /// <param name="raw">[score].</param>
    /// <param name="outputs">[prediction]; its length is the number of output names.</param>
    public abstract void Apply(ReadOnlySpan<double> raw, Span<double> outputs);
}
