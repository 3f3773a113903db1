using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Turns sums into a regressor's value, or into a classifier's label and probabilities, in double.</summary>
/// <param name="link">What is made of the sums.</param>
/// <param name="labels">[class], or null for a regressor.</param>
internal sealed class CoreMlTransform(CoreMlLink link, double[]? labels) : OutputTransform
{
    /// <inheritdoc/>
    public override string Name => link.ToString();

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        if (labels is null)
        {
            Link(raw, outputs);
            return;
        }

        Span<double> probabilities = outputs[1..];
        if (raw.Length == labels.Length) Shares(raw, probabilities);
        else if (link == CoreMlLink.SoftmaxWithZeroClass) WithZeroClass(raw, probabilities);
        else
        {
            Link(raw, probabilities[1..]);
            probabilities[0] = 1 - probabilities[1];
        }

        ClassLabels.SetPrediction(outputs, labels);
    }

    // A forest without a transform has sums of shares over its trees.
    private void Shares(ReadOnlySpan<double> raw, Span<double> probabilities)
    {
        Link(raw, probabilities);
        double sum = 0;
        foreach (double value in probabilities) sum += value;
        if (link != CoreMlLink.None || !(sum > 0)) return;
        for (int k = 0; k < probabilities.Length; k++) probabilities[k] /= sum;
    }

    private void Link(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        raw.CopyTo(outputs);
        if (link == CoreMlLink.Softmax) Softmax(outputs);
        if (link is not (CoreMlLink.Logistic or CoreMlLink.OneVersusRest)) return;
        double sum = 0;
        for (int k = 0; k < raw.Length; k++) sum += outputs[k] = 1 / (1 + Math.Exp(-raw[k]));
        if (link == CoreMlLink.Logistic || raw.Length == 1) return;
        for (int k = 0; k < raw.Length; k++) outputs[k] /= sum;
    }

    private static void WithZeroClass(ReadOnlySpan<double> raw, Span<double> outputs)
    {
        outputs[0] = 0;
        raw.CopyTo(outputs[1..]);
        Softmax(outputs);
    }

    private static void Softmax(Span<double> values)
    {
        double most = values[0], sum = 0;
        foreach (double value in values) most = Math.Max(most, value);
        for (int k = 0; k < values.Length; k++) sum += values[k] = Math.Exp(values[k] - most);
        for (int k = 0; k < values.Length; k++) values[k] /= sum;
    }
}
