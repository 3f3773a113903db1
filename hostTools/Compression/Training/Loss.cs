using System.Numerics.Tensors;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training;

/// <summary>
/// First and second derivatives of an objective by the scores. Work comes in chunks whose borders depend
/// on the data only, so results do not depend on which thread computes which chunk.
/// </summary>
internal abstract class Loss
{
    /// <summary>Second derivatives stay above this, so a certain row cannot make a leaf unbounded (XGBoost's bound).</summary>
    public const double MinHessian = 1e-16;

    /// <summary>The constant that scores start from.</summary>
    public abstract double BaseScore { get; }

    /// <summary>Number of independent chunks.</summary>
    public abstract int ChunkCount { get; }

    /// <summary>The units of a chunk: groups of a ranking objective, rows of the others.</summary>
    public abstract (int First, int End) Units(int chunk);

    /// <summary>Writes [row] derivatives for the rows of one chunk.</summary>
    public void Compute(int chunk, double[] scores, double[] gradient, double[] hessian)
    {
        (int first, int end) = Units(chunk);
        Compute(first, end, scores, gradient, hessian);
    }

    /// <summary>The same for units first … end − 1.</summary>
    public abstract void Compute(int first, int end, double[] scores, double[] gradient, double[] hessian);

    /// <param name="data">What to learn from.</param>
    /// <param name="objective">What to learn.</param>
    /// <param name="soft">A teacher to learn from too, or null.</param>
    public static Loss Create(BinnedDataset data, Objective objective, SoftTargets? soft = null)
    {
        Loss labels = objective switch
        {
            Objective.Logistic => new LogisticLoss(data.Labels),
            Objective.Squared => new SquaredLoss(data.Labels),
            _ => new RankingLoss(data, weighByNdcg: objective == Objective.LambdaRank),
        };
        return soft is null ? labels : new DistilledLoss(labels, data, objective, soft);
    }
}

/// <summary>Losses of single rows, in chunks of a fixed number of rows.</summary>
internal abstract class RowLoss : Loss
{
    private const int ChunkRows = 4096;

    protected RowLoss(float[] labels) => Labels = [.. labels.Select(label => (double)label)];

    public override int ChunkCount => (Labels.Length + ChunkRows - 1) / ChunkRows;

    protected double[] Labels { get; }

    public override (int First, int End) Units(int chunk) => (chunk * ChunkRows, Math.Min((chunk + 1) * ChunkRows, Labels.Length));

    public override void Compute(int first, int end, double[] scores, double[] gradient, double[] hessian)
    {
        int count = end - first;
        Compute(scores.AsSpan(first, count), Labels.AsSpan(first, count), gradient.AsSpan(first, count), hessian.AsSpan(first, count));
    }

    protected abstract void Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, Span<double> gradient, Span<double> hessian);
}

/// <summary>½ (score − label)² per row.</summary>
internal sealed class SquaredLoss(float[] labels) : RowLoss(labels)
{
    public override double BaseScore => Labels.Average();

    protected override void Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, Span<double> gradient, Span<double> hessian)
    {
        TensorPrimitives.Subtract(scores, labels, gradient);
        hessian.Fill(1);
    }
}

/// <summary>ln(1 + e^−score) for label 1, ln(1 + e^score) for label 0.</summary>
internal sealed class LogisticLoss(float[] labels) : RowLoss(labels)
{
    /// <summary>Log-odds of the share of ones.</summary>
    public override double BaseScore
    {
        get
        {
            double share = Labels.Average();
            return Math.Log(share / (1 - share));
        }
    }

    protected override void Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, Span<double> gradient, Span<double> hessian)
    {
        TensorPrimitives.Sigmoid(scores, gradient);
        TensorPrimitives.Subtract(1.0, gradient, hessian);
        TensorPrimitives.Multiply(gradient, hessian, hessian);
        TensorPrimitives.Max(hessian, MinHessian, hessian);
        TensorPrimitives.Subtract(gradient, labels, gradient);
    }
}
