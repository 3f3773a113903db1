using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;

namespace Endcap.Compression.Models.Onnx;

/// <summary>The operators of ONNX's own domain that endcap knows.</summary>
internal static class OnnxOps
{
    private static readonly Dictionary<string, Func<OnnxNodeView, GraphOp>> Known = new()
    {
        ["Abs"] = _ => new Elementwise(Math.Abs),
        ["Add"] = _ => new Broadcast((a, b) => a + b),
        ["ArgMax"] = node => new ArgMax(node.Int("axis", 0), node.Int("keepdims", 1) != 0, node.Int("select_last_index", 0) != 0),
        ["BatchNormalization"] = node => new BatchNormalization(node.Float("epsilon", 1e-5f)),
        ["Cast"] = Cast,
        ["Clip"] = node => new Clip(node.Float("min", float.NegativeInfinity), node.Float("max", float.PositiveInfinity)),
        ["Concat"] = node => new Concat(node.Int("axis", 0)),
        ["Div"] = node => new Broadcast(IsInteger(node) ? Divide : (a, b) => a / b),
        ["Dropout"] = _ => new Copy(),
        ["Elu"] = node => Elu(node.Float("alpha", 1)),
        ["Exp"] = _ => new Elementwise(Math.Exp),
        ["Flatten"] = node => Flatten(node.Int("axis", 1)),
        ["Gather"] = node => new Gather(node.Int("axis", 0)),
        ["Gemm"] = node => new Gemm(node.Float("alpha", 1), node.Float("beta", 1), node.Int("transA", 0) != 0, node.Int("transB", 0) != 0),
        ["Identity"] = _ => new Copy(),
        ["LeakyRelu"] = node => LeakyRelu(node.Float("alpha", 0.01f)),
        ["Log"] = _ => new Elementwise(Math.Log),
        ["LogSoftmax"] = node => Softmax(node, true),
        ["MatMul"] = _ => new MatMul(),
        ["Mul"] = _ => new Broadcast((a, b) => a * b),
        ["Neg"] = _ => new Elementwise(x => -x),
        ["Pow"] = _ => new Broadcast(Math.Pow),
        ["PRelu"] = _ => new Broadcast((x, slope) => x < 0 ? x * slope : x),
        ["ReduceL2"] = node => ReduceOf(node, ReduceKind.Norm),
        ["ReduceMax"] = node => ReduceOf(node, ReduceKind.Most),
        ["ReduceMean"] = node => ReduceOf(node, ReduceKind.Mean),
        ["ReduceSum"] = node => ReduceOf(node, ReduceKind.Sum),
        ["Relu"] = _ => new Elementwise(x => x < 0 ? 0 : x),
        ["Reshape"] = Reshape,
        ["Shape"] = _ => new ShapeOf(),
        ["Sigmoid"] = _ => new Elementwise(x => 1 / (1 + Math.Exp(-x))),
        ["Slice"] = node => new Slice(node.Has("starts") ? (node.Ints("starts"), node.Ints("ends"), node.FindInts("axes")) : null),
        ["Softmax"] = node => Softmax(node, false),
        ["Softplus"] = _ => new Elementwise(x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
        ["Sqrt"] = _ => new Elementwise(Math.Sqrt),
        ["Squeeze"] = node => Axes(node.FindInts("axes"), (x, axes) => Teachers.Graph.Ops.Reshape.Squeeze(x, axes)),
        ["Sub"] = _ => new Broadcast((a, b) => a - b),
        ["Tanh"] = _ => new Elementwise(Math.Tanh),
        ["Transpose"] = node => new Transpose(node.FindInts("perm")),
        ["Unsqueeze"] = node => Axes(node.FindInts("axes"), (x, axes) => Teachers.Graph.Ops.Reshape.Unsqueeze(x, axes ?? [])),
    };

    /// <summary>Makes the operation of a node. Errors: E261, E262 (unknown).</summary>
    public static GraphOp Create(OnnxNodeView node)
    {
        bool ml = node.Node.Domain == "ai.onnx.ml";
        if (node.Node.Domain is not ("" or "ai.onnx" or "ai.onnx.ml"))
            throw node.Unsupported($"an operator of the domain {OnnxNodeView.Short(node.Node.Domain)}", "Export the model with standard operators only.");
        if ((ml ? MlOps.Known : Known).TryGetValue(node.Node.OpType, out Func<OnnxNodeView, GraphOp>? create)) return create(node);
        throw node.Unsupported($"the operator {OnnxNodeView.Short(node.Node.OpType)} is not among those that endcap runs",
            ml ? "Take that step out of the pipeline before the export and do it to the data; tree ensembles, linear models and scalers can stay."
               : "Export the part of the model after that step and feed it the step's results, or distil the model from its predictions: endcap train on a column that holds them.");
    }

    private static bool IsInteger(OnnxNodeView node) => node.Inputs.FirstOrDefault()?.Type == TensorType.Whole;

    private static double Divide(double a, double b) => b == 0 ? throw new GraphFaultException("a division by 0") : Math.Truncate(a / b);

    private static CastTo Cast(OnnxNodeView node)
    {
        long to = node.Int("to", 0);
        return OnnxTensors.TypeOf(to is > 0 and < 100 ? (int)to : 0) is { } type
            ? new CastTo(type)
            : throw node.Unsupported($"numbers of ONNX's type {to}", "Export the model in float32.");
    }

    private static Elementwise LeakyRelu(float alpha) => new(x => x < 0 ? x * alpha : x) { Alpha = alpha };
    private static Elementwise Elu(float alpha) => new(x => x < 0 ? alpha * (Math.Exp(x) - 1) : x);
    private static Reshape Flatten(long axis) => new((x, _) => Teachers.Graph.Ops.Reshape.Flat(x, axis));

    // Before opset 13 the axes were an attribute.
    private static Reshape Axes(long[]? attribute, Func<Tensor, long[]?, int[]> shape) =>
        new((x, input) => shape(x, attribute ?? (input is null ? null : Integers(input))));

    private static Reshape Reshape(OnnxNodeView node)
    {
        bool zeroIsZero = node.Int("allowzero", 0) != 0;
        long[]? attribute = node.FindInts("shape");
        return new((x, input) => Teachers.Graph.Ops.Reshape.To(x, attribute ?? Integers(input ?? throw new GraphFaultException("its shape is missing")), zeroIsZero));
    }

    private static long[] Integers(Tensor tensor) => [.. tensor.Values.ToArray().Select(value => (long)value)];

    private static Reduce ReduceOf(OnnxNodeView node, ReduceKind kind) =>
        new(node.FindInts("axes"), node.Int("keepdims", 1) != 0, node.Int("noop_with_empty_axes", 0) != 0, kind);

    // Before opset 13 all dimensions from axis 1 on were one.
    private static Softmax Softmax(OnnxNodeView node, bool log)
    {
        bool flat = node.Opset < 13;
        return new Softmax(node.Int("axis", flat ? 1 : -1), flat, log);
    }
}
