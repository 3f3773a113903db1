namespace Endcap.Compression.Models.TfLite;

/// <summary>A model's main graph, its references checked: every tensor index exists.</summary>
/// <param name="Tensors">[index].</param>
/// <param name="Operators">In the order of execution.</param>
/// <param name="Inputs">Tensors that the caller fills.</param>
/// <param name="Outputs">Tensors that the caller reads.</param>
/// <param name="Description">What the converter wrote about itself, or "".</param>
internal sealed record TfLiteGraph(TfLiteTensor[] Tensors, TfLiteOperator[] Operators, int[] Inputs, int[] Outputs, string Description);
