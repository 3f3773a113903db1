using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx;

/// <summary>A graph as it was read and run once on zeros.</summary>
/// <param name="Inputs">The inputs that are no constants.</param>
/// <param name="Steps">Operations whose results depend on the inputs.</param>
/// <param name="Constants">[slot]: constants, or null.</param>
/// <param name="Slots">[slot]: the constant, or what the run on zeros left: types and shapes hold for every row.</param>
/// <param name="Results">Slots of the outputs.</param>
internal sealed record OnnxGraphData(IReadOnlyList<GraphInput> Inputs, IReadOnlyList<GraphStep> Steps,
    IReadOnlyList<Tensor?> Constants, IReadOnlyList<Tensor> Slots, IReadOnlyList<int> Results)
{
    /// <summary>Whether a result is a class: one whole number or text.</summary>
    public bool IsLabel(int slot) => Slots[slot] is { Count: 1, Type: TensorType.Whole or TensorType.Text };
}
