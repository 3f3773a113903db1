using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;

namespace Endcap.Compression.Models.Safetensors;

/// <summary>
/// The network that named tensors make: weights files hold tensors only, so <c>NAME.layers.json</c> beside <c>NAME.safetensors</c> or
/// <c>NAME.pt</c> says which layers they are, in which order. README.md beside this file documents it.
/// </summary>
/// <param name="path">The weights file.</param>
/// <param name="tensors">Its tensors.</param>
internal sealed class LayersFile(string path, IReadOnlyList<StoredTensor> tensors)
{
    private const int MostLayers = 64;
    private const long MostBytes = 1 << 20;

    private readonly string _json = System.IO.Path.ChangeExtension(path, ".layers.json");
    private readonly Dictionary<string, StoredTensor> _tensors = tensors.ToDictionary(tensor => tensor.Name);

    /// <summary>Builds the network. Errors: E262 (no such file, tensors that do not fit), E263, E42x (the JSON).</summary>
    public DenseTeacher Build(string tool, string kind)
    {
        if (!File.Exists(_json)) throw LayersProposal.Missing(path, _json, tensors);
        byte[] text = InputFile.ReadAllBytes(_json);
        if (text.Length > MostBytes) throw Catalogue.ModelLimit(_json, "the file's length", text.Length, MostBytes);
        JsonValue root = JsonText.Parse(text, _json).AsObject("inputs", "layers", "output", "task");
        IReadOnlyList<JsonValue> layers = root.Member("layers").AsArray();
        if (layers.Count == 0) throw Wrong(root.Member("layers"), "there is no layer", "List at least one layer.");
        if (layers.Count > MostLayers) throw Catalogue.ModelLimit(_json, "the number of layers", layers.Count, MostLayers);

        var steps = new List<DenseStep>();
        foreach (JsonValue layer in layers) Add(steps, layer);
        int rawSteps = steps.Count, outputs = steps[^1].Outputs;
        int output = root.OptionalMember("output")?.AsWord("identity", "sigmoid", "softmax") ?? 0;
        if (output > 0) steps.Add(new Activation(outputs, output == 1 ? ActivationKind.Sigmoid : ActivationKind.Softmax));
        return new DenseTeacher
        {
            Origin = new TeacherOrigin(tool, "", kind),
            Task = Task(root.OptionalMember("task"), output, outputs),
            Inputs = Inputs(root.OptionalMember("inputs"), steps[0].Inputs),
            RawNames = output == 0 ? [] : RawNames(outputs),
            OutputNames = [.. Enumerable.Range(0, outputs).Select(Number)],
            SinglePrecision = true,
            Steps = steps,
            RawSteps = rawSteps,
        };
    }

    private void Add(List<DenseStep> steps, JsonValue layer)
    {
        DenseStep step = layer.AsAnyObject().Member("type").AsWord("linear", "scale", "activation") switch
        {
            0 => Linear(layer.AsObject("type", "weight", "bias", "transposed", "activation", "alpha")),
            1 => Scale(layer.AsObject("type", "offset", "divide", "multiply")),
            _ => Activation(layer.AsObject("type", "activation", "alpha"), steps.Count > 0 ? steps[^1].Outputs : 0)
                ?? throw Wrong(layer, "a layer of type \"activation\" needs one, and a layer before it", "Name relu, relu6, leakyRelu, sigmoid, tanh or softmax."),
        };
        if (steps.Count > 0 && steps[^1].Outputs != step.Inputs)
            throw Wrong(layer, $"it takes {step.Inputs} values, but the layer before gives {steps[^1].Outputs}", "Put the layers into the model's order.");
        steps.Add(step);
        if (step is FullyConnected && Activation(layer, step.Outputs) is Activation after) steps.Add(after);
    }

    private FullyConnected Linear(JsonValue layer)
    {
        StoredTensor weight = Tensor(layer.Member("weight"), 2);
        int outputs = weight.Shape[0], inputs = weight.Shape[1];
        float[] weights = weight.Floats();
        if (Flag(layer.OptionalMember("transposed")))
        {
            weights = Transposed(weights, outputs, inputs);
            (outputs, inputs) = (inputs, outputs);
        }

        return new FullyConnected(inputs, outputs, weights, layer.OptionalMember("bias") is JsonValue bias ? Vector(bias, outputs) : null);
    }

