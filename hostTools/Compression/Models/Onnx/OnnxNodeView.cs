using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx;

/// <summary>A node with its attributes by name and what is known of its inputs.</summary>
internal sealed class OnnxNodeView
{
    private readonly Dictionary<string, OnnxAttribute> _attributes = [];

    public OnnxNodeView(string file, OnnxNode node, Tensor?[] inputs, long opset)
    {
        File = file;
        Node = node;
        Inputs = inputs;
        Opset = opset;
        Title = $"{node.OpType} {Short(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "")}";
        foreach (OnnxAttribute attribute in node.Attribute) _attributes[attribute.Name] = attribute;
    }

    public string File { get; }
    public OnnxNode Node { get; }

    /// <summary>For people: "Gemm /1/Gemm".</summary>
    public string Title { get; }

    /// <summary>[input]: its tensor with type and shape (and, where constant, values), or null.</summary>
    public Tensor?[] Inputs { get; }

    /// <summary>The version of the node's domain.</summary>
    public long Opset { get; }

    public bool Has(string name) => _attributes.ContainsKey(name);
    public long Int(string name, long otherwise) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? a.I : otherwise;
    public float Float(string name, float otherwise) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? a.F : otherwise;
    public string Text(string name, string otherwise) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? Decode(a.S) : otherwise;
    public float[] Floats(string name) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Floats] : [];
    public long[] Ints(string name) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Ints] : [];
    public long[]? FindInts(string name) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Ints] : null;
    public string[] Texts(string name) => _attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Strings.Select(Decode)] : [];
    public Tensor? FindTensor(string name) => _attributes.TryGetValue(name, out OnnxAttribute? a) && a.T is { } tensor ? OnnxTensors.Read(File, $"{Title}, {name}", tensor) : null;

    /// <summary>Numbers that are either float32 in an attribute or of any type in a tensor named …_as_tensor.</summary>
    public double[] Numbers(string name) =>
        FindTensor(name + "_as_tensor") is { } tensor ? tensor.Values.ToArray() : [.. Floats(name).Select(value => (double)value)];

    public UserErrorException Malformed(string what) => Catalogue.ModelMalformed(File, Title, what);
    public UserErrorException Unsupported(string what, string help) => Catalogue.ModelUnsupported(File, $"{Title}: {what}", help);

    /// <summary>The post_transform attribute.</summary>
    public PostTransform Transform() => Text("post_transform", "NONE") switch
    {
        "NONE" => PostTransform.None,
        "SOFTMAX" => PostTransform.Softmax,
        "LOGISTIC" => PostTransform.Logistic,
        "SOFTMAX_ZERO" => PostTransform.SoftmaxZero,
        "PROBIT" => PostTransform.Probit,
        string other => throw Malformed($"post_transform is {Short(other)}"),
    };

    /// <summary>A name from the file, cut for messages.</summary>
    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Decode(Google.Protobuf.ByteString bytes) => Encoding.UTF8.GetString(bytes.Span);
}
