using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>CatBoost's predictions from raw scores (catboost/libs/eval_result/eval_helpers.cpp).</summary>
internal sealed class CatBoostTransform(CatBoostLink link) : OutputTransform
{
    public override string Name => link switch
    {
        CatBoostLink.Sigmoid => "sigmoid",
        CatBoostLink.Exp => "exp",
        CatBoostLink.SoftMax => "softmax",
        CatBoostLink.MeanAndVariance => "mean and exp(2x)",
        _ => "identity",
    };

    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        raw.CopyTo(outputs);
        switch (link)
        {
            case CatBoostLink.Sigmoid:
                foreach (ref double x in outputs) x = 1 / (1 + Math.Exp(-x));
                break;
            case CatBoostLink.Exp:
                foreach (ref double x in outputs) x = Math.Exp(x);
                break;
            case CatBoostLink.MeanAndVariance:
                outputs[1] = Math.Exp(2 * outputs[1]);
                break;
            case CatBoostLink.SoftMax:
                SoftMax(outputs);
                break;
        }
    }

    private static void SoftMax(Span<double> x)
    {
        double most = double.NegativeInfinity, sum = 0;
        foreach (double value in x) most = Math.Max(most, value);
        foreach (ref double value in x) sum += value = Math.Exp(value - most);
        foreach (ref double value in x) value /= sum;
    }
}
