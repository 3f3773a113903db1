using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>XGBoost's transforms, in float32 as in src/common/math.h.</summary>
/// <param name="kind">Which.</param>
internal sealed class XGBoostTransform(TransformKind kind) : OutputTransform
{
    /// <inheritdoc/>
    public override string Name => kind.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        switch (kind)
        {
            case TransformKind.Softmax:
                Softmax(raw, outputs);
                break;
            case TransformKind.ArgMax:
                outputs[0] = ArgMax(raw);
                break;
            case TransformKind.Sorted:
                raw.CopyTo(outputs);
                outputs.Sort();
                break;
            default:
                for (int i = 0; i < outputs.Length; i++) outputs[i] = Of((float)raw[i]);
                break;
        }
    }

    private float Of(float x) => kind switch
    {
        TransformKind.Sigmoid => 1 / (MathF.Exp(Math.Min(-x, 88.7f)) + 1 + 1e-16f),
        TransformKind.Exponential => MathF.Exp(x),
        _ => x > 0 ? 1 : 0,
    };

    private static void Softmax(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        float most = (float)raw[0];
        for (int i = 1; i < raw.Length; i++) most = Math.Max(most, (float)raw[i]);
        double sum = 0; // a double in XGBoost too
        for (int i = 0; i < raw.Length; i++) sum += outputs[i] = MathF.Exp((float)raw[i] - most);
        for (int i = 0; i < raw.Length; i++) outputs[i] = (float)outputs[i] / (float)sum;
    }

    private static int ArgMax(ReadOnlySpan<double> raw)
    {
        int best = 0;
        for (int i = 1; i < raw.Length; i++)
            if (raw[i] > raw[best]) best = i;
        return best;
    }
}
