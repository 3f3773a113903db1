using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Ml;

/// <summary>LinearRegressor and LinearClassifier: weighted sums and a transform. Products are summed in double and rounded once.</summary>
/// <param name="coefficients">[target · columns + column].</param>
/// <param name="intercepts">[target].</param>
/// <param name="transform">Applied to the sums.</param>
/// <param name="labels">[class]: labels of a classifier, as texts' numbers where it has texts; null: a regressor.</param>
/// <param name="texts">The classifier's texts, or null.</param>
internal sealed class Linear(float[] coefficients, float[] intercepts, PostTransform transform, double[]? labels, string[]? texts) : GraphOp
{
    public float[] Coefficients => coefficients;
    public float[] Intercepts => intercepts;
    public bool IsClassifier => labels is not null;

    /// <summary>How many numbers <see cref="Finish"/> writes: the label of a classifier, and its scores.</summary>
    public int Results => labels is null ? intercepts.Length : 1 + Math.Max(intercepts.Length, HasSecondClass ? 2 : 1);

    // One target and two labels give two scores, which only LOGISTIC transforms.
    private bool HasSecondClass => intercepts.Length == 1 && labels is { Length: 2 };

    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Rank is < 1 or > 2 || (x.Rank == 2 && x.Shape[0] != 1)) throw new GraphFaultException("other than one row");
        if ((long)x.Count * intercepts.Length != coefficients.Length)
            throw new GraphFaultException($"{coefficients.Length} coefficients for {x.Count} columns and {intercepts.Length} sums");
        Span<float> sums = new float[intercepts.Length];
        for (int t = 0; t < sums.Length; t++) sums[t] = Sum(x.Values, t);
        Span<double> results = new double[Results];
        Finish(sums, results);
        Span<double> scores = labels is null ? results : results[1..];
        scores.CopyTo(outputs[labels is null ? 0 : 1].Reset(TensorType.SinglePrecision, [1, scores.Length]));
        if (labels is null) return;
        outputs[0].Reset(texts is null ? TensorType.Whole : TensorType.Text, [1])[0] = results[0];
        outputs[0].Texts = texts;
    }

    /// <summary>Turns sums, which it changes, into the label (of a classifier) and scores.</summary>
    public void Finish(Span<float> sums, Span<double> results)
    {
        if (labels is not null)
        {
            results[0] = Label(sums);
            results = results[1..];
        }

        if (HasSecondClass && transform != PostTransform.Probit)
        {
            bool logistic = transform == PostTransform.Logistic;
            results[0] = logistic ? ScoreWriter.Logistic(-sums[0]) : 1 - sums[0];
            results[1] = logistic ? ScoreWriter.Logistic(sums[0]) : sums[0];
            return;
        }

        ScoreWriter.Apply(transform, sums);
        for (int t = 0; t < sums.Length; t++) results[t] = sums[t];
    }

    private double Label(ReadOnlySpan<float> sums)
    {
        if (sums.Length == 1)
        {
            bool two = labels!.Length == 2;
            return sums[0] > 0 ? two ? labels[1] : 1 : two ? labels[0] : 0;
        }

        int best = 0;
        for (int t = 1; t < sums.Length; t++) if (sums[t] > sums[best]) best = t;
        return labels![best];
    }

    private float Sum(ReadOnlySpan<double> x, int target)
    {
        double sum = 0;
        for (int c = 0; c < x.Length; c++) sum += (float)x[c] * (double)coefficients[target * x.Length + c];
        return (float)(sum + intercepts[target]);
    }
}
