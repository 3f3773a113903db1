using System.Globalization;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>TensorFlow Lite models: dense networks in float32 or int8.</summary>
public sealed class TfLiteFormat : TeacherFormat
{
    /// <inheritdoc/>
    public override string Name => "tflite";

    /// <inheritdoc/>
    public override string Title => "TensorFlow Lite";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) => file.Length >= 8 && file[4..8].SequenceEqual("TFL3"u8);

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        var buffer = new FlatBuffer(file, path);
        if (!Matches(file)) throw buffer.Bad("bytes 4 to 7", "the mark TFL3 is not there");
        TfLiteGraph graph = new TfLiteReader(buffer).Read();
        var plan = new TfLitePlan(buffer, graph);
        IReadOnlyList<TfLiteStep> steps = plan.Steps();
        return Chain(graph, steps) ?? (Teacher)Graph(graph, plan, steps);
    }

    private static TfLiteTeacher Graph(TfLiteGraph graph, TfLitePlan plan, IReadOnlyList<TfLiteStep> steps)
    {
        TfLiteTensor[] inputs = [.. graph.Inputs.Select(index => graph.Tensors[index])], outputs = [.. graph.Outputs.Select(index => graph.Tensors[index])];
        return new TfLiteTeacher
        {
            Origin = Origin(graph),
            Task = Task(graph, outputs.Sum(output => output.Count)),
            Inputs = [.. inputs.SelectMany(tensor => Enumerable.Repeat(new TeacherInput(null) { IsCategory = IsIndex(tensor) }, tensor.Count))],
            RawNames = [],
            OutputNames = Names(outputs.Sum(output => output.Count)),
            SinglePrecision = true,
            InputTensors = inputs,
            OutputTensors = outputs,
            Steps = steps,
            Floats = plan.Floats,
            Integers = plan.Integers,
            Computed = plan.Computed,
        };
    }

    // A graph of one float vector from layer to layer is a plain dense network.
    private static DenseTeacher? Chain(TfLiteGraph graph, IReadOnlyList<TfLiteStep> steps)
    {
        if (graph.Inputs.Length != 1 || graph.Outputs.Length != 1) return null;
        int at = graph.Inputs[0];
        var chain = new List<DenseStep>();
        foreach (TfLiteStep step in steps)
        {
            if (step is FloatStep { Rows: 1 } dense && dense.Input == at) chain.AddRange(dense.Fused is null ? [dense.Step] : [dense.Step, dense.Fused]);
            else if (step is not Copy { Name: "reshape" } copy || copy.Inputs[0] != at) return null;
            at = step.Output;
        }

        if (at != graph.Outputs[0] || chain.Count == 0) return null;
        return new DenseTeacher
        {
            Origin = Origin(graph),
            Task = Task(graph, chain[^1].Outputs),
            Inputs = [.. Enumerable.Repeat(new TeacherInput(null), chain[0].Inputs)],
            RawNames = [],
            OutputNames = Names(chain[^1].Outputs),
            SinglePrecision = true,
            Steps = chain,
            RawSteps = chain.Count,
        };
    }

    private static TeacherOrigin Origin(TfLiteGraph graph) => new("TensorFlow Lite", "", graph.Description);

    private static bool IsIndex(TfLiteTensor tensor) => tensor.Type is TfLiteType.Int32 or TfLiteType.Int64;

    // The file does not say what it was trained for; its last operator does.
    private static TeacherTask Task(TfLiteGraph graph, int outputs)
    {
        bool Ends(int code) => graph.Operators.Any(op => op.Code == code && IsLast(graph, op));
        if (outputs > 1 && Ends(BuiltinOperators.Softmax)) return TeacherTask.MultiClass;
        return outputs == 1 && Ends(BuiltinOperators.Logistic) ? TeacherTask.Binary : TeacherTask.Regression;
    }

    // The output itself, or what only changes its type afterwards.
    private static bool IsLast(TfLiteGraph graph, TfLiteOperator op) => graph.Outputs[0] == op.Output
        || graph.Operators.Any(after => after.Code is BuiltinOperators.Dequantize or BuiltinOperators.Quantize or BuiltinOperators.Reshape
            && after.Inputs.Contains(op.Output) && after.Output == graph.Outputs[0]);

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
