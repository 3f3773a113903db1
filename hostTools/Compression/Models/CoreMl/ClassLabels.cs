using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>A classifier's labels: their numbers, or for texts their positions.</summary>
internal static class ClassLabels
{
    private const int Most = 10_000;

    /// <summary>[class]: what the prediction is. Errors: E261, E263.</summary>
    public static double[] Of(string path, Longs? numbers, Strings? texts)
    {
        double[] labels = numbers is { Vector.Count: > 0 } ? [.. numbers.Vector] : [.. Enumerable.Range(0, texts?.Vector.Count ?? 0)];
        if (labels.Length < 2) throw Catalogue.ModelMalformed(path, "the classifier", $"it has {labels.Length} class labels");
        return labels.Length <= Most ? labels : throw Catalogue.ModelLimit(path, "the number of classes", labels.Length, Most);
    }

    /// <summary>prediction, prob_0 ….</summary>
    public static string[] OutputNames(double[] labels) =>
        ["prediction", .. Enumerable.Range(0, labels.Length).Select(k => "prob_" + k.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Puts the label of the largest probability (the first of equals) in front of the probabilities.</summary>
    public static void SetPrediction(Span<double> outputs, double[] labels)
    {
        int best = 0;
        for (int k = 1; k < labels.Length; k++)
            if (outputs[k + 1] > outputs[best + 1]) best = k;
        outputs[0] = labels[best];
    }
}
