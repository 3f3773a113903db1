using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Onnx.Reductions;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx;

/// <summary>Reads a model: its graph, its names, and the strongest neutral form that it is.</summary>
internal sealed class OnnxReader(string file, OnnxModel model)
{
    private const int MostOutputs = 4096;

    public Teacher Read()
    {
        OnnxGraphData graph = new OnnxGraphReader(file, model).Read();
        TeacherInput[] inputs = Inputs(graph);
        string[] outputs = OutputNames(graph);
        return TreeReduction.TryBuild(graph, Origin, inputs, outputs)
            ?? (Teacher?)DenseReduction.TryBuild(graph, Origin, Task(graph), inputs, outputs)
            ?? Whole(graph, inputs, outputs);
    }

    private TeacherOrigin Origin(string kind) =>
        new("ONNX", string.Join(' ', new[] { OnnxNodeView.Short(model.ProducerName), OnnxNodeView.Short(model.ProducerVersion) }.Where(part => part.Length > 0)), kind);

    private GraphTeacher Whole(OnnxGraphData graph, TeacherInput[] inputs, string[] outputs) => new GraphTeacher
    {
        File = file,
        Origin = Origin("graph"),
        Task = Task(graph),
        Inputs = inputs,
        RawNames = [],
        OutputNames = outputs,
        SinglePrecision = graph.Results.All(slot => graph.Slots[slot].Type != TensorType.DoublePrecision),
        GraphInputs = graph.Inputs,
        Steps = graph.Steps,
        Constants = graph.Constants,
        Results = graph.Results,
    };

    // Names say something where each column is an input of its own; "X" for all columns does not.
    private static TeacherInput[] Inputs(OnnxGraphData graph)
    {
        bool named = graph.Inputs.Count > 1 && graph.Inputs.All(input => input.Columns == 1);
        return [.. graph.Inputs.SelectMany(input => Enumerable.Repeat(new TeacherInput(named ? input.Name : null), input.Columns))];
    }

    // As pandas names the columns of what each tool's users call: predict and predict_proba, or the module's tensor by position.
    private string[] OutputNames(OnnxGraphData graph)
    {
        int numbers = 0;
        foreach (int slot in graph.Results)
        {
            numbers = Math.Min(numbers, MostOutputs) + graph.Slots[slot].Count;
            if (numbers > MostOutputs) throw Catalogue.ModelLimit(file, "number of results", numbers, MostOutputs);
        }

        if (numbers == 0) throw Catalogue.ModelMalformed(file, "the graph", "its outputs are empty");
        if (graph.Results.Count == 2 && graph.Results.Count(graph.IsLabel) == 1)
            return [.. graph.Results.SelectMany(slot => graph.IsLabel(slot) ? ["prediction"] : Numbered("prob_", graph.Slots[slot].Count))];
        if (numbers == 1 && model.ProducerName != "pytorch") return ["prediction"];
        bool isClassifier = model.Graph.Node.Any(node => node.OpType.EndsWith("Classifier", StringComparison.Ordinal));
        bool isLearner = model.Graph.Node.Any(node => node.Domain == "ai.onnx.ml");
        return [.. Numbered(isClassifier ? "prob_" : isLearner ? "prediction_" : "", numbers)];
    }

    private static IEnumerable<string> Numbered(string prefix, int count) =>
        Enumerable.Range(0, count).Select(k => prefix + k.ToString(CultureInfo.InvariantCulture));

    private static TeacherTask Task(OnnxGraphData graph)
    {
        int label = graph.Results.Count(graph.IsLabel);
        int classes = graph.Results.Where(slot => !graph.IsLabel(slot)).Sum(slot => graph.Slots[slot].Count);
        string last = graph.Steps.Count > 0 ? graph.Steps[^1].Kind : "";
        if (label == 1) return classes > 2 ? TeacherTask.MultiClass : TeacherTask.Binary;
        if (last == "Sigmoid" && classes == 1) return TeacherTask.Binary;
        return last == "Softmax" && classes > 1 ? classes == 2 ? TeacherTask.Binary : TeacherTask.MultiClass : TeacherTask.Regression;
    }
}
