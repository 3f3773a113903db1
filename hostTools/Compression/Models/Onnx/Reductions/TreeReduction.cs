using Endcap.Compression.Models.Onnx.Trees;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Reductions;

/// <summary>Recognises a graph that is one tree ensemble between casts and copies.</summary>
internal static class TreeReduction
{
    public static TreeTeacher? TryBuild(OnnxGraphData graph, Func<string, TeacherOrigin> origin, TeacherInput[] inputs, string[] outputs)
    {
        if (graph.Inputs.Count != 1 || graph.Steps.Count(step => step.Op is TreeEnsembleOp) != 1) return null;
        if (!graph.Steps.All(step => step.Op is TreeEnsembleOp or Copy or CastTo)) return null;
        GraphStep step = graph.Steps.First(step => step.Op is TreeEnsembleOp);
        OnnxEnsemble ensemble = ((TreeEnsembleOp)step.Op).Ensemble;
        bool single = graph.Inputs[0].Type == TensorType.SinglePrecision;
        if (Source(graph, step.Inputs[0], type => type is TensorType.SinglePrecision or TensorType.DoublePrecision, type => single |= type == TensorType.SinglePrecision) != graph.Inputs[0].Slot) return null;

        bool isClassifier = ensemble.Transform.Labels is not null;
        int scores = step.Outputs[isClassifier ? 1 : 0], label = isClassifier ? step.Outputs[0] : -1;
        int[] ends = [.. graph.Results.Select(slot => Source(graph, slot, type => KeepsScores(type, ensemble) || IsFrom(graph, slot, label), _ => { }))];
        bool withLabel = isClassifier && ends[0] == label, withScores = ends[^1] == scores;
        if (ends.Length != (withLabel ? 1 : 0) + (withScores ? 1 : 0) || ends.Length == 0) return null;
        return ensemble.Build(origin(ensemble.Kind), inputs, single, outputs, ensemble.Transform.Only(withLabel, withScores));
    }

    // Scores that are float32 anyway may be cast to float32 and double.
    private static bool KeepsScores(TensorType type, OnnxEnsemble ensemble) =>
        type == TensorType.DoublePrecision || (type == TensorType.SinglePrecision && !ensemble.Transform.IsDouble);

    private static bool IsFrom(OnnxGraphData graph, int slot, int label) => Source(graph, slot, _ => true, _ => { }) == label;

    // The slot that a chain of copies and allowed casts starts from.
    private static int Source(OnnxGraphData graph, int slot, Func<TensorType, bool> allowed, Action<TensorType> seen)
    {
        while (graph.Steps.FirstOrDefault(step => step.Outputs.Contains(slot)) is { Op: Copy or CastTo } step)
        {
            if (step.Op is CastTo cast)
            {
                if (!allowed(cast.Type)) return -1;
                seen(cast.Type);
            }

            slot = step.Inputs[0];
        }

        return slot;
    }
}
