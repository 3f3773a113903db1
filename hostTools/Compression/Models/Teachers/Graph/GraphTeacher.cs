using System.Globalization;

namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>A graph of operations on tensors that is neither one tree ensemble nor a chain of dense layers.</summary>
public sealed class GraphTeacher : Teacher
{
    /// <summary>The file, for messages about rows that the graph cannot take.</summary>
    public required string File { get; init; }

    /// <summary>The operations in an order in which they can run.</summary>
    public required IReadOnlyList<GraphStep> Steps { get; init; }

    /// <summary>[slot]: its constant, or null for what inputs and operations fill.</summary>
    public required IReadOnlyList<Tensor?> Constants { get; init; }

    /// <summary>The input tensors; their columns follow one another in a row.</summary>
    public required IReadOnlyList<GraphInput> GraphInputs { get; init; }

    /// <summary>Slots of the results, one after the other; together as many numbers as there are output names.</summary>
    public required IReadOnlyList<int> Results { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("nodes", Steps.Count.ToString(CultureInfo.InvariantCulture)),
        new("operations", string.Join(", ", Steps.Select(step => step.Kind).Distinct().Order(StringComparer.Ordinal))),
        new("constants", Constants.Sum(constant => (long)(constant?.Count ?? 0)).ToString(CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new GraphScorer(this);
}