    private Affine Scale(JsonValue layer)
    {
        JsonValue? offset = layer.OptionalMember("offset"), divide = layer.OptionalMember("divide"), multiply = layer.OptionalMember("multiply");
        if (divide is null == multiply is null) throw Wrong(layer, "a layer of type \"scale\" has either \"divide\" or \"multiply\"", "It gives (x - offset) / divide, or (x - offset) * multiply.");
        float[] scale = Vector((divide ?? multiply)!, null);
        if (divide is not null) scale = [.. scale.Select(value => 1 / value)];
        return new Affine(offset is null ? new float[scale.Length] : Vector(offset, scale.Length), scale);
    }

    private static Activation? Activation(JsonValue layer, int length)
    {
        ActivationKind[] kinds = [ActivationKind.Relu, ActivationKind.Relu6, ActivationKind.LeakyRelu, ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.Softmax];
        int kind = layer.OptionalMember("activation")?.AsWord("none", "relu", "relu6", "leakyRelu", "sigmoid", "tanh", "softmax") ?? 0;
        double alpha = layer.OptionalMember("alpha")?.AsNumber() ?? 0.01; // PyTorch's default slope
        return kind == 0 || length == 0 ? null : new Activation(length, kinds[kind - 1], (float)alpha);
    }

    private StoredTensor Tensor(JsonValue name, int dimensions)
    {
        if (!_tensors.TryGetValue(name.AsText(), out StoredTensor? tensor))
            throw Wrong(name, $"there is no tensor \"{Catalogue.Short(name.Text)}\" in {path}", LayersProposal.List(tensors));
        if (!tensor.Type.IsFloat()) throw Wrong(name, $"its elements are of type {tensor.Type}", "Layers are made of float tensors.");
        if (tensor.Shape.Length != dimensions || tensor.Count == 0)
            throw Wrong(name, $"its shape is {tensor.ShapeText}", dimensions == 2 ? "A weight is [outputs, inputs]." : "A bias, offset or scale is a vector.");
        return tensor;
    }

    private float[] Vector(JsonValue name, int? length)
    {
        StoredTensor tensor = Tensor(name, 1);
        return length is null || tensor.Count == length ? tensor.Floats() : throw Wrong(name, $"it has {tensor.Count} elements, not {length}", "It belongs to another layer.");
    }

    private static TeacherInput[] Inputs(JsonValue? names, int count)
    {
        if (names is null) return [.. Enumerable.Repeat(new TeacherInput(null), count)];
        TeacherInput[] inputs = [.. names.AsArray().Select(name => new TeacherInput(name.AsText()))];
        if (inputs.Length != count) throw Wrong(names, $"{inputs.Length} names, but the first layer takes {count} values", "Name each value once, in the order of the training columns.");
        return inputs.Select(input => input.Name).Distinct().Count() == count ? inputs : throw Wrong(names, "a name is there twice", "Give each value its own name.");
    }

    private static TeacherTask Task(JsonValue? task, int output, int outputs) => task is null
        ? output == 1 && outputs == 1 ? TeacherTask.Binary : output == 2 ? TeacherTask.MultiClass : TeacherTask.Regression
        : (TeacherTask)task.AsWord("regression", "binary", "multiClass", "ranking");

    private static bool Flag(JsonValue? value) => value is not null && value.Kind switch
    {
        System.Text.Json.JsonValueKind.True => true,
        System.Text.Json.JsonValueKind.False => false,
        _ => throw value.WrongType("true or false"),
    };

    private static float[] Transposed(float[] from, int rows, int columns)
    {
        var to = new float[from.Length];
        for (int i = 0; i < from.Length; i++) to[i % columns * rows + i / columns] = from[i];
        return to;
    }

    private static string[] RawNames(int count) => count == 1 ? ["raw"] : [.. Enumerable.Range(0, count).Select(i => $"raw_{Number(i)}")];

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static UserErrorException Wrong(JsonValue at, string what, string help) => Catalogue.ModelUnsupported(at.Where, what, help);
}
