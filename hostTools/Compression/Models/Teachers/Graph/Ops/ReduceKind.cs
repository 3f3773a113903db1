namespace Endcap.Compression.Models.Teachers.Graph.Ops;

/// <summary>What a <see cref="Reduce"/> does.</summary>
public enum ReduceKind
{
    /// <summary>Σ x</summary>
    Sum,

    /// <summary>Σ x / n</summary>
    Mean,

    /// <summary>The largest.</summary>
    Most,

    /// <summary>√ Σ x²</summary>
    Norm,
}
