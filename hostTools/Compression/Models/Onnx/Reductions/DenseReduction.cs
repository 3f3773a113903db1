using Endcap.Compression.Models.Onnx.Ml;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;

namespace Endcap.Compression.Models.Onnx.Reductions;

/// <summary>Recognises a graph that is one chain of float32 layers: scalers, linear layers, activations.</summary>
internal sealed class DenseReduction
{
    private readonly OnnxGraphData _graph;
    private readonly List<DenseStep> _steps = [];
    private int _slot, _label = -1;
    private Linear? _linear;
    private string? _norm;

    private DenseReduction(OnnxGraphData graph)
    {
        _graph = graph;
        _slot = graph.Inputs[0].Slot;
    }

    public static DenseTeacher? TryBuild(OnnxGraphData graph, Func<string, TeacherOrigin> origin, TeacherTask task, TeacherInput[] inputs, string[] outputs)
    {
        if (graph.Inputs.Count != 1 || graph.Inputs[0].Type != TensorType.SinglePrecision) return null;
        var chain = new DenseReduction(graph);
        return graph.Steps.All(chain.TryAdd) && chain.TryEnd() ? chain.Build(origin("dense"), task, inputs, outputs) : null;
    }

    private DenseTeacher Build(TeacherOrigin origin, TeacherTask task, TeacherInput[] inputs, string[] outputs)
    {
        bool hasEnd = _steps.Count > 1 && _steps[^1] is LinearOutput or Activation { Kind: ActivationKind.Sigmoid or ActivationKind.Softmax };
        int raw = _steps[^1].Inputs;
        return new DenseTeacher
        {
            Origin = origin,
            Task = task,
            Inputs = inputs,
            RawNames = !hasEnd ? [] : raw == 1 ? ["raw"] : [.. Enumerable.Range(0, raw).Select(k => $"raw_{k}")],
            OutputNames = outputs,
            SinglePrecision = true,
            Steps = _steps,
            RawSteps = _steps.Count - (hasEnd ? 1 : 0),
        };
    }

    private bool TryAdd(GraphStep step)
    {
        int data = Array.IndexOf(step.Inputs, _slot);
        bool others = step.Inputs.Where((slot, i) => i != data && slot >= 0).All(slot => _graph.Constants[slot] is not null);
        if (data < 0 || !others || !TryAdd(step, data)) return false;
        bool isClassifier = step.Op is Linear { IsClassifier: true };
        if (isClassifier) _label = step.Outputs[0];
        _slot = step.Outputs[isClassifier ? 1 : 0];
        return true;
    }

    private bool TryAdd(GraphStep step, int data)
    {
        if (step.Op is Copy || (step.Op is Reshape && data == 0) || step.Op is CastTo { Type: TensorType.SinglePrecision }) return true;
        if (_linear is not null) return TryNormalise(step.Op);
        int length = _graph.Slots[_slot].Count;
        Tensor?[] inputs = [.. step.Inputs.Select(slot => slot < 0 ? null : _graph.Slots[slot])];
        if (step.Op is Linear linear)
        {
            _linear = linear;
            if (linear.Coefficients.Length != (long)length * linear.Intercepts.Length) return false;
            _steps.Add(new FullyConnected(length, linear.Intercepts.Length, linear.Coefficients, linear.Intercepts));
            return true;
        }

        DenseStep? found = DenseSteps.TryRead(step, data, inputs, length);
        if (found is null || found.Inputs != length || found.Outputs != _graph.Slots[step.Outputs[0]].Count) return false;
        bool isBias = found is Affine && step.Kind == "Add" && _steps.LastOrDefault() is FullyConnected { Bias: null };
        if (isBias) _steps[^1] = (FullyConnected)_steps[^1] with { Bias = [.. ((Affine)found).Offset.Select(offset => -offset)] };
        else _steps.Add(found);
        return true;
    }

    private bool TryNormalise(GraphOp op)
    {
        if (op is not Normalizer normalizer || _norm is not null) return false;
        _norm = normalizer.Norm;
        return true;
    }

    // The last result is the end of the chain; a label may stand before it.
    private bool TryEnd()
    {
        if (_graph.Results[^1] != _slot || _graph.Results.Count > 2) return false;
        bool label = _graph.Results.Count == 2;
        if (label && _graph.Results[0] != _label) return false;
        if (_linear is not null) _steps.Add(new LinearOutput(_linear, _norm, label));
        return _steps.Count > 0;
    }
}
