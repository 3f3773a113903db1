namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>An input tensor that takes consecutive columns of a row.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Its shape for one row; the product is the number of columns.</param>
/// <param name="Slot">The slot that it fills.</param>
public sealed record GraphInput(string Name, TensorType Type, int[] Shape, int Slot)
{
    /// <summary>Number of columns.</summary>
    public int Columns { get; } = Tensor.CountOf(Shape);
}
