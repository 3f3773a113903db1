using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>A tree while it is read; node 0 is the root. Children are checked before it is built.</summary>
internal sealed class TreeDraft
{
    public List<DraftNode> Nodes { get; } = [];

    /// <summary>The tree with <paramref name="width"/> values per node, of the targets from <paramref name="first"/> on.</summary>
    public DecisionTree Build(IReadOnlyList<TargetWeight> weights, int first, int width)
    {
        var value = new double[Nodes.Count * width];
        for (int n = 0; n < Nodes.Count; n++)
        {
            for (int w = 0; w < Nodes[n].WeightCount; w++)
            {
                TargetWeight weight = weights[Nodes[n].WeightStart + w];
                value[n * width + weight.Target - first] = weight.Value;
            }
        }

        return new DecisionTree
        {
            Feature = [.. Nodes.Select(node => node.Feature)],
            Test = [.. Nodes.Select(node => node.Test)],
            Threshold = [.. Nodes.Select(node => node.Threshold)],
            Missing = [.. Nodes.Select(node => node.Missing)],
            Yes = [.. Nodes.Select(node => node.Yes)],
            No = [.. Nodes.Select(node => node.No)],
            Categories = Nodes.Exists(node => node.Categories is not null) ? [.. Nodes.Select(node => node.Categories)] : null,
            Value = value,
        };
    }
}
