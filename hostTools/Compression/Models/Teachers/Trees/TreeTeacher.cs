using System.Globalization;

namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>
/// A sum of decision trees. The raw score of output k is ((start[k] + its leaves, in tree order) · <see cref="Scale"/> / <see cref="Divisor"/>) + <see cref="End"/>[k],
/// every step rounded to float32 where <see cref="Teacher.SinglePrecision"/> says so.
/// </summary>
public sealed class TreeTeacher : Teacher
{
    /// <summary>The trees, in the tool's order of summation.</summary>
    public required IReadOnlyList<DecisionTree> Trees { get; init; }

    /// <summary>[tree]: the raw score that the tree's first value adds to; its further values add to the scores after it.</summary>
    public required int[] Target { get; init; }

    /// <summary>[raw score]: what each sum starts from.</summary>
    public required double[] Start { get; init; }

    /// <summary>[raw score]: added at the end, or null.</summary>
    public double[]? End { get; init; }

    /// <summary>Multiplies the sum before <see cref="End"/> is added.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Divides the sum before <see cref="End"/> is added: the number of trees where ONNX averages them.</summary>
    public int Divisor { get; init; } = 1;

    /// <summary>How trees are combined; <see cref="TreeAggregate.Sum"/> but for some ONNX files.</summary>
    public TreeAggregate Aggregate { get; init; }

    /// <summary>Values per leaf.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Whether inputs are rounded to float32 before they are compared.</summary>
    public bool SinglePrecisionInputs { get; init; }

    /// <summary>Whether category codes between −1 and 0 are unknown rather than 0.</summary>
    public bool NegativeCategoryIsUnknown { get; init; }

    /// <summary>Turns raw scores into predictions.</summary>
    public required OutputTransform Transform { get; init; }

    /// <summary>The training objective in the tool's words.</summary>
    public required string Objective { get; init; }

    /// <summary>Number of nodes of all trees, leaves included.</summary>
    public int NodeCount => Trees.Sum(tree => tree.NodeCount);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("objective", Objective),
        new("trees", Trees.Count.ToString(CultureInfo.InvariantCulture)),
        new("nodes", NodeCount.ToString(CultureInfo.InvariantCulture)),
        new("scores", Start.Length.ToString(CultureInfo.InvariantCulture)),
        new("transform", Transform.Name),
    ];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new TreeScorer(this);
}
