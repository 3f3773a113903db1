using Endcap.Compression.Models.Onnx.Ml;
using Endcap.Compression.Models.Teachers.Dense;

namespace Endcap.Compression.Models.Onnx.Reductions;

/// <summary>What LinearRegressor and LinearClassifier, and a Normalizer behind them, do to the sums: (label,) scores.</summary>
/// <param name="Op">The operator.</param>
/// <param name="Norm">The Normalizer's norm, or null.</param>
/// <param name="WithLabel">Whether the label is a result.</param>
internal sealed record LinearOutput(Linear Op, string? Norm, bool WithLabel)
    : DenseStep(Op.Intercepts.Length, Op.Results - (Op.IsClassifier && !WithLabel ? 1 : 0))
{
    public override string Text => Norm is null ? "link" : $"link, {Norm}";

    public override void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Span<double> results = new double[Op.Results];
        Op.Finish(input.ToArray(), results);
        Span<double> scores = results[(Op.IsClassifier ? 1 : 0)..];
        if (Norm is not null) Normalizer.Normalise(Norm, scores);
        Span<double> wanted = Op.IsClassifier && !WithLabel ? scores : results;
        for (int i = 0; i < wanted.Length; i++) output[i] = (float)wanted[i];
    }
}
