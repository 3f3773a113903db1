namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>What a split asks of its feature's value; "yes" follows <see cref="DecisionTree.Yes"/>.</summary>
public enum NodeTest : byte
{
    /// <summary>value &lt; threshold</summary>
    Less,

    /// <summary>value ≤ threshold</summary>
    LessOrEqual,

    /// <summary>value > threshold</summary>
    Greater,

    /// <summary>value ≥ threshold</summary>
    GreaterOrEqual,

    /// <summary>value = threshold</summary>
    Equal,

    /// <summary>value ≠ threshold</summary>
    NotEqual,

    /// <summary>The value, cut to a whole number, is one of the node's categories.</summary>
    InCategories,

    /// <summary>The value is a whole number and one of the node's categories (ONNX).</summary>
    Member,
}
