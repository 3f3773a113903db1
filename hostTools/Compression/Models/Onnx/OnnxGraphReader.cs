using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;

namespace Endcap.Compression.Models.Onnx;

/// <summary>
/// Reads a graph and runs it on a row of zeros as it goes, so that every shape is known and checked. Nodes stand after what they need
/// (the format's rule), so there are no cycles. What depends on constants alone becomes a constant.
/// </summary>
internal sealed class OnnxGraphReader(string file, OnnxModel model)
{
    private const int MostNodes = 10_000;
    private readonly Dictionary<string, int> _slotOf = [];
    private readonly List<Tensor?> _constants = [];
    private readonly List<Tensor> _slots = [];
    private readonly List<GraphStep> _steps = [];
    private readonly GraphBudget _budget = new();

    public OnnxGraphData Read()
    {
        OnnxGraph graph = model.Graph;
        if (graph.Node.Count > MostNodes) throw Catalogue.ModelLimit(file, "number of nodes", graph.Node.Count, MostNodes);
        foreach (OnnxTensor tensor in graph.Initializer) AddConstant(tensor.Name, OnnxTensors.Read(file, $"initializer {OnnxNodeView.Short(tensor.Name)}", tensor));
        List<GraphInput> inputs = new OnnxInputs(file, graph).Read([.. _slotOf.Keys]);
        for (int i = 0; i < inputs.Count; i++)
        {
            inputs[i] = inputs[i] with { Slot = Add(inputs[i].Name, null, new Tensor(_budget)) };
            _slots[inputs[i].Slot].Reset(inputs[i].Type, inputs[i].Shape).Clear();
        }

        foreach (OnnxNode node in graph.Node) AddNode(node);
        if (graph.Output.Count == 0) throw Catalogue.ModelMalformed(file, "the graph", "it has no outputs");
        return new OnnxGraphData(inputs, _steps, _constants, _slots, [.. graph.Output.Select(output => Find(output.Name, "the graph's outputs"))]);
    }

    private void AddNode(OnnxNode node)
    {
        int[] inputs = [.. node.Input.Select(name => name.Length == 0 ? -1 : Find(name, $"node {OnnxNodeView.Short(node.Name)}"))];
        var view = new OnnxNodeView(file, node, [.. inputs.Select(slot => slot < 0 ? null : _slots[slot])], Opset(node.Domain));
        if (node.Output.Count == 0) throw view.Malformed("no outputs");
        if (node.OpType == "Constant" && node.Domain.Length == 0)
        {
            AddConstant(node.Output[0], ConstantOf(view));
            return;
        }

        bool isConstant = inputs.Length > 0 && Array.TrueForAll(inputs, slot => slot < 0 || _constants[slot] is not null);
        if (isConstant && node.OpType == "Identity" && inputs[0] >= 0)
        {
            if (!_slotOf.TryAdd(node.Output[0], inputs[0])) throw view.Malformed($"{OnnxNodeView.Short(node.Output[0])} is there twice");
            return;
        }

        AddStep(view, inputs, isConstant);
    }

    private void AddStep(OnnxNodeView view, int[] inputs, bool isConstant)
    {
        OnnxNode node = view.Node;
        GraphOp op = OnnxOps.Create(view);
        Tensor[] results = [.. Enumerable.Range(0, Math.Max(2, node.Output.Count)).Select(_ => new Tensor(_budget))];
        try
        {
            _budget.NewRow();
            op.Run(view.Inputs, results);
        }
        catch (GraphFaultException e)
        {
            throw view.Malformed(e.Message);
        }

        var outputs = new int[results.Length];
        Array.Fill(outputs, -1);
        for (int i = 0; i < node.Output.Count; i++)
            if (node.Output[i].Length > 0) outputs[i] = Add(node.Output[i], isConstant ? results[i] : null, results[i]);
        if (!isConstant) _steps.Add(new GraphStep(op, node.OpType, view.Title[(node.OpType.Length + 1)..], inputs, outputs));
    }

    private static Tensor ConstantOf(OnnxNodeView view)
    {
        if (view.FindTensor("value") is { } tensor) return tensor;
        if (view.Has("value_float")) return new Tensor(TensorType.SinglePrecision, [], [view.Float("value_float", 0)]);
        if (view.Has("value_int")) return new Tensor(TensorType.Whole, [], [view.Int("value_int", 0)]);
        double[]? numbers = view.Has("value_floats") ? view.Numbers("value_floats") : view.FindInts("value_ints")?.Select(value => (double)value).ToArray();
        if (numbers is null) throw view.Unsupported("a constant that is no numbers", "Export the model with numbers only.");
        return new Tensor(view.Has("value_floats") ? TensorType.SinglePrecision : TensorType.Whole, [numbers.Length], numbers);
    }

    private void AddConstant(string name, Tensor tensor) => Add(name, tensor, tensor);

    private int Add(string name, Tensor? constant, Tensor slot)
    {
        if (!_slotOf.TryAdd(name, _slots.Count)) throw Catalogue.ModelMalformed(file, "the graph", $"{OnnxNodeView.Short(name)} is there twice");
        _constants.Add(constant);
        _slots.Add(slot);
        return _slots.Count - 1;
    }

    private int Find(string name, string place) =>
        _slotOf.TryGetValue(name, out int slot) ? slot : throw Catalogue.ModelMalformed(file, place, $"{OnnxNodeView.Short(name)} is not computed before it");

    // Files end with these: one that was cut has none.
    private long Opset(string domain)
    {
        string known = domain == "ai.onnx" ? "" : domain;
        return model.OpsetImport.FirstOrDefault(opset => (opset.Domain == "ai.onnx" ? "" : opset.Domain) == known)?.Version
            ?? throw Catalogue.ModelMalformed(file, "the model", $"it uses operators of the domain \"{OnnxNodeView.Short(domain)}\" and does not say their version");
    }
}
