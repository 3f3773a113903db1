using System.Runtime.InteropServices;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using ActivationCase = Endcap.Compression.Models.CoreMl.Proto.ActivationLayer.KindOneofCase;
using LayerCase = Endcap.Compression.Models.CoreMl.Proto.Layer.LayerOneofCase;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Reads a network that is a chain of innerProduct, activation and softmax layers.</summary>
internal sealed class NetworkReader(string path, TeacherInput[] inputs, TeacherOrigin origin)
{
    /// <summary>A network whose last layer is the prediction. Errors: E261, E262.</summary>
    public Teacher Read(Network network) => Teacher(network, outputs => TreesReader.Names("prediction", outputs), TeacherTask.Regression);

    /// <summary>A network whose last layer is the probabilities of the classes. Errors: E261, E262, E263.</summary>
    public Teacher ReadClassifier(Network network)
    {
        double[] labels = ClassLabels.Of(path, network.Int64Labels, network.StringLabels);
        TeacherTask task = labels.Length == 2 ? TeacherTask.Binary : TeacherTask.MultiClass;
        DenseTeacher dense = Teacher(network, outputs => [.. Enumerable.Range(0, outputs).Select(k => $"prob_{k}")], task);
        if (dense.OutputNames.Count != labels.Length) throw Malformed("the last layer", $"{dense.OutputNames.Count} outputs for {labels.Length} classes");
        return LabelledTeacher.Of(dense, labels);
    }

    private DenseTeacher Teacher(Network network, Func<int, string[]> names, TeacherTask task)
    {
        if (network.Preprocessing.Count > 0) throw Unsupported("preprocessing of images");
        var steps = new List<DenseStep>();
        string? last = null;
        int length = inputs.Length;
        foreach (Layer layer in network.Layers)
        {
            if (layer.Input.Count != 1 || layer.Output.Count != 1 || (last is not null && layer.Input[0] != last)) throw Unsupported($"layer '{layer.Name}' beside the chain");
            last = layer.Output[0];
            if (layer.LayerCase == LayerCase.Flatten) continue; // vectors are flat
            steps.Add(StepOf(layer, length));
            length = steps[^1].Outputs;
        }

        if (steps.Count == 0) throw Malformed("the network", "it has no layers");
        int raw = steps.Count - (steps.Count > 1 && steps[^1] is Activation { Kind: ActivationKind.Softmax or ActivationKind.Sigmoid } ? 1 : 0);
        return new DenseTeacher
        {
            Origin = origin, Task = task, Inputs = inputs, RawNames = TreesReader.Names("raw", length), OutputNames = names(length),
            SinglePrecision = true, Steps = steps, RawSteps = raw,
        };
    }

    private DenseStep StepOf(Layer layer, int length) => layer.LayerCase switch
    {
        LayerCase.InnerProduct => Dense(layer, layer.InnerProduct, length),
        LayerCase.Softmax => new Activation(length, ActivationKind.Softmax),
        LayerCase.Activation => layer.Activation.KindCase switch
        {
            ActivationCase.Relu => new Activation(length, ActivationKind.Relu),
            ActivationCase.LeakyRelu => new Activation(length, ActivationKind.LeakyRelu, layer.Activation.LeakyRelu.Alpha),
            ActivationCase.Tanh => new Activation(length, ActivationKind.Tanh),
            ActivationCase.Sigmoid => new Activation(length, ActivationKind.Sigmoid),
            _ => throw Unsupported($"the activation of layer '{layer.Name}'"),
        },
        _ => throw Unsupported($"the type of layer '{layer.Name}'"),
    };

    private FullyConnected Dense(Layer layer, InnerProduct product, int length)
    {
        if (product.Int8Dynamic) throw Unsupported($"layer '{layer.Name}' with int8 weights");
        if (product.Inputs != (ulong)length) throw Malformed($"layer '{layer.Name}'", $"it takes {product.Inputs} numbers where {length} come");
        float[] weights = Numbers(layer, product.Weights), bias = product.HasBias ? Numbers(layer, product.Bias) : [];
        if (product.Outputs is 0 or > int.MaxValue || (decimal)product.Inputs * product.Outputs != weights.Length)
            throw Malformed($"layer '{layer.Name}'", $"{weights.Length} weights for {product.Inputs} × {product.Outputs}");
        int outputs = (int)product.Outputs;
        if (product.HasBias && bias.Length != outputs) throw Malformed($"layer '{layer.Name}'", $"{bias.Length} biases for {outputs} outputs");
        return new FullyConnected(length, outputs, weights, product.HasBias ? bias : null);
    }

    private float[] Numbers(Layer layer, Weights? weights)
    {
        if (weights is null) return [];
        if (weights.Raw.Length > 0 || weights.Int8.Length > 0) throw Unsupported($"layer '{layer.Name}' with quantised weights");
        if (weights.Float16.Length == 0) return [.. weights.Floats];
        if (weights.Float16.Length % 2 != 0) throw Malformed($"layer '{layer.Name}'", "half a float16");
        var numbers = new float[weights.Float16.Length / 2];
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(weights.Float16.Span);
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (float)halves[i];
        return numbers;
    }

    private UserErrorException Malformed(string place, string what) => Catalogue.ModelMalformed(path, place, what);

    private UserErrorException Unsupported(string what) =>
        Catalogue.ModelUnsupported(path, $"{what} is not supported", "endcap reads chains of innerProduct, activation and softmax layers; export other networks to ONNX or TFLite.");
}
