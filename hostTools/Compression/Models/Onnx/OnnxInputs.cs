using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers.Graph;
using Google.Protobuf.Collections;

namespace Endcap.Compression.Models.Onnx;

/// <summary>Finds the inputs of a graph and their shape for one row: the first of two dimensions is the number of rows.</summary>
internal sealed class OnnxInputs(string file, OnnxGraph graph)
{
    private const int MostColumns = 1 << 14;

    public List<GraphInput> Read(HashSet<string> constants)
    {
        List<GraphInput> inputs = [];
        int columns = 0;
        foreach (OnnxValue value in graph.Input.Where(value => !constants.Contains(value.Name)))
        {
            inputs.Add(Read(value));
            columns += inputs[^1].Columns;
            if (columns > MostColumns) throw Catalogue.ModelLimit(file, "number of input columns", columns, MostColumns);
        }

        return inputs.Count > 0 ? inputs : throw Catalogue.ModelMalformed(file, "the graph", "it has no inputs");
    }

    private GraphInput Read(OnnxValue value)
    {
        string name = OnnxNodeView.Short(value.Name);
        if (value.Type?.TensorType is not { Shape: { } shape } type)
            throw Catalogue.ModelUnsupported(file, $"input {name} is no tensor with a shape", "Give the exporter the shape [None, number of columns].");
        if (OnnxTensors.TypeOf(type.ElemType) is not { } element || element == TensorType.Text)
            throw Catalogue.ModelUnsupported(file, $"input {name} holds texts or numbers of ONNX's type {type.ElemType}", "Number the categories before the training, and export with float32 or int64 inputs.");
        return new GraphInput(value.Name, element, ShapeOf(value.Name, shape.Dim), -1);
    }

    private int[] ShapeOf(string name, RepeatedField<OnnxDimension> dims)
    {
        if (dims.Count > 2) throw Catalogue.ModelUnsupported(file, $"input {OnnxNodeView.Short(name)} has {dims.Count} dimensions", "Endcap's models take a row of numbers: export the part of the model that does.");
        if (dims.Count == 0) return [];
        bool isOpen = dims[0].ValueCase != OnnxDimension.ValueOneofCase.DimValue;
        if (dims.Count == 1) return [isOpen ? 1 : Columns(name, dims[0].DimValue)];
        if (!isOpen && dims[0].DimValue is not (0 or 1 or -1))
            throw Catalogue.ModelUnsupported(file, $"input {OnnxNodeView.Short(name)} takes {dims[0].DimValue} rows at a time", "Export with a dynamic first dimension (dynamic_axes), or for one row.");
        long columns = dims[1].ValueCase == OnnxDimension.ValueOneofCase.DimValue ? dims[1].DimValue : 0;
        return [1, Columns(name, columns > 0 ? columns : Guess(name))];
    }

    private int Columns(string name, long columns) => columns is >= 1 and <= MostColumns
        ? (int)columns
        : throw Catalogue.ModelUnsupported(file, $"input {OnnxNodeView.Short(name)} has {(columns == 0 ? "an unknown number of" : columns)} columns", "Give the exporter the shape [None, number of columns].");

    // Files without the number of columns: what takes the input knows it.
    private long Guess(string name)
    {
        foreach (OnnxNode node in graph.Node.Where(node => node.Input.Count > 0 && node.Input[0] == name))
        {
            long found = node.OpType switch
            {
                "Scaler" => Floats(node, "offset"),
                "LinearRegressor" or "LinearClassifier" => Floats(node, "coefficients") / Math.Max(1, Floats(node, "intercepts")),
                "TreeEnsemble" or "TreeEnsembleRegressor" or "TreeEnsembleClassifier" => 1 + (Find(node, "nodes_featureids")?.Ints.DefaultIfEmpty(-1).Max() ?? -1),
                "MatMul" or "Gemm" when node.Input.Count > 1 => Rows(node),
                _ => 0,
            };
            if (found > 0) return found;
        }

        return 0;
    }

    private long Rows(OnnxNode node) =>
        graph.Initializer.FirstOrDefault(tensor => tensor.Name == node.Input[1])?.Dims is { Count: 2 } dims ? dims[Find(node, "transB")?.I == 1 ? 1 : 0] : 0;

    private static int Floats(OnnxNode node, string name) => Find(node, name)?.Floats.Count ?? 0;
    private static OnnxAttribute? Find(OnnxNode node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
