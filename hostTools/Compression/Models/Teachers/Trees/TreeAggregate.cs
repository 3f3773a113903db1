namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>How the values of several trees become one score.</summary>
public enum TreeAggregate
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,
}
