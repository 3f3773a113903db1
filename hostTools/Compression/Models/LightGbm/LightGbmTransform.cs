using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>
/// LightGBM's ConvertOutput (src/objective/*.hpp), in its order of operations; a random forest's scores are divided by the number of
/// iterations first, so raw scores stay sums.
/// </summary>
/// <param name="link">The objective's function.</param>
/// <param name="sigmoid">Factor of <see cref="LightGbmLink.Sigmoid"/>.</param>
/// <param name="divisor">Iterations of a model with average_output; else 1.</param>
internal sealed class LightGbmTransform(LightGbmLink link, double sigmoid, int divisor) : OutputTransform
{
    public override string Name => (divisor == 1 ? "" : "mean, ") + link switch
    {
        LightGbmLink.Identity => "identity",
        LightGbmLink.SignedSquare => "signed square",
        LightGbmLink.Exp => "exp",
        LightGbmLink.Sigmoid => "sigmoid",
        LightGbmLink.SoftPlus => "log(1 + exp)",
        _ => "softmax",
    };

    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        for (int k = 0; k < outputs.Length; k++) outputs[k] = raw[k] / divisor;
        if (link == LightGbmLink.SoftMax) SoftMax(outputs);
        else
            for (int k = 0; k < outputs.Length; k++) outputs[k] = One(outputs[k]);
    }

    private double One(double x) => link switch
    {
        LightGbmLink.SignedSquare => (x > 0 ? 1 : x < 0 ? -1 : 0) * x * x,
        LightGbmLink.Exp => Math.Exp(x),
        LightGbmLink.Sigmoid => 1 / (1 + Math.Exp(-sigmoid * x)),
        LightGbmLink.SoftPlus => LogOnePlus(Math.Exp(x)),
        _ => x,
    };

    private static void SoftMax(Span<double> x)
    {
        double most = x[0], sum = 0;
        foreach (double value in x) most = value < most ? most : value;
        foreach (ref double value in x)
        {
            value = Math.Exp(value - most);
            sum += value;
        }

        foreach (ref double value in x) value /= sum;
    }

    // .NET has no log1p: the logarithm of the rounded sum, plus what rounding took from the sum.
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        if (double.IsInfinity(sum)) return sum;
        double lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
        return Math.Log(sum) + lost / sum;
    }
}
