namespace Endcap.Compression.Models.Onnx;

/// <summary>
/// Turns the scores of ai.onnx.ml operators into outputs, in float32 and in the order of operations of ONNX Runtime
/// (onnxruntime/core/providers/cpu/ml/ml_common.h).
/// </summary>
internal static class ScoreWriter
{
    /// <summary>Transforms two or more scores in place; a single one only where it is <see cref="PostTransform.Probit"/>.</summary>
    public static void Apply(PostTransform transform, Span<float> scores)
    {
        if (transform == PostTransform.Probit) for (int i = 0; i < scores.Length; i++) scores[i] = Probit(scores[i]);
        if (scores.Length < 2) return;
        if (transform == PostTransform.Logistic) for (int i = 0; i < scores.Length; i++) scores[i] = Logistic(scores[i]);
        if (transform == PostTransform.Softmax) Softmax(scores);
        if (transform == PostTransform.SoftmaxZero) SoftmaxZero(scores);
    }

    /// <summary>1 / (1 + e^−x), computed from |x|.</summary>
    public static float Logistic(float x)
    {
        float v = 1 / (1 + MathF.Exp(-MathF.Abs(x)));
        return x < 0 ? 1 - v : v;
    }

    /// <summary>√2 · erf⁻¹(2x − 1) by Winitzki's approximation.</summary>
    public static float Probit(float x)
    {
        float y = 2 * x - 1, sign = y < 0 ? -1 : 1;
        float log = MathF.Log((1 - y) * (1 + y));
        float v = 2 / (MathF.PI * 0.147f) + 0.5f * log;
        return 1.41421356f * (sign * MathF.Sqrt(-v + MathF.Sqrt(v * v - 1 / 0.147f * log)));
    }

    private static void Softmax(Span<float> scores)
    {
        float most = Most(scores), sum = 0;
        for (int i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - most);
        for (int i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    private static void SoftmaxZero(Span<float> scores)
    {
        float most = Most(scores), small = MathF.Exp(-most), sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] is > 0.0000001f or < -0.0000001f) sum += scores[i] = MathF.Exp(scores[i] - most);
            else scores[i] *= small;
        }

        for (int i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    private static float Most(ReadOnlySpan<float> scores)
    {
        float most = -float.MaxValue;
        foreach (float score in scores) if (score > most) most = score;
        return most;
    }
}
