using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Google.Protobuf;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>
/// Reads a tree ensemble: nodes with ids in any order. Numbers are doubles; where all thresholds and values of the file are float32 numbers,
/// Core ML's compiler takes it for a float32 model (coremltools, force_32bit_float), so inputs and sums are rounded to float32.
/// </summary>
internal sealed class TreesReader(string path, TeacherInput[] inputs, TeacherOrigin origin)
{
    private const int MostNodes = 1 << 22, MostValues = 1 << 25, MostDimensions = 10_000;

    /// <summary>The teacher. Errors: E261, E262, E263.</summary>
    public Teacher Read(Ensemble ensemble, bool classifies)
    {
        Ensemble.Types.Parameters trees = ensemble.Trees ?? throw Malformed("the trees are missing");
        if (trees.Nodes.Count > MostNodes) throw Catalogue.ModelLimit(path, "the number of nodes", trees.Nodes.Count, MostNodes);
        if (trees.Dimensions is 0 or > MostDimensions) throw Malformed($"{trees.Dimensions} prediction dimensions");
        int width = (int)trees.Dimensions;
        if ((long)width * trees.Nodes.Count > MostValues) throw Catalogue.ModelLimit(path, "the number of leaf values", (long)width * trees.Nodes.Count, MostValues);
        if (trees.Base.Count != width && trees.Base.Count > 1) throw Malformed($"{trees.Base.Count} base values for {width} dimensions");
        double[]? labels = classifies ? ClassLabels.Of(path, ensemble.Int64Labels, ensemble.StringLabels) : null;
        CoreMlLink link = LinkOf(ensemble.Transform, width, labels);
        DecisionTree[] read = [.. ByTree(trees.Nodes).Select(nodes => new TreeBuilder(path, nodes, inputs.Length, width).Read())];
        double[] start = [.. Enumerable.Range(0, width).Select(k => trees.Base.Count == 0 ? 0 : trees.Base[trees.Base.Count == 1 ? 0 : k])];
        if (start.Any(value => !double.IsFinite(value))) throw Malformed("a base value is no finite number");
        bool single = read.SelectMany(tree => tree.Threshold.Concat(tree.Value)).Concat(start).All(number => (float)number == number);
        return new TreeTeacher
        {
            Origin = origin,
            Task = labels is null ? TeacherTask.Regression : labels.Length == 2 ? TeacherTask.Binary : TeacherTask.MultiClass,
            Inputs = inputs,
            RawNames = Names("raw", width),
            OutputNames = labels is null ? Names("prediction", width) : ClassLabels.OutputNames(labels),
            Trees = read,
            Target = new int[read.Length],
            Start = start,
            SinglePrecision = single,
            SinglePrecisionInputs = single,
            Width = width,
            Transform = new CoreMlTransform(link, labels),
            Objective = classifies ? "classification" : "regression",
        };
    }

    private static List<List<Node>> ByTree(IEnumerable<ByteString> nodes)
    {
        var trees = new Dictionary<ulong, List<Node>>();
        var order = new List<List<Node>>();
        foreach (ByteString bytes in nodes)
        {
            Node node = Node.Parser.ParseFrom(bytes);
            if (!trees.TryGetValue(node.Tree, out List<Node>? tree)) order.Add(tree = trees[node.Tree] = []);
            tree.Add(node);
        }

        return order;
    }

    private CoreMlLink LinkOf(int transform, int width, double[]? labels)
    {
        CoreMlLink link = transform is >= 0 and <= 3 ? (CoreMlLink)transform : throw Malformed($"transform {transform} is unknown");
        int own = link == CoreMlLink.SoftmaxWithZeroClass ? width + 1 : width;
        if (labels is null && link == CoreMlLink.SoftmaxWithZeroClass) throw Malformed("a regressor has a zero class");
        if (labels is not null && own != labels.Length && !(width == 1 && labels.Length == 2)) throw Malformed($"{width} dimensions for {labels.Length} classes");
        return link;
    }

    internal static string[] Names(string name, int count) => count == 1 ? [name] : [.. Enumerable.Range(0, count).Select(k => $"{name}_{k}")];

    private UserErrorException Malformed(string what) => Catalogue.ModelMalformed(path, "the tree ensemble", what);
}
