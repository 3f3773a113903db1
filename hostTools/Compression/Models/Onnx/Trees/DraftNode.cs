using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>A node of a <see cref="TreeDraft"/>.</summary>
internal readonly record struct DraftNode(int Feature, NodeTest Test, double Threshold, MissingRule Missing, int Yes, int No,
    CategorySet? Categories, int WeightStart, int WeightCount)
{
    public bool IsLeaf => Feature < 0;

    public static DraftNode Leaf(int weightStart, int weightCount) =>
        new(DecisionTree.Leaf, NodeTest.Less, 0, MissingRule.No, 0, 0, null, weightStart, weightCount);

    /// <summary>A split. NaN fails every comparison but ≠, and holds where the node tracks missing values as true.</summary>
    public static DraftNode Split(int feature, NodeTest test, double threshold, bool missingIsTrue, int yes, int no, CategorySet? categories = null) =>
        new(feature, test, threshold, missingIsTrue || test == NodeTest.NotEqual ? MissingRule.Yes : MissingRule.No, yes, no, categories, 0, 0);
}
