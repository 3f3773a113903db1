namespace Endcap.Compression.Models.TfLite;

/// <summary>Reads the main graph of a model (tensorflow/compiler/mlir/lite/schema/schema.fbs).</summary>
/// <param name="buffer">The file.</param>
internal sealed class TfLiteReader(FlatBuffer buffer)
{
    private const int MostTensors = 4096, MostOperators = 4096, MostOperands = 256;

    /// <summary>Reads the graph. Errors: E261, E262, E263.</summary>
    public TfLiteGraph Read()
    {
        FlatTable model = buffer.Root("the model");
        if (model.UInt32(0) != 3) throw buffer.Unsupported($"schema version {model.UInt32(0)}, not 3", "Convert the model with a current TensorFlow.");
        FlatVector graphs = model.Vector(2, 4, "the graphs");
        if (graphs.Count == 0) throw buffer.Bad("the graphs", "there is none");
        if (graphs.Count > 1)
            throw buffer.Unsupported($"the model has {graphs.Count} graphs (IF, WHILE or several signatures)", "Export one signature without control flow.");

        FlatTable graph = graphs.Table(0, "graph 0");
        var tensors = new TfLiteTensorReader(buffer, model.Vector(4, 4, "the buffers"));
        TfLiteTensor[] read = tensors.ReadAll(Limited(graph.Vector(0, 4, "the tensors"), MostTensors));
        int[] inputs = Operands(graph.Vector(1, 4, "the graph's inputs"), read.Length, optional: false);
        int[] outputs = Operands(graph.Vector(2, 4, "the graph's outputs"), read.Length, optional: false);
        if (inputs.Length == 0 || outputs.Length == 0) throw buffer.Bad("graph 0", "it has no inputs or no outputs");
        return new TfLiteGraph(read, Operators(model, graph, read.Length), inputs, outputs, model.Text(3, "the description"));
    }

    private TfLiteOperator[] Operators(FlatTable model, FlatTable graph, int tensors)
    {
        FlatVector codes = Limited(model.Vector(1, 4, "the operator codes"), MostOperators);
        FlatVector operators = Limited(graph.Vector(3, 4, "the operators"), MostOperators);
        if (operators.Count == 0) throw buffer.Bad("the operators", "there is none");
        return [.. Enumerable.Range(0, operators.Count).Select(i => Operator(operators.Table(i, $"operator {i}"), codes, tensors))];
    }

    private TfLiteOperator Operator(FlatTable table, FlatVector codes, int tensors)
    {
        string place = table.Place;
        uint index = table.UInt32(0);
        if (index >= codes.Count) throw buffer.Bad(place, $"operator code {index} of {codes.Count}");
        (int code, string name) = Code(codes.Table((int)index, $"operator code {index}"));
        int[] inputs = Operands(table.Vector(1, 4, $"{place}'s inputs"), tensors, optional: true);
        int[] outputs = Operands(table.Vector(2, 4, $"{place}'s outputs"), tensors, optional: false);
        if (outputs.Length != 1) throw buffer.Unsupported($"{place}, {name}, has {outputs.Length} outputs", $"Endcap reads networks of {BuiltinOperators.Known}.");
        int kind = table.UInt8(3);
        return new TfLiteOperator(code, name, inputs, outputs[0], kind, kind == 0 ? null : table.Table(4, $"{place}'s options"), $"{place}, {name}");
    }

    // Numbers above 127 stand in the newer field, with a placeholder in the old one.
    private static (int Code, string Name) Code(FlatTable table)
    {
        int code = Math.Max((int)(sbyte)table.UInt8(0), table.Int32(3));
        return (code, code == BuiltinOperators.Custom ? $"custom operator \"{table.Text(1, "a custom operator's name")}\"" : BuiltinOperators.Name(code));
    }

    private int[] Operands(FlatVector vector, int tensors, bool optional)
    {
        int[] all = vector.AllInt32(MostOperands);
        foreach (int index in all)
            if (index >= tensors || index < (optional ? -1 : 0)) throw buffer.Bad(vector.Place, $"tensor {index} of {tensors}");
        return all;
    }

    private FlatVector Limited(FlatVector vector, int most)
    {
        buffer.Limit($"the number of {vector.Place[4..]}", vector.Count, most);
        return vector;
    }
}
