using Endcap.Compression.Errors;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>Turns a graph's operators into steps whose operands' types, sizes and order are checked.</summary>
internal sealed partial class TfLitePlan
{
    private const string Ways = "Endcap reads dense networks of " + BuiltinOperators.Known + " in float32 or int8.";

    private readonly FlatBuffer _buffer;
    private readonly TfLiteGraph _graph;
    private readonly TfLiteConstants _constants;
    private readonly bool[] _filled; // [tensor]: constant, an input, or the output of an earlier operator
    private readonly HashSet<int> _used = []; // tensors that steps touch
    private long _computed;

    public TfLitePlan(FlatBuffer buffer, TfLiteGraph graph)
    {
        (_buffer, _graph, _constants) = (buffer, graph, new TfLiteConstants(buffer));
        _filled = [.. graph.Tensors.Select(tensor => tensor.IsConstant)];
        Floats = new float[graph.Tensors.Length][];
        Integers = new int[graph.Tensors.Length][];
    }

    /// <summary>[tensor]: constants that steps read.</summary>
    public float[]?[] Floats { get; }

    /// <summary>[tensor]: constants that steps read.</summary>
    public int[]?[] Integers { get; }

    /// <summary>Tensors that are computed or given.</summary>
    public List<TfLiteTensor> Computed { get; } = [];

    /// <summary>The steps. Errors: E261, E262, E263.</summary>
    public IReadOnlyList<TfLiteStep> Steps()
    {
        foreach (int input in _graph.Inputs) Fill(_graph.Tensors[input], "the graph's inputs");
        var steps = new List<TfLiteStep>();
        foreach (TfLiteOperator op in _graph.Operators)
        {
            if (Constant(op)) continue;
            TfLiteStep step = Step(op);
            Fill(_graph.Tensors[step.Output], op.Place);
            steps.Add(step);
        }

        foreach (int output in _graph.Outputs) Use(output, "the graph's outputs");
        return steps;
    }

    private TfLiteStep Step(TfLiteOperator op) => op.Code switch
    {
        BuiltinOperators.FullyConnected => FullyConnected(op),
        BuiltinOperators.Add => Pair(op, product: false, options: 11),
        BuiltinOperators.Mul => Pair(op, product: true, options: 21),
        BuiltinOperators.Relu or BuiltinOperators.Relu6 => Relu(op),
        BuiltinOperators.Logistic or BuiltinOperators.Tanh => Curve(op),
        BuiltinOperators.Softmax => Softmax(op),
        BuiltinOperators.Reshape => Reshape(op),
        BuiltinOperators.Concatenation => Concatenation(op),
        BuiltinOperators.Gather or BuiltinOperators.EmbeddingLookup => Lookup(op),
        BuiltinOperators.Quantize => Quantize(op),
        BuiltinOperators.Dequantize => Dequantize(op),
        _ => throw Refuse(op, "it is not supported"),
    };

    /// <summary>An operand that has a value by now; its constant is unpacked.</summary>
    private TfLiteTensor Operand(TfLiteOperator op, int index)
    {
        if (index >= op.Inputs.Length || op.Inputs[index] < 0) throw _buffer.Bad(op.Place, $"operand {index} is missing");
        return Use(op.Inputs[index], op.Place);
    }

    private TfLiteTensor Use(int index, string place)
    {
        TfLiteTensor tensor = _graph.Tensors[index];
        if (!_filled[index]) throw _buffer.Bad(place, $"{tensor.Place} is used before it is computed");
        CheckType(tensor);
        if (!tensor.IsConstant || !_used.Add(index)) return tensor;
        if (tensor.IsFloat) Floats[index] = _constants.Floats(tensor);
        else Integers[index] = _constants.Integers(tensor);
        return tensor;
    }

    private void Fill(TfLiteTensor tensor, string place)
    {
        if (_filled[tensor.Index]) throw _buffer.Bad(place, $"{tensor.Place} is filled twice");
        CheckType(tensor);
        if (tensor.Type == TfLiteType.Float16) throw _buffer.Unsupported($"{tensor.Place} is computed in float16", Ways);
        _filled[tensor.Index] = true;
        _computed += tensor.Count;
        _buffer.Limit("the number of computed elements", _computed, Math.Max(1 << 16, _buffer.Length));
        Computed.Add(tensor);
    }

    private void CheckType(TfLiteTensor tensor)
    {
        if (!Enum.IsDefined(tensor.Type))
            throw _buffer.Unsupported($"{tensor.Place} has elements of type {(int)tensor.Type} (schema.fbs, TensorType)", Ways);
        if (tensor.Type is TfLiteType.Int8 or TfLiteType.UInt8 && tensor.Zeros.Any(zero => zero < tensor.Range.Least || zero > tensor.Range.Most))
            throw _buffer.Bad(tensor.Place, $"the zero point {tensor.Zeros.Max()} is outside its type");
    }

    // The options' table, of the right kind.
    private FlatTable? Options(TfLiteOperator op, int kind) =>
        op.OptionsType == 0 || op.OptionsType == kind ? op.Options : throw _buffer.Bad(op.Place, $"options of kind {op.OptionsType}, not {kind}");

    private TfLiteTensor Result(TfLiteOperator op, long count)
    {
        TfLiteTensor output = _graph.Tensors[op.Output];
        return output.Count == count ? output : throw _buffer.Bad(op.Place, $"{output.Place} has {output.Count} elements, not {count}");
    }

    private UserErrorException Refuse(TfLiteOperator op, string why) => _buffer.Unsupported($"{op.Place}: {why}",
        op.Code == BuiltinOperators.FullyConnected ? Ways + " Convert without optimisation (float32), or with a representative dataset to int8 throughout." : Ways);
}
