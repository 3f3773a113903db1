using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>A tree ensemble operator, read and checked, before it has the names of a model around it.</summary>
internal sealed class OnnxEnsemble
{
    public required IReadOnlyList<DecisionTree> Trees { get; init; }
    public required int[] Target { get; init; }
    public required int Width { get; init; }
    public required int Scores { get; init; }
    public required TreeAggregate Aggregate { get; init; }

    /// <summary>Number of trees where they are averaged, else 1.</summary>
    public required int Divisor { get; init; }

    /// <summary>[score]: added after the trees, or null.</summary>
    public required double[]? Base { get; init; }

    /// <summary>Whether thresholds and sums are float32.</summary>
    public required bool IsSingle { get; init; }

    public required OnnxTreeTransform Transform { get; init; }
    public required string Kind { get; init; }

    /// <summary>Number of columns that the trees look at.</summary>
    public int Columns => Trees.Max(tree => tree.Feature.Max()) + 1;

    /// <summary>The teacher of this operator.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="singleInputs">Whether inputs are rounded to float32 whatever the trees are.</param>
    /// <param name="outputNames">Names of the transform's outputs.</param>
    /// <param name="transform">The operator's transform, or a part of it.</param>
    public TreeTeacher Build(TeacherOrigin origin, IReadOnlyList<TeacherInput> inputs, bool singleInputs, IReadOnlyList<string> outputNames, OnnxTreeTransform transform) => new()
    {
        Origin = origin,
        Task = transform.Task,
        Inputs = inputs,
        RawNames = Scores == 1 ? ["raw"] : [.. Enumerable.Range(0, Scores).Select(k => $"raw_{k}")],
        OutputNames = outputNames,
        SinglePrecision = IsSingle,
        SinglePrecisionInputs = IsSingle || singleInputs,
        Trees = Trees,
        Target = Target,
        Start = new double[Scores],
        End = Base,
        Divisor = Divisor,
        Width = Width,
        Aggregate = Aggregate,
        Transform = transform,
        Objective = $"{Kind}, post_transform {transform.Name}",
    };
}
