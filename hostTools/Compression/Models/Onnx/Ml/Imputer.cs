using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>Puts numbers in the place of missing ones.</summary>
/// <param name="imputed">One number, or one per column.</param>
/// <param name="replaced">What counts as missing; may be NaN.</param>
internal sealed class Imputer(double[] imputed, double replaced) : GraphOp
{
    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        int columns = x.Rank == 0 ? 1 : x.Shape[^1];
        if (imputed.Length != 1 && imputed.Length != columns) throw new GraphFaultException($"{imputed.Length} replacements for {columns} columns");
        Span<double> result = outputs[0].Reset(x.Type, x.Shape);
        for (int i = 0; i < result.Length; i++)
        {
            double value = x.Values[i];
            bool missing = double.IsNaN(replaced) ? double.IsNaN(value) : value == replaced;
            result[i] = missing ? imputed[imputed.Length == 1 ? 0 : i % columns] : value;
        }
    }
}
