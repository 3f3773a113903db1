using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>
/// A TFLite graph that is not a plain float chain: int8, several inputs, lookups. Rows and predictions are the tensors' own elements:
/// an int8 network takes and gives int8 numbers, as TFLite's interpreter does; values between are rounded, values outside saturate.
/// A missing integer or an index outside its table gives NaN.
/// </summary>
internal sealed class TfLiteTeacher : Teacher
{
    public required TfLiteTensor[] InputTensors { get; init; }
    public required TfLiteTensor[] OutputTensors { get; init; }
    public required IReadOnlyList<TfLiteStep> Steps { get; init; }
    public required float[]?[] Floats { get; init; }
    public required int[]?[] Integers { get; init; }
    public required IReadOnlyList<TfLiteTensor> Computed { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("layers", string.Join("; ", Steps.Select(step => step.Text))),
        .. InputTensors.Select((tensor, i) => new KeyValuePair<string, string>($"input {i}", Elements(tensor))),
        .. OutputTensors.Select((tensor, i) => new KeyValuePair<string, string>($"output {i}", Elements(tensor))),
    ];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new TfLiteScorer(this);

    private static string Elements(TfLiteTensor tensor) => tensor.Scales.Length == 1
        ? FormattableString.Invariant($"{tensor.Count} {tensor.Type}: {tensor.Scale:R} * (q - {tensor.Zero})")
        : FormattableString.Invariant($"{tensor.Count} {tensor.Type}");
}
