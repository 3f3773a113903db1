using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>
/// The outputs of a tree ensemble operator: the label (of a classifier) and the scores, as ONNX Runtime computes them
/// (tree_ensemble_aggregator.h); two classes of which only one has weights are its "binary case".
/// </summary>
internal sealed class OnnxTreeTransform : OutputTransform
{
    public required PostTransform Post { get; init; }

    /// <summary>[class]: labels, as texts' numbers where they are texts; null: a regressor.</summary>
    public double[]? Labels { get; init; }

    /// <summary>Texts of the labels, or null.</summary>
    public string[]? Texts { get; init; }

    /// <summary>Whether all weights belong to one of two classes.</summary>
    public bool IsBinaryCase { get; init; }

    /// <summary>Whether no weight is negative: the score is then a probability.</summary>
    public bool IsPositive { get; init; }

    /// <summary>Two base values where class 1 has weights: the second score is this + score 0, the first its negative; NaN: not so.</summary>
    public double Mirror { get; init; } = double.NaN;

    /// <summary>[score]: whether a class has weights; a score without leaves as 0, base value or not, as ONNX Runtime has it. Null: all have.</summary>
    public bool[]? HasWeights { get; init; }

    /// <summary>Whether scores leave as double (TreeEnsemble of opset 5 on doubles).</summary>
    public bool IsDouble { get; init; }

    public bool WithLabel { get; init; } = true;
    public bool WithScores { get; init; } = true;
    public override string Name => Post.ToString().ToUpperInvariant();
    public TeacherTask Task => Labels is null ? TeacherTask.Regression : Labels.Length == 2 ? TeacherTask.Binary : TeacherTask.MultiClass;

    /// <summary>How many numbers a label and scores are, for raw scores.</summary>
    public int CountFor(int scores) => (Labels is not null && WithLabel ? 1 : 0) + (!WithScores ? 0 : Labels?.Length ?? scores);

    /// <summary>The same with fewer outputs.</summary>
    public OnnxTreeTransform Only(bool label, bool scores) => new()
    {
        Post = Post, Labels = Labels, Texts = Texts, IsBinaryCase = IsBinaryCase, IsPositive = IsPositive,
        Mirror = Mirror, HasWeights = HasWeights, IsDouble = IsDouble, WithLabel = label, WithScores = scores,
    };

    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        if (!double.IsNaN(Mirror))
        {
            double second = IsDouble ? Mirror + raw[0] : (float)Mirror + (float)raw[0];
            raw = (double[])[-second, second];
        }

        if (HasWeights is not null) raw = (double[])[HasWeights[0] ? raw[0] : 0, HasWeights[1] ? raw[1] : 0];

        if (Labels is not null && WithLabel)
        {
            outputs[0] = LabelOf(raw);
            outputs = outputs[1..];
        }

        if (!WithScores) return;
        if (IsDouble && Post == PostTransform.None) raw.CopyTo(outputs);
        else if (raw.Length == 1 && Labels is { Length: 2 }) WriteBinary((float)raw[0], outputs);
        else Write(raw, outputs);
    }

    private double LabelOf(ReadOnlySpan<double> raw)
    {
        if (Labels!.Length > 2)
        {
            int best = 0;
            for (int k = 1; k < raw.Length; k++) if (raw[k] > raw[best]) best = k;
            return Labels[best];
        }

        double score = HasWeights is [_, false] ? raw[0] : raw[^1];
        bool positive = score > (IsBinaryCase && IsPositive ? 0.5 : 0);
        return IsBinaryCase || Texts is not null ? Labels[positive ? 1 : 0] : positive ? 1 : 0;
    }

    private void WriteBinary(float score, Span<double> outputs)
    {
        bool logistic = Post == PostTransform.Logistic;
        outputs[0] = logistic ? ScoreWriter.Logistic(-score) : IsPositive ? 1 - score : -score;
        outputs[1] = logistic ? ScoreWriter.Logistic(score) : score;
    }

    // ONNX Runtime gives a regressor with one target no transform but PROBIT; so does ScoreWriter.
    private void Write(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        Span<float> scores = new float[raw.Length];
        for (int k = 0; k < scores.Length; k++) scores[k] = (float)raw[k];
        ScoreWriter.Apply(Post, scores);
        for (int k = 0; k < scores.Length; k++) outputs[k] = scores[k];
    }
}
