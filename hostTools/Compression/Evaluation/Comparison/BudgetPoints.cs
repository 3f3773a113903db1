using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>Points of the front that the shelf builder alone reaches: finer than it would choose, and under smaller and smaller budgets.</summary>
public static class BudgetPoints
{
    // Shares of the blob without a budget.
    private static readonly double[] Shares = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

    /// <summary>The points; a budget that cannot be kept has none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Rows to measure on.</param>
    /// <param name="floats">[row]: float scores.</param>
    /// <param name="options">How to build; its budget is not used.</param>
    /// <param name="progress">Told the share done, or null.</param>
    /// <param name="cancellation">Stops between shelves.</param>
    public static IReadOnlyList<SizePoint> Of(BinModel model, BinnedDataset data, double[] floats, ShelfOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var points = new List<SizePoint>();
        options = options with { ErrorAmong = LargestError.NotWanted };
        LabelSide free = LabelSide.Of(model, data, floats, options with { BudgetBytes = null }, null, cancellation);
        Add("no budget", free);
        if (model is TreeEnsemble)
            Add("no simplification", LabelSide.Of(model, data, floats, options with { BudgetBytes = null, Tolerance = 0 }, null, cancellation));
        for (int i = 0; i < Shares.Length; i++)
        {
            progress?.Report((i + 2.0) / (Shares.Length + 2));
            int budget = (int)(Shares[i] * free.BlobBytesMax);
            try
            {
                Add(FormattableString.Invariant($"budget {budget}"),
                    LabelSide.Of(model, data, floats, options with { BudgetBytes = budget }, null, cancellation));
            }
            catch (UserErrorException)
            {
                break; // smaller ones cannot be kept either
            }
        }

        return points;

        void Add(string name, LabelSide label) => points.Add(new SizePoint(name, label.BlobBytesMean,
            BeforeAfter.Main(BeforeAfter.Of(model.Objective, data, floats, label.Scores)).After));
    }
}
