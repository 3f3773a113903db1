using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Training.Dense;

/// <summary>
/// A network learns values of any unit (prices in cents, incomes) as if they had mean 0 and variance 1, because its first
/// weights and Adam's steps are of that size; afterwards the last layer is put back into the labels' unit, which loses nothing.
/// </summary>
internal sealed class LabelScale
{
    private readonly double _mean, _deviation;

    private LabelScale(double mean, double deviation) => (_mean, _deviation) = (mean, deviation);

    /// <summary>That of labels; null where there is nothing to scale: labels that are all alike.</summary>
    public static LabelScale? Of(float[] labels)
    {
        double mean = labels.Average(label => (double)label);
        double deviation = Math.Sqrt(labels.Average(label => (label - mean) * (label - mean)));
        return deviation > 0 ? new LabelScale(mean, deviation) : null;
    }

    /// <summary>The same rows with scaled labels.</summary>
    public BinnedDataset Scaled(BinnedDataset data) => new(data.Schema, data.Columns, [.. data.Labels.Select(label => (float)Scaled(label))], data.GroupStarts);

    /// <summary>The teacher's values, scaled alike.</summary>
    public SoftTargets Scaled(SoftTargets soft) => soft with { Scores = [.. soft.Scores.Select(Scaled)] };

    /// <summary>A network of the labels' unit as one of scaled labels.</summary>
    public DenseModel Scaled(DenseModel model) => WithOutput(model, 1 / _deviation, -_mean / _deviation);

    /// <summary>A result in the labels' unit: last layer and errors. Errors: E217 where a number is too large for that.</summary>
    public DenseTrainingResult Restored(DenseTrainingResult result, double learningRate)
    {
        DenseModel model = WithOutput(result.Model, _deviation, _mean);
        if (Array.Exists(model.Parameters, value => !float.IsFinite(value))) throw Catalogue.TrainingDiverged(result.BestEpoch, learningRate);
        return result with { Model = model, Metrics = [.. result.Metrics.Select(error => error * _deviation)] };
    }

    // The network whose score is factor · score + shift.
    private static DenseModel WithOutput(DenseModel model, double factor, double shift)
    {
        DenseShape shape = model.Shape;
        int last = shape.Widths.Length - 1, bias = shape.BiasAt[last];
        float[] parameters = [.. model.Parameters];
        for (int i = shape.WeightAt[last]; i < shape.Count; i++) parameters[i] = (float)(parameters[i] * factor);
        parameters[bias] = (float)(parameters[bias] * factor + shift);
        return new DenseModel(model.Schema, model.Objective, shape, parameters) { BinCounts = model.BinCounts, Precision = model.Precision, Ranges = model.Ranges };
    }

    private double Scaled(double value) => (value - _mean) / _deviation;
}
